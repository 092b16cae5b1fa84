"""The words of the commands on annexes: what a decision grants to which unit, and which lines stand on it."""

from budget.cli.grammar import VietnameseParser
from budget.cli.words import YEAR, plan_only, reason

_ITEM = {
    "unit": "mã đơn vị được cấp",
    "name": "thiết bị, nội dung",
    "measure": "đơn vị tính",
    "quantity": "số lượng được cấp",
    "unit-price": "đơn giá (đồng)",
    "amount": "thành tiền (đồng)",
    "bought": "số lượng đã mua",
    "document": "văn bản",
    "note": "ghi chú",
}


def annex_list(parser: VietnameseParser) -> None:
    """Which source and scenario."""
    plan_only(parser)
    parser.add_argument("--source", default="", metavar="MÃ", help="mã nguồn kinh phí (mọi nguồn cấp theo danh mục)")
    parser.add_argument("--scenario", default="goc", metavar="PHƯƠNG_ÁN", help="tên hoặc mã phương án (số liệu gốc)")


def annex_add(parser: VietnameseParser) -> None:
    """One item: source, unit, what, how many."""
    plan_only(parser)
    parser.add_argument("source", metavar="SOURCE", help="mã nguồn kinh phí")
    for name, told in _ITEM.items():
        parser.add_argument(f"--{name}", metavar="CHỮ", default="", help=told)
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="năm được cấp (năm của bộ dự toán)")
    reason(parser)


def annex_import(parser: VietnameseParser) -> None:
    """A text file as a spreadsheet copies it."""
    plan_only(parser)
    parser.add_argument("source", metavar="SOURCE", help="mã nguồn kinh phí")
    parser.add_argument("file", metavar="FILE", help="tệp chữ (UTF-8): mỗi dòng một mục, các ô cách nhau bằng dấu Tab hoặc chấm phẩy")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="năm của những dòng không ghi năm")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem từng dòng, không ghi")
    parser.add_argument("--reason", default="", metavar="LÝ_DO", help="lý do, văn bản (bắt buộc khi ghi)")


def annex_match(parser: VietnameseParser) -> None:
    """Suggestions, or the tie of one line, or of all that are sure enough."""
    plan_only(parser)
    parser.add_argument("--source", default="", metavar="MÃ", help="mã nguồn kinh phí (mọi nguồn cấp theo danh mục)")
    parser.add_argument("--line", metavar="KHOẢN_MỤC", help="khoản mục (mã hoặc số) cần ghép")
    parser.add_argument("--item", metavar="MỤC", help="mã mục phụ lục để ghép khoản mục vào; để trống thì bỏ ghép")
    parser.add_argument("--above", metavar="ĐIỂM", type=int, help="ghép mọi gợi ý có độ tin từ mức này, 60 đến 100")
    parser.add_argument("--reason", default="", metavar="LÝ_DO", help="lý do")
