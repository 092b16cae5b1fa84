"""The words of the commands on money in time: phases, the burn of a year, what lapses at its end."""

import argparse
import re

from budget.cli.grammar import VietnameseParser
from budget.cli.words import YEAR, expect, plan_only, reason, scenario_option, selection
from budget.model.states import PhasePattern

_QUARTER = re.compile(r"[Qq]?([1-4])/(20\d\d)")


def read_quarter(text: str) -> tuple[int, int]:
    """A quarter as people write it: 3/2024 or Q3/2024."""
    found = _QUARTER.fullmatch(text.strip())
    if not found:
        raise argparse.ArgumentTypeError(f"“{text}” không phải quý; ghi dạng 3/2024")
    return int(found.group(2)), int(found.group(1))


def _read_part(text: str) -> tuple[tuple[int, int], str]:
    quarter, mark, figure = text.partition("=")
    if not mark or not figure.strip():
        raise argparse.ArgumentTypeError(f"“{text}” không đọc được; ghi dạng 3/2024=30")
    return read_quarter(quarter), figure.strip()


def _lines(parser: VietnameseParser) -> None:
    parser.add_argument("lines", nargs="+", metavar="LINE", help="mã hoặc số của các khoản mục")


def phase_list(parser: VietnameseParser) -> None:
    """Which lines, in which scenario."""
    plan_only(parser)
    scenario_option(parser)
    selection(parser)


def phase_spread(parser: VietnameseParser) -> None:
    """Which lines, by which pattern, over which quarters."""
    plan_only(parser)
    _lines(parser)
    kinds = [pattern.value for pattern in PhasePattern]
    parser.add_argument("--pattern", choices=kinds, required=True, metavar="|".join(kinds), help="cách phân kỳ")
    parser.add_argument("--from", dest="start", type=read_quarter, metavar="QUÝ", help="từ quý, ví dụ 3/2024 (even, front, back)")
    parser.add_argument("--to", dest="end", type=read_quarter, metavar="QUÝ", help="đến hết quý")
    part = {"action": "append", "default": [], "type": _read_part, "metavar": "QUÝ=…"}
    parser.add_argument("--share", **part, help="milestone: tỷ lệ của một mốc, ví dụ 3/2024=30; nhiều lần, cộng lại 100")  # type: ignore[arg-type]  # as said above
    parser.add_argument("--amount", **part, help="manual: số tiền của một quý, ví dụ 3/2024=12.500.000; nhiều lần")  # type: ignore[arg-type]  # as said above
    reason(parser)
    expect(parser)
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")


def phase_spent(parser: VietnameseParser) -> None:
    """Which line, which quarter, how much."""
    plan_only(parser)
    parser.add_argument("line", metavar="LINE", help="mã hoặc số của khoản mục")
    parser.add_argument("--quarter", type=read_quarter, required=True, metavar="QUÝ", help="quý đã chi, ví dụ 3/2024")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--amount", metavar="SỐ_TIỀN", help="số tiền đã chi")
    what.add_argument("--take-back", action="store_true", help="bỏ ghi đã chi của quý này")
    reason(parser)
    expect(parser)


def phase_clear(parser: VietnameseParser) -> None:
    """Which lines."""
    plan_only(parser)
    _lines(parser)
    reason(parser)
    expect(parser)


def lapse(parser: VietnameseParser) -> None:
    """Which year, in which scenario."""
    plan_only(parser)
    scenario_option(parser)
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="năm có ngày 31/12 cần xét (năm của bộ dự toán)")


def burn(parser: VietnameseParser) -> None:
    """Which year, of which source."""
    lapse(parser)
    parser.add_argument("--source", metavar="MÃ", help="chỉ một nguồn")
