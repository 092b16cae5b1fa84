"""The words of the commands on how needed lines are."""

from budget.cli.grammar import VietnameseParser, whole_number
from budget.cli.task_words import seen_on
from budget.cli.words import YEAR, plan_only, reason, scenario_option
from budget.model.states import Band, Criterion, Listing

FORMATS = ("csv", "json")
WITHDRAWN = ""
"""Points and a band that are left empty take back what a person gave."""


def criteria(parser: VietnameseParser) -> None:
    """Which weights to set."""
    plan_only(parser)
    told = "đặt trọng số (0-100) của một tiêu chí, ví dụ people=20; lặp lại cho nhiều tiêu chí"
    parser.add_argument("--set", dest="weights", action="append", default=[], metavar="MÃ=SỐ", help=told)
    reason(parser, required=False)


def score(parser: VietnameseParser) -> None:
    """Which line, which criterion, how many points."""
    plan_only(parser)
    parser.add_argument("line", metavar="LINE", help="khoản mục (mã hoặc số)")
    parser.add_argument("criterion", choices=[criterion.value for criterion in Criterion], metavar="CRITERION", help="mã tiêu chí")
    told = "điểm 0-100, 100 là rất cần giữ; bỏ trống là bỏ điểm chấm tay"
    parser.add_argument("points", nargs="?", default=WITHDRAWN, metavar="POINTS", help=told)
    reason(parser)


def band(parser: VietnameseParser) -> None:
    """Which line, which band."""
    plan_only(parser)
    parser.add_argument("line", metavar="LINE", help="khoản mục (mã hoặc số)")
    told = "nhóm: a đến f, g là ngoài các nhóm; bỏ trống là bỏ xếp tay"
    parser.add_argument(
        "band", nargs="?", choices=[WITHDRAWN, *(band.value for band in Band)], default=WITHDRAWN, metavar="BAND", help=told
    )
    reason(parser)


def necessity(parser: VietnameseParser) -> None:
    """Of which scenario, list, year and day; in which form."""
    plan_only(parser)
    seen_on(parser)
    parser.add_argument(
        "--listing", choices=[item.value for item in Listing], default=Listing.ESTIMATE.value, help="danh mục nào (estimate)"
    )
    parser.add_argument("--line", metavar="LINE", help="chỉ một khoản mục, từng tiêu chí thành câu")
    parser.add_argument("--format", choices=FORMATS, metavar="|".join(FORMATS), help="dạng (csv; với --json là json)")
    parser.add_argument("--out", metavar="TỆP", help="ghi ra tệp thay vì màn hình")


def stability(parser: VietnameseParser) -> None:
    """Of which scenario, list, year and day; at which share."""
    plan_only(parser)
    seen_on(parser)
    parser.add_argument(
        "--listing", choices=[item.value for item in Listing], default=Listing.ESTIMATE.value, help="danh mục nào (estimate)"
    )
    parser.add_argument("--share", type=whole_number(1, 100), default=10, metavar="N", help="cắt bấy nhiêu phần trăm theo thứ tự (10)")


def reductions(parser: VietnameseParser) -> None:
    """Of which scenario and year."""
    plan_only(parser)
    scenario_option(parser)
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="chỉ khoản mục có tiền trong năm này (mọi năm)")
