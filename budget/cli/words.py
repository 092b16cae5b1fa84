"""The words of each command: what must be said, what may be said, and how it is read. Names are a contract with scripts."""

import argparse

from budget.cli.grammar import VietnameseParser, names_list, whole_number

YEAR = whole_number(2000, 2100)
FORMATS = ("csv", "json", "parquet")
LISTINGS = ("estimate", "other", "all")
FORMS = ("xlsx", "csv")
LINE_OPTIONS = {
    "unit": "mã đơn vị",
    "name": "nội dung chi",
    "measure": "đơn vị tính",
    "quantity": "số lượng, ví dụ 12 hoặc 0,5",
    "unit-price": "đơn giá, ví dụ 12.500.000",
    "source": "mã nguồn kinh phí",
}
MORE_LINE_OPTIONS = {
    "times": "số lần (1)",
    "category": "nhóm chi",
    "nature": "tính chất chi: recurrent hoặc investment",
    "form": "hình thức",
    "task": "mã nhiệm vụ",
    "budget-code": "mục, tiểu mục",
    "norm": "mã định mức",
    "basis": "căn cứ",
    "route": "luồng xử lý của công an",
    "listing": "danh mục: estimate hoặc other",
    "requires": "khoản mục phải có trước (mã hoặc số)",
    "note": "ghi chú",
    "priority": "mức ưu tiên, 1 đến 4",
    "locked": "không được cắt: có hoặc không",
    "lock-reason": "lý do không được cắt",
    "contracted": "đã ký hợp đồng: có hoặc không",
    "year": "năm",
    "quarter": "quý",
    "price-kind": "loại căn cứ giá: bid_result, valuation, quotation, state_price hoặc contract",
    "price-document": "số văn bản giá",
    "price-date": "ngày của căn cứ giá",
    "price-supplier": "nhà cung cấp, tổ chức",
    "price-quotes": "số báo giá",
    "vat": "thuế suất GTGT, ví dụ 10",
    "vat-included": "giá đã gồm thuế GTGT: có hoặc không",
    "last-year-outturn": "thực hiện năm trước",
    "this-year-allotted": "dự toán năm nay đã giao",
    "this-year-spent": "đã chi đến ngày",
    "spent-on": "ngày của số đã chi",
    "entitled": "số lượng theo định mức, biên chế",
    "usable": "hiện có còn dùng được",
    "request-document": "văn bản đề nghị",
    "request-date": "ngày văn bản đề nghị",
    "request-round": "lần đề nghị",
    "excess-authority": "cấp cho phép vượt định mức",
    "excess-document": "quyết định cho phép vượt định mức",
    "excess-date": "ngày quyết định cho phép vượt",
}


def common(parser: VietnameseParser, default: object = argparse.SUPPRESS) -> None:
    """What every command understands, before or after its name."""
    off = default if default is argparse.SUPPRESS else None
    parser.add_argument("--json", action="store_true", default=default, help="in đúng một đối tượng JSON")
    parser.add_argument("--as", dest="actor", metavar="TÊN", default=off, help="tên người ghi vào nhật ký (mặc định: tên đăng nhập máy)")
    parser.add_argument(
        "--wait", type=whole_number(0, 3600), metavar="GIÂY", default=off, help="chờ tối đa bấy nhiêu giây nếu tệp đang bận (3)"
    )


def plan_only(parser: VietnameseParser) -> None:
    """The plan."""
    parser.add_argument("plan", metavar="PLAN", help="tệp bộ dự toán")


def new(parser: VietnameseParser) -> None:
    """Sample or blank."""
    plan_only(parser)
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--sample", metavar="MẪU", help="dữ liệu minh họa, ví dụ quang-nam-2024")
    kind.add_argument("--blank", action="store_true", help="bộ dự toán trống có sẵn danh mục")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="năm ngân sách của bộ dự toán trống")
    parser.add_argument("--name", default="", metavar="TÊN", help="tên bộ dự toán")


def generate(parser: VietnameseParser) -> None:
    """How many lines, from which seed."""
    plan_only(parser)
    parser.add_argument("--lines", type=whole_number(1, 5_000_000), required=True, metavar="N", help="số khoản mục")
    parser.add_argument(
        "--seed", type=whole_number(0, 2**31 - 1), default=1, metavar="K", help="hạt giống; cùng hạt giống ra cùng số liệu (1)"
    )
    parser.add_argument("--provinces", type=whole_number(1, 63), default=1, metavar="P", help="số tỉnh (1)")


def scenario_option(parser: VietnameseParser) -> None:
    """In which scenario."""
    parser.add_argument("--scenario", default="goc", metavar="S", help="phương án: mã, tên hoặc PA1 (mặc định: goc)")


def selection(parser: VietnameseParser) -> None:
    """Which lines."""
    parser.add_argument("--listing", choices=LISTINGS, default="estimate", help="danh mục nào (estimate)")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="chỉ một năm")
    for name in ("unit", "level", "source", "category", "nature", "task"):
        parser.add_argument(f"--{name}", type=names_list, default=[], metavar="MÃ,…", help="chỉ các mã này")
    parser.add_argument("--priority", type=names_list, default=[], metavar="1,…", help="chỉ các mức ưu tiên này")
    parser.add_argument("--text", default="", metavar="CHỮ", help="chỉ khoản mục có chữ này trong nội dung")


