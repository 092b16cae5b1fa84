"""What slipping a task would move, told: the rows that differ, and in a sentence which year loses what and what of it lapses."""

from dataclasses import dataclass

from budget.money import format_money, format_short
from budget.schedule.slip import SlipPreview, SlipRow


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One source in one year (đồng; year 0 = all): before, after, and what came (+) or went (-)."""

    year: int
    source: str
    before: int
    after: int

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before


def moved_rows(preview: SlipPreview) -> list[MovedRow]:
    """The years and sources whose money differs, in order of time."""
    return [MovedRow(row.year, row.source, row.before, row.after) for row in preview.rows if row.before != row.after]


def moved_years(preview: SlipPreview) -> list[MovedRow]:
    """The years whose money differs, all sources together ("")."""
    held: dict[int, list[SlipRow]] = {}
    for row in preview.rows:
        held.setdefault(row.year, []).append(row)
    years = [MovedRow(year, "", sum(row.before for row in rows), sum(row.after for row in rows)) for year, rows in sorted(held.items())]
    return [year for year in years if year.difference]


def describe_moved(preview: SlipPreview) -> str:
    """The slip in one sentence."""
    if not preview.changed:
        return "Không khoản mục nào đổi thời gian: kiểm tra lại phần chọn."
    lines = f"{format_money(preview.changed)} khoản mục"
    years = moved_years(preview)
    if not years:
        return f"{lines} đổi quý, không khoản nào sang năm khác."
    gone = "; ".join(f"năm {year.year} {'giảm' if year.difference < 0 else 'tăng'} {format_short(abs(year.difference))}" for year in years)
    lapsed, unsure = (sum(getattr(item, name) for item in preview.lapse_sums) for name in ("lapsed", "unsure"))
    ends = []
    if lapsed:
        ends.append(f"{format_short(lapsed)} hết năm {preview.year} thì hủy dự toán, phải xin lại")
    if unsure:
        ends.append(f"{format_short(unsure)} chưa rõ có được chuyển nguồn không")
    return f"{lines}: {gone}" + (f"; {'; '.join(ends)}." if ends else ".")
