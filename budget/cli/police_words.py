"""The words of the commands of the police request."""

from budget.cli.grammar import VietnameseParser
from budget.cli.words import YEAR, expect, plan_only, reason
from budget.model.states import ContentVerdict, Route

_ROUTES = (*(route.value for route in Route), "suggested")
_VERDICTS = tuple(verdict.value for verdict in ContentVerdict)


def _scope(parser: VietnameseParser) -> None:
    parser.add_argument("--scenario", default="goc", metavar="S", help="phương án: mã, tên hoặc PA1 (mặc định: goc)")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="chỉ một năm")


def _acts(parser: VietnameseParser) -> None:
    reason(parser)
    expect(parser)
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")


def request(parser: VietnameseParser) -> None:
    """Which scenario, which year."""
    plan_only(parser)
    _scope(parser)


def route(parser: VietnameseParser) -> None:
    """Which lines, which way."""
    plan_only(parser)
    parser.add_argument("lines", nargs="+", metavar="LINE", help="mã hoặc số của các khoản mục")
    parser.add_argument("route", choices=_ROUTES, metavar="ROUTE", help=f"hướng xử lý: {', '.join(_ROUTES)}")
    reason(parser, required=False)
    expect(parser)


def appraise(parser: VietnameseParser) -> None:
    """Which lines, which conclusion, which figures are accepted."""
    plan_only(parser)
    parser.add_argument("lines", nargs="+", metavar="LINE", help="mã hoặc số của các khoản mục")
    parser.add_argument("verdict", choices=_VERDICTS, metavar="VERDICT", help=f"kết luận: {', '.join(_VERDICTS)}")
    parser.add_argument("--quantity", metavar="SỐ", help="số lượng chấp nhận (cần sửa)")
    parser.add_argument("--price", dest="unit_price", metavar="ĐỒNG", help="đơn giá chấp nhận (cần sửa)")
    parser.add_argument("--opinion", metavar="…", help="ý kiến; không đạt thì bắt buộc")
    parser.add_argument("--document", metavar="SỐ", help="số văn bản thẩm định nội dung")
    parser.add_argument("--date", metavar="NGÀY", help="ngày văn bản, ví dụ 20/05/2024")
    _acts(parser)


def finance(parser: VietnameseParser) -> None:
    """Which lines; none named = every judged line without finance figures."""
    plan_only(parser)
    parser.add_argument("lines", nargs="*", metavar="LINE", help="mã hoặc số của các khoản mục (mặc định: mọi khoản đã thẩm định nội dung)")
    _acts(parser)


def dossier(parser: VietnameseParser) -> None:
    """Which dossier, where to."""
    plan_only(parser)
    ways = (Route.INVESTMENT.value, Route.OPERATING.value)
    parser.add_argument("route", choices=ways, metavar="ROUTE", help=f"hồ sơ nào: {' hoặc '.join(ways)}")
    parser.add_argument("--out", required=True, metavar="TỆP", help="tệp .xlsx ghi ra")
    _scope(parser)