def lines(parser: VietnameseParser) -> None:
    """Which lines, in which form, where to."""
    plan_only(parser)
    scenario_option(parser)
    parser.add_argument("--format", choices=FORMATS, metavar="|".join(FORMATS), help="dạng (csv; với --json là json)")
    parser.add_argument("--out", metavar="TỆP", help="ghi ra tệp thay vì màn hình")
    parser.add_argument("--excel", action="store_true", help="thêm dấu nhận biết để Excel đọc đúng tiếng Việt (csv)")
    selection(parser)


def total(parser: VietnameseParser) -> None:
    """Groups."""
    plan_only(parser)
    scenario_option(parser)
    parser.add_argument("--by", type=names_list, default=[], metavar="unit,source,…", help="cộng theo các nhóm này")
    selection(parser)


def check(parser: VietnameseParser) -> None:
    """The scenario, and whether to list what was set aside."""
    plan_only(parser)
    scenario_option(parser)
    parser.add_argument("--dismissed", action="store_true", help="kê cả các vấn đề đã xem và bỏ qua")


def dismiss(parser: VietnameseParser) -> None:
    """Which problem, and why it is none."""
    _problem(parser)
    reason(parser)


def undismiss(parser: VietnameseParser) -> None:
    """Which problem."""
    _problem(parser)
    reason(parser, required=False)


def _problem(parser: VietnameseParser) -> None:
    plan_only(parser)
    parser.add_argument("code", metavar="CODE", help="mã kiểm tra, ví dụ price_outlier")
    parser.add_argument("line", metavar="LINE", help="mã hoặc số của khoản mục")
    parser.add_argument("--other", metavar="LINE", help="chỉ với khoản mục này (đề nghị trùng)")
    scenario_option(parser)


def import_file(parser: VietnameseParser) -> None:
    """Which file, and what only a person can say of it."""
    plan_only(parser)
    parser.add_argument("file", metavar="FILE", help="tệp .xlsx, .xls, .ods hoặc .csv")
    parser.add_argument("--sheet", action="append", default=[], metavar="TRANG", help="chỉ trang này (lặp lại được)")
    parser.add_argument("--unit", default="", metavar="MÃ", help="đơn vị của các dòng không ghi đơn vị")
    parser.add_argument("--source", default="", metavar="MÃ", help="nguồn của các dòng không ghi nguồn")
    parser.add_argument("--nature", choices=("recurrent", "investment"), default="", help="tính chất chi của mọi dòng")
    parser.add_argument("--category", default="", metavar="NHÓM", help="nhóm chi của các dòng không ghi nhóm")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="năm của các dòng không ghi năm")
    parser.add_argument("--money-unit", choices=("dong", "nghin", "trieu"), help="đơn vị tiền của bảng, nếu tệp không ghi đúng")
    parser.add_argument("--answer", action="append", default=[], metavar="TÊN=MÃ", help="tên trong tệp là mã nào (lặp lại được)")
    parser.add_argument("--profile", metavar="YAML", help="tệp cách đọc")
    parser.add_argument("--skip-rejected", action="store_true", help="bỏ các dòng bị từ chối, nhập phần còn lại")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")
    reason(parser, required=False)


def reason(parser: VietnameseParser, required: bool = True) -> None:
    """Why."""
    parser.add_argument("--reason", required=required, default="", metavar="LÝ_DO", help="lý do, in trong nhật ký")


def expect(parser: VietnameseParser) -> None:
    """The version seen."""
    parser.add_argument("--expect", type=whole_number(0, 2**62), metavar="PHIÊN_BẢN", help="chỉ ghi nếu chưa ai sửa sau phiên bản này")


def set_figure(parser: VietnameseParser) -> None:
    """One figure of one line."""
    plan_only(parser)
    parser.add_argument("line", metavar="LINE", help="mã hoặc số của khoản mục")
    parser.add_argument("field", metavar="FIELD", help="trường, ví dụ quantity, unit_price, source")
    parser.add_argument("value", metavar="VALUE", help="giá trị mới, ví dụ 12.500.000")
    reason(parser)
    scenario_option(parser)
    expect(parser)


def line_add(parser: VietnameseParser) -> None:
    """What a new line is."""
    plan_only(parser)
    for name, told in LINE_OPTIONS.items():
        parser.add_argument(f"--{name}", required=True, metavar="…", help=told)
    for name, told in MORE_LINE_OPTIONS.items():
        parser.add_argument(f"--{name}", default="", metavar="…", help=told)
    reason(parser, required=False)


def line_delete(parser: VietnameseParser) -> None:
    """Which line, and why."""
    plan_only(parser)
    parser.add_argument("line", metavar="LINE", help="mã hoặc số của khoản mục")
    reason(parser)
    expect(parser)


