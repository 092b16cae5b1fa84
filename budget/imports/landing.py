"""From understood rows to the lines of a plan: every row of kind LINE becomes one line (one a source in a crosstab), or is rejected.

Law: what is asked for is the row's amount to the đồng; what a row says and the plan has no place for is kept in the line's note.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from budget.imports.decisions import Decisions
from budget.imports.directory import Directory
from budget.imports.lines_table import DraftLine
from budget.imports.questions import Asked
from budget.imports.row_values import RowValues
from budget.imports.understanding import Meaning, ReadRow, RowKind, SheetReading
from budget.imports.who_pays import Part, Payers
from budget.imports.whose import Owners
from budget.model.problem import Problem
from budget.model.states import Nature, Severity
from budget.money import LARGEST_AMOUNT, scale_amount, spread
from budget.vietnamese import fold, normalise

LONGEST = 2_000
_ONE = 1_000
_NAMED = (
    (Meaning.QUANTITY, "số lượng"),
    (Meaning.UNIT_PRICE, "đơn giá"),
    (Meaning.TIMES, "số lần"),
)
_INVESTMENT_CODES = ("92", "93", "94")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong (or noted) with one row, by its number in the workbook."""

    row: int
    problem: Problem
    sheet: str = ""


@dataclass(frozen=True)
class LandedSheet:
    """The lines one sheet gives, the rows that cannot be taken, what is noted; `proposed` rows have a category found by words."""

    lines: tuple[DraftLine, ...]
    rejected: tuple[RowProblem, ...]
    notes: tuple[RowProblem, ...]
    landed: int
    amount: int
    proposed: int
    without_source: int


def land_sheet(reading: SheetReading, directory: Directory, decisions: Decisions, asked: Asked, file: str) -> LandedSheet:
    """The lines of one sheet, in the order of its rows; what only a person can say goes to `asked`."""
    lander = _Lander(reading, directory, decisions, asked, file)
    lines: list[DraftLine] = []
    landed = amount = 0
    for row in reading.rows:
        if row.kind is not RowKind.LINE:
            continue
        drafts = lander.land(row)
        if drafts:
            lines.extend(drafts)
            landed += 1
            amount += row.amount or 0
    return LandedSheet(
        tuple(lines),
        tuple(lander.rejected),
        tuple(lander.notes),
        landed,
        amount,
        lander.proposed,
        sum(line.source is None for line in lines),
    )


class _Lander:
    """Lands the rows of one sheet one by one."""

    def __init__(self, reading: SheetReading, directory: Directory, decisions: Decisions, asked: Asked, file: str) -> None:
        self._reading = reading
        self._directory = directory
        self._decisions = decisions
        self._asked = asked
        self._owners = Owners(directory, decisions, asked, reading.sheet)
        self._payers = Payers(directory, decisions, asked, reading)
        self._values = RowValues(reading, directory, decisions, asked, self._note)
        self._place = f"{file}, trang {reading.sheet}, dòng "
        self._headings: dict[tuple[str, ...], str | None] = {}
        self.rejected: list[RowProblem] = []
        self.notes: list[RowProblem] = []

    @property
    def proposed(self) -> int:
        """How many rows got their category by words."""
        return self._values.proposed

    def land(self, row: ReadRow) -> list[DraftLine]:
        """The lines a row gives; none when it is rejected."""
        problem = _refuse(row)
        if problem is not None:
            self.rejected.append(RowProblem(row.row, problem, self._reading.sheet))
            return []
        if row.problem is not None:
            self._note(row, row.problem)
        owner = self._owners.of(row)
        extra = []
        if owner.unknown:
            extra.append(f"Đơn vị trong tệp: {owner.unknown}")
            self._note(row, _tell_unknown(owner.unknown))
        amount = row.amount or 0
        paying = self._payers.of(row, amount, self._directory.levels.get(owner.code, ""))
        if paying.problem is not None:
            self._note(row, paying.problem)
        if paying.left_over:
            extra.append(paying.left_over)
        return list(self._drafts(row, owner.code, paying.parts, extra))

    def _drafts(self, row: ReadRow, unit: str, parts: Sequence[Part], extra: list[str]) -> Iterator[DraftLine]:
        texts = row.texts
        name = normalise(texts.get(Meaning.NAME, ""))
        folded = fold(name)
        code = self._values.budget_code(row, extra)
        category = self._values.category(row, folded, extra)
        year, quarter = self._values.time(row, extra)
        task = self._values.task(row, extra)
        priority = self._values.priority(row, extra)
        vat = self._values.vat(row, extra)
        drivers = self._drivers(row, parts, extra)
        given = self._values.given(row, extra)
        if len(parts) > 1:
            extra.append(f"Tách theo nguồn từ dòng {row.row}")
        note = "; ".join(filter(None, [_tidy(texts.get(Meaning.NOTE, "")), *extra]))
        appraised = _appraised(row, parts)
        for place, part in enumerate(parts):
            yield DraftLine(
                unit=unit,
                task=task,
                name=name,
                measure=_tidy(texts.get(Meaning.MEASURE, "")),
                category=category,
                nature=self._nature(part.source, code),
                budget_code=code,
                basis=_tidy(texts.get(Meaning.BASIS, "")),
                note=note,
                folded=folded,
                priority=priority,
                source=part.source,
                year=year,
                quarter=quarter,
                requested=drivers if len(parts) == 1 else (_ONE, part.amount, _ONE),
                requested_amount=part.amount,
                finance=appraised[place] if appraised else None,
                vat_bp=vat,
                given=given if place == 0 else (None, None, None),
                heading=self._heading(row.path),
                origin=f"{self._place}{row.row}",
            )

    def _nature(self, source: str | None, code: str) -> str:
        """As decided; else of the source the money comes from; else of the budget code; recurrent when nothing tells."""
        if self._decisions.nature:
            return self._decisions.nature
        if source and self._directory.natures.get(source):
            return self._directory.natures[source]
        return Nature.INVESTMENT if code[:2] in _INVESTMENT_CODES else Nature.RECURRENT

    def _drivers(self, row: ReadRow, parts: Sequence[Part], extra: list[str]) -> tuple[int, int, int]:
        amount = row.amount or 0
        drivers = row.drivers
        if drivers is None or scale_amount(*drivers) != amount:
            drivers = (_ONE, amount, _ONE)
        if len(parts) > 1 or (drivers == (_ONE, amount, _ONE) and Meaning.UNIT_PRICE in row.texts and not _says_one(row)):
            told = [f"{label} {row.texts[meaning]}" for meaning, label in _NAMED if row.texts.get(meaning)]
            if told:
                extra.append(f"Trong tệp: {', '.join(told)}")
        return drivers

    def _heading(self, path: tuple[str, ...]) -> str | None:
        if path not in self._headings:
            self._headings[path] = normalise(" › ".join(path)) or None
        return self._headings[path]

    def _note(self, row: ReadRow, problem: Problem) -> None:
        self.notes.append(RowProblem(row.row, problem, self._reading.sheet))


