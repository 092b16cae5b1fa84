"""The words of the commands on who may pay for what."""

from budget.cli.grammar import VietnameseParser
from budget.cli.words import LISTINGS, plan_only

FORMATS = ("csv", "json")


def eligibility(parser: VietnameseParser) -> None:
    """Of which lines, in which form, where to; or what is wrong with the rules."""
    plan_only(parser)
    parser.add_argument("--scenario", default="goc", metavar="S", help="phương án: mã, tên hoặc PA1 (mặc định: goc)")
    parser.add_argument("--line", metavar="LINE", help="chỉ một khoản mục (mã hoặc số)")
    parser.add_argument("--listing", choices=LISTINGS, default="estimate", help="danh mục nào (estimate)")
    told = "rà chính các quy tắc: thừa, trái nhau, thay vòng, mã lạ, nguồn và khoản không dùng được"
    parser.add_argument("--lint", action="store_true", help=told)
    parser.add_argument("--format", choices=FORMATS, metavar="|".join(FORMATS), help="dạng (csv; với --json là json)")
    parser.add_argument("--out", metavar="TỆP", help="ghi ra tệp thay vì màn hình")
