"""The words of the command on the funding plan."""

from budget.cli.grammar import VietnameseParser
from budget.cli.words import YEAR, plan_only


def allocate(parser: VietnameseParser) -> None:
    """Of which scenario and year; whether to save; where the question goes for others to check."""
    plan_only(parser)
    parser.add_argument("--scenario", default="goc", metavar="S", help="phương án: mã, tên hoặc PA1 (mặc định: goc)")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="chỉ một năm ngân sách (mặc định: mọi năm)")
    parser.add_argument("--save", action="store_true", help="lưu kết quả vào bộ dự toán, thay cho lần bố trí trước")
    parser.add_argument("--reason", metavar="LÝ DO", help="vì sao (bắt buộc khi lưu)")
    parser.add_argument("--values", action="store_true", help="mỗi hạn mức thêm 1 tỷ thì bố trí thêm được gì (tính lại chính xác)")
    parser.add_argument("--instance", metavar="TỆP", help="ghi bài toán và lời giải ra JSON để người khác kiểm tra")
