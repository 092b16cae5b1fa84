"""Which sources a row's money comes from: one named in its column, several in a crosstab, else the one decided on; never a guess.

Law: the parts of a split row add up to its amount to the đồng. Parts the sheet rounded are spread by largest remainder (a tie goes to the
column further left); money no column accounts for stays in a part without a source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget.imports.questions import SOURCE, Asked, Question
from budget.imports.understanding import Meaning, ReadRow, SheetReading
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money, spread
from budget.vietnamese import normalise

if TYPE_CHECKING:
    from budget.imports.decisions import Decisions
    from budget.imports.directory import Directory


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a row's money (đồng) and the source it is planned from; None = not known."""

    source: str | None
    amount: int


@dataclass(frozen=True, slots=True)
class Paying:
    """The parts of a row, what the file called sources that are not known (for the line's note), what must be said."""

    parts: tuple[Part, ...]
    left_over: str = ""
    problem: Problem | None = None


class Payers:
    """Finds the sources of each row of one sheet."""

    def __init__(self, directory: "Directory", decisions: "Decisions", asked: Asked, reading: SheetReading) -> None:
        """Stand on what the plan knows, what a person decided, and the headings of the sheet."""
        self._directory = directory
        self._decisions = decisions
        self._asked = asked
        self._sheet = reading.sheet
        self._headings = {column.position: column.heading for column in reading.columns}
        self._rounding = reading.money_unit.size

    def of(self, row: ReadRow, amount: int, level: str) -> Paying:
        """The parts of a row's amount; `level` is the level of its unit."""
        told = {position: money for position, money in sorted(row.source_money.items()) if money} if row.source_money else None
        if told:
            return self._of_crosstab(row, amount, level, told)
        name = row.texts.get(Meaning.SOURCE, "").strip()
        if not name:
            return Paying((Part(self._decisions.source or None, amount),))
        code = self._find(row, name, level)
        if code is None and not self._directory.sources.match(name, level).asked:
            return Paying((Part(self._decisions.source or None, amount),), f"Nguồn trong tệp: {name}")
        return Paying((Part(code, amount),), "" if code else f"Nguồn trong tệp: {name}")

    def _of_crosstab(self, row: ReadRow, amount: int, level: str, told: Mapping[int, int]) -> Paying:
        problem: Problem | None
        if min(told.values()) < 0:
            problem = Problem("source_negative", "Một cột nguồn của dòng ghi số âm nên không chia theo nguồn.", "", Severity.WARNING)
            return Paying((Part(None, amount),), self._in_words(told), problem)
        amounts, rest, problem = self._fit(amount, told)
        by_source: dict[str | None, int] = {}
        for position, money in amounts.items():
            code = self._find(row, self._headings[position], level)
            by_source[code] = by_source.get(code, 0) + money
        if rest:
            by_source[None] = by_source.get(None, 0) + rest
        parts = tuple(Part(code, money) for code, money in by_source.items() if money)
        unknown = None in by_source and not (rest and len(by_source) > 1 and by_source[None] == rest)
        return Paying(parts or (Part(None, amount),), self._in_words(told) if unknown else "", problem)

    def _fit(self, amount: int, told: Mapping[int, int]) -> tuple[dict[int, int], int, Problem | None]:
        """The columns' money made to add up to the amount, and what no column accounts for."""
        together = sum(told.values())
        if together == amount:
            return dict(told), 0, None
        if together < amount and amount - together > len(told) * self._rounding:
            sentence = (
                f"Các cột nguồn chỉ cộng được {format_money(together)} đồng trên {format_money(amount)} đồng; phần còn lại để trống nguồn."
            )
            return dict(told), amount - together, Problem("sources_short", sentence, "Chọn nguồn cho phần còn lại.", Severity.WARNING)
        shares = dict(zip(told, spread(amount, list(told.values())), strict=True))
        severity = Severity.NOTE if abs(together - amount) <= len(told) * self._rounding else Severity.WARNING
        sentence = f"Các cột nguồn cộng {format_money(together)} đồng, khác thành tiền {format_money(amount)} đồng; đã chia lại theo tỷ lệ."
        return shares, 0, Problem("sources_spread", sentence, "Kiểm tra phần chia theo nguồn.", severity)

    def _find(self, row: ReadRow, name: str, level: str) -> str | None:
        answer = self._decisions.sources.get(normalise(name), "")
        code = answer or self._directory.sources.match(name, level).code
        if code and self._decisions.nature in ("", self._directory.natures.get(code, "")):
            return code
        candidates = self._directory.sources.match(name, level).candidates
        self._asked.ask(Question(SOURCE, normalise(name), name, candidates, False, self._sheet, row.row))
        return None

    def _in_words(self, told: Mapping[int, int]) -> str:
        pieces: Sequence[str] = [f"{self._headings[position]} {format_money(money)} đ" for position, money in told.items()]
        return f"Nguồn trong tệp: {'; '.join(pieces)}"