def _tell_unknown(unit: str) -> Problem:
    sentence = f"Đơn vị “{unit}” không có trong danh mục nên khoản mục ghi vào đơn vị đã chọn; tên giữ trong ghi chú."
    return Problem("unit_unknown", sentence, "Chọn đơn vị cho tên này nếu cần.", Severity.NOTE)


def _refuse(row: ReadRow) -> Problem | None:
    """Why a row understood as a line cannot be one."""
    if not row.texts.get(Meaning.NAME, "").strip():
        return Problem("row_without_name", "Dòng có số tiền nhưng không có nội dung.", "Ghi nội dung cho dòng này, hoặc xóa số nếu thừa.")
    if row.amount is None:
        return Problem("row_without_amount", "Dòng không có thành tiền.", "Ghi thành tiền của dòng này; nếu không có thì ghi 0.")
    if not 0 <= row.amount <= LARGEST_AMOUNT:
        return Problem("amount_out_of_range", "Số tiền của dòng âm hoặc vượt 1 triệu tỷ đồng.", "Kiểm tra đơn vị tiền và số của dòng này.")
    if max(map(len, row.texts.values())) > LONGEST:
        long = max(row.texts.values(), key=len)
        sentence = f"Có ô dài {len(long)} ký tự, bắt đầu bằng “{long[:40]}…”."
        return Problem("text_too_long", sentence, f"Rút gọn còn nhiều nhất {LONGEST} ký tự.")
    return None


def _appraised(row: ReadRow, parts: Sequence[Part]) -> list[tuple[int, int, int, int] | None] | None:
    """The appraised drivers and amount of each part; None when the row was not appraised. Shared out as the request is."""
    amount = (row.money or {}).get(Meaning.FINANCE_AMOUNT)
    if amount is None or not 0 <= amount <= LARGEST_AMOUNT:
        return None
    if len(parts) == 1:
        drivers = row.finance_drivers
        if drivers is None or scale_amount(*drivers) != amount:
            drivers = (_ONE, amount, _ONE)
        return [(*drivers, amount)]
    weights = [part.amount for part in parts]
    return [(_ONE, share, _ONE, share) for share in spread(amount, weights)]


def _says_one(row: ReadRow) -> bool:
    return row.texts.get(Meaning.QUANTITY, "1") == "1" and row.texts.get(Meaning.TIMES, "1") == "1"


@lru_cache(maxsize=10_000)
def _tidy(text: str) -> str:
    """A text of a column that repeats few texts, as it is stored."""
    return normalise(text)


def rejected_rows(reading: SheetReading, landed: LandedSheet) -> Iterable[RowProblem]:
    """Every row of a sheet that is not taken, with its reason: those not understood and those that could not become a line."""
    for row in reading.rows:
        if row.kind is RowKind.REJECTED:
            problem = row.problem or Problem("row_rejected", "Dòng không đọc được.", "Sửa dòng này trong tệp rồi nhập lại.")
            yield RowProblem(row.row, problem, reading.sheet)
    yield from landed.rejected
