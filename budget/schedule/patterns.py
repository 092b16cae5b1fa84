"""How a line's money is spread over quarters: even, early, late, by milestones, or quarter by quarter; sums exact to the đồng."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from budget.exact import BASIS_POINTS, spread
from budget.model.problem import Problem
from budget.model.states import PhasePattern
from budget.money import format_money
from budget.phases import from_period, to_period

Quarter = tuple[int, int]
"""Year and quarter 1-4."""
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_QUARTERS = 40
NOTHING: Mapping[Quarter, int] = {}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of spreading: from a quarter to a quarter, or chosen quarters with their shares (bp) or amounts (đồng)."""

    kind: PhasePattern
    start: Quarter | None = None
    end: Quarter | None = None
    shares: Mapping[Quarter, int] = field(default_factory=dict)
    amounts: Mapping[Quarter, int] = field(default_factory=dict)

    @property
    def quarters(self) -> list[Quarter]:
        """The quarters that get money, in order of time."""
        chosen = {PhasePattern.MILESTONE: self.shares, PhasePattern.MANUAL: self.amounts}.get(self.kind)
        if chosen is not None:
            return sorted(chosen)
        if self.start is None or self.end is None:
            return []
        return [from_period(period) for period in range(to_period(*self.start), to_period(*self.end) + 1)]


def check_pattern(pattern: Pattern) -> list[Problem]:
    """What is missing or impossible in a pattern, before any line is looked at."""
    quarters = pattern.quarters
    ends = [quarter for quarter in (pattern.start, pattern.end, *quarters[:1], *quarters[-1:]) if quarter is not None]
    if any(not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= quarter <= 4) for year, quarter in ends):
        return [Problem("quarter_out_of_range", "Quý hoặc năm phân kỳ không hợp lệ.", "Chọn quý 1 đến 4 của một năm từ 2000 đến 2100.")]
    if pattern.kind is PhasePattern.MILESTONE:
        return _check_shares(pattern.shares)
    if pattern.kind is PhasePattern.MANUAL:
        return _check_amounts(pattern.amounts)
    if not quarters:
        return [Problem("quarters_missing", "Chưa rõ phân kỳ từ quý nào đến quý nào.", "Chọn quý bắt đầu không sau quý kết thúc.")]
    return _check_length(len(quarters))


def apply_pattern(pattern: Pattern, amount: int) -> list[tuple[Quarter, int]]:
    """The đồng of each quarter; adds up to `amount`. The pattern has passed `check_pattern`, manual amounts add up to `amount`."""
    quarters = pattern.quarters
    if pattern.kind is PhasePattern.MANUAL:
        return [(quarter, pattern.amounts[quarter]) for quarter in quarters]
    return list(zip(quarters, spread(amount, _weigh(pattern, len(quarters))), strict=True))


def _weigh(pattern: Pattern, count: int) -> list[int]:
    """Even: 1 each. Early: n, n-1 ... 1, so that the first of four quarters gets 40 % and the last 10 %; late: the mirror."""
    if pattern.kind is PhasePattern.MILESTONE:
        return [pattern.shares[quarter] for quarter in pattern.quarters]
    if pattern.kind is PhasePattern.EVEN:
        return [1] * count
    falling = list(range(count, 0, -1))
    return falling if pattern.kind is PhasePattern.FRONT else falling[::-1]


def _check_shares(shares: Mapping[Quarter, int]) -> list[Problem]:
    whole = sum(shares.values())
    if shares and whole == BASIS_POINTS and all(share > 0 for share in shares.values()):
        return _check_length(len(shares))
    told = f"Tỷ lệ các mốc cộng lại là {whole / 100:g} %, phải đúng 100 % và mỗi mốc lớn hơn 0.".replace(".", ",", 1)
    if not shares:
        told = "Chưa chọn mốc nào."
    return [Problem("milestones_wrong", told, "Nhập tỷ lệ từng quý, ví dụ quý 3: 30 %, quý 4: 70 %.")]


def _check_amounts(amounts: Mapping[Quarter, int]) -> list[Problem]:
    if amounts and all(amount >= 0 for amount in amounts.values()) and sum(amounts.values()) > 0:
        return _check_length(len(amounts))
    return [Problem("amounts_wrong", "Chưa nhập số tiền của quý nào, hoặc có số âm.", "Nhập số tiền không âm cho từng quý.")]


def _check_length(count: int) -> list[Problem]:
    if count <= MOST_QUARTERS:
        return []
    return [Problem("too_many_quarters", f"Phân kỳ {count} quý là quá dài.", f"Chọn tối đa {MOST_QUARTERS} quý.")]


def check_sum(pattern: Pattern, amount: int) -> list[Problem]:
    """Whether amounts typed by quarter add up to what is to be spread (đồng)."""
    typed = sum(pattern.amounts.values())
    if pattern.kind is not PhasePattern.MANUAL or typed == amount:
        return []
    sentence = f"Các quý cộng lại {format_money(typed)} đ, khác số cần phân kỳ {format_money(amount)} đ."
    return [Problem("amounts_differ", sentence, f"Sửa lại để lệch {format_money(abs(amount - typed))} đ được phân hết.")]