def ceiling_set(parser: VietnameseParser) -> None:
    """Whose purse, how much, and why."""
    plan_only(parser)
    parser.add_argument("source", metavar="SOURCE", help="mã nguồn kinh phí")
    parser.add_argument("--unit", metavar="MÃ", help="đơn vị giữ nguồn; nguồn cấp tỉnh có thể bỏ qua")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="năm ngân sách (năm của bộ dự toán)")
    parser.add_argument("--nature", choices=("recurrent", "investment"), help="tính chất (theo nguồn)")
    for name, told in (("amount", "hạn mức đã giao"), ("spent", "đã chi"), ("committed", "đã cam kết")):
        parser.add_argument(f"--{name}", metavar="SỐ_TIỀN", help=f"{told}; “chưa biết” nếu chưa có số")
    reason(parser)
    expect(parser)


def ceiling_list(parser: VietnameseParser) -> None:
    """The scenario and the year."""
    plan_only(parser)
    scenario_option(parser)
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="chỉ một năm")


def scenario_new(parser: VietnameseParser) -> None:
    """Its name and parent."""
    plan_only(parser)
    parser.add_argument("name", metavar="NAME", help="tên phương án")
    parser.add_argument("--parent", default="goc", metavar="S", help="phương án làm gốc (goc)")
    parser.add_argument("--note", default="", metavar="…", help="ghi chú")


def _named_scenario(parser: VietnameseParser) -> None:
    plan_only(parser)
    parser.add_argument("scenario", metavar="NAME", help="phương án: mã, tên hoặc PA1")


def scenario_apply(parser: VietnameseParser) -> None:
    """Which operations."""
    _named_scenario(parser)
    parser.add_argument("operations", metavar="OPS.yaml", help="tệp các thao tác")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")


def scenario_rebase(parser: VietnameseParser) -> None:
    """Which scenario."""
    _named_scenario(parser)
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")


def scenario_promote(parser: VietnameseParser) -> None:
    """Which scenario, and why."""
    _named_scenario(parser)
    reason(parser)
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")


def compare(parser: VietnameseParser) -> None:
    """Two or more scenarios."""
    plan_only(parser)
    parser.add_argument("scenarios", nargs="+", metavar="S", help="hai phương án trở lên: mã, tên hoặc PA1")
    parser.add_argument("--by", type=names_list, default=["source"], metavar="NHÓM,…", help="tổng theo các nhóm này (source)")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="chỉ một năm")


def export(parser: VietnameseParser) -> None:
    """Which form, where to."""
    plan_only(parser)
    scenario_option(parser)
    parser.add_argument("--form", choices=FORMS, metavar="|".join(FORMS), required=True, help="dạng tệp")
    parser.add_argument("--out", required=True, metavar="TỆP", help="tệp ghi ra")
    parser.add_argument("--compare", type=names_list, default=[], metavar="S,…", help="đặt thêm các phương án này bên cạnh (xlsx)")
    money = "đơn vị tiền hiển thị (dong); số trong ô luôn là đồng"
    parser.add_argument("--money-unit", choices=("dong", "nghin", "trieu"), default="dong", help=money)


def take_back(parser: VietnameseParser) -> None:
    """Which file, and what was decided."""
    plan_only(parser)
    parser.add_argument("file", metavar="FILE", help="tệp trình duyệt (.xlsx) đã xuất từ bộ dự toán này và được sửa")
    told = (
        "mine (lấy số trong tệp) hoặc theirs (giữ số hiện nay) cho mọi chỗ chưa quyết; LINE:FIELD=mine|theirs cho một chỗ; nhiều lần được"
    )
    parser.add_argument("--decide", action="append", default=[], metavar="…", help=told)
    parser.add_argument("--delete-missing", action="store_true", help="xóa khoản mục không còn hàng trong tệp (mặc định: giữ)")
    parser.add_argument("--leave-rejected", action="store_true", help="bỏ qua các hàng không nhận được")
    parser.add_argument("--dry-run", action="store_true", help="chỉ so, không ghi")
    reason(parser, required=False)


def history(parser: VietnameseParser) -> None:
    """Of the plan, or of a line."""
    plan_only(parser)
    parser.add_argument("--line", metavar="LINE", help="chỉ một khoản mục (mã hoặc số)")
    parser.add_argument(
        "--limit", type=whole_number(1, 1_000_000), default=200, metavar="N", help="tối đa bấy nhiêu lần ghi mới nhất (200)"
    )


def undo(parser: VietnameseParser) -> None:
    """Which batch."""
    plan_only(parser)
    parser.add_argument("--batch", metavar="B", help="số hoặc mã lần ghi (mặc định: lần ghi mới nhất còn hiệu lực)")
    reason(parser, required=False)


def backup(parser: VietnameseParser) -> None:
    """Where to."""
    plan_only(parser)
    parser.add_argument("out", metavar="OUT", help="tệp bản sao lưu")


def restore(parser: VietnameseParser) -> None:
    """From where, to where."""
    parser.add_argument("out", metavar="OUT", help="tệp bản sao lưu")
    parser.add_argument("plan", metavar="PLAN", help="tệp bộ dự toán sẽ có; tệp cũ được giữ lại bên cạnh")
