"""What a row of a stranger's sheet says beyond money and names: code, category, time, task, priority, tax, what was given.

Law: what the plan has no place for goes to the line's note (`extra`) and is said; nothing is lost, nothing guessed without saying.
"""

from collections.abc import Callable
from functools import lru_cache

from budget.imports.decisions import Decisions
from budget.imports.directory import Directory
from budget.imports.line_words import category_by_words, read_category, read_priority, read_quarter, read_vat, read_year
from budget.imports.questions import TASK, Asked, Question
from budget.imports.understanding import Meaning, ReadRow, SheetReading
from budget.model.problem import Problem
from budget.model.states import Category, Severity
from budget.money import LARGEST_AMOUNT
from budget.vietnamese import fold, normalise

_GIVEN = {
    Meaning.LAST_YEAR_OUTTURN: "Thực hiện năm trước",
    Meaning.THIS_YEAR_ALLOTTED: "Dự toán năm nay đã giao",
    Meaning.THIS_YEAR_SPENT: "Đã chi đến ngày",
}


class RowValues:
    """Reads the rows of one sheet; `proposed` counts the rows whose category was found by words."""

    def __init__(
        self, reading: SheetReading, directory: Directory, decisions: Decisions, asked: Asked, note: Callable[[ReadRow, Problem], None]
    ) -> None:
        """Stand on what the plan knows and what a person decided; `note` takes what must be said of a row."""
        self._reading = reading
        self._directory = directory
        self._decisions = decisions
        self._asked = asked
        self._note = note
        self._tells_given = any(column.meaning in _GIVEN for column in reading.columns)
        self.proposed = 0

    def budget_code(self, row: ReadRow, extra: list[str]) -> str:
        """The budget code a row names, if the plan knows it: the finer one first; "" else."""
        item, sub_item = (_code(row.texts.get(meaning, "")) for meaning in (Meaning.BUDGET_ITEM, Meaning.BUDGET_SUB_ITEM))
        if not item and not sub_item:
            return ""
        known = self._directory.known.budget_codes
        for code in (sub_item, item):
            if code and code in known:
                return code
        told = sub_item or item
        if told:
            self._keep(row, extra, "Mục, tiểu mục", told, "không có trong mục lục ngân sách đang dùng")
        return ""

    def category(self, row: ReadRow, folded: str, extra: list[str]) -> str:
        """The category its column names, else the one decided on, else what the words of the name or of a heading above propose."""
        told = row.texts.get(Meaning.CATEGORY, "")
        if told:
            category = read_category(told)
            if category:
                return category
            self._keep(row, extra, "Nhóm chi", told, "không có trong danh mục")
        by_words = category_by_words(folded) or next(filter(None, (category_by_words(fold(above)) for above in reversed(row.path))), "")
        if self._decisions.category:
            return self._decisions.category
        self.proposed += bool(by_words)
        return by_words or Category.OTHER

    def time(self, row: ReadRow, extra: list[str]) -> tuple[int, int]:
        """Year and quarter; the plan's year and quarter 1 where the row does not say one."""
        told_year, told_quarter = row.texts.get(Meaning.YEAR, ""), row.texts.get(Meaning.QUARTER, "")
        quarter, year_beside = read_quarter(told_quarter) if told_quarter else (None, None)
        year = read_year(told_year) if told_year else year_beside
        if told_year and year is None:
            self._keep(row, extra, "Năm", told_year, "không rõ là một năm nào")
        if told_quarter and quarter is None:
            self._keep(row, extra, "Thời gian", told_quarter, "không rõ là một quý nào, tạm ghi quý 1")
        return year or self._decisions.year or self._directory.year, quarter or 1

    def task(self, row: ReadRow, extra: list[str]) -> str:
        """The task a row names; asked without obligation when it is not sure."""
        told = row.texts.get(Meaning.TASK, "").strip()
        if not told:
            return ""
        found = self._directory.tasks.match(told)
        code = self._decisions.tasks.get(normalise(told)) or found.code
        if not code:
            if told != row.texts.get(Meaning.NAME):
                extra.append(f"Nhiệm vụ trong tệp: {told}")
            self._asked.ask(Question(TASK, normalise(told), told, found.candidates, False, self._reading.sheet, row.row))
        return code

    def priority(self, row: ReadRow, extra: list[str]) -> int:
        """The priority, 3 where the row does not say one of 1 to 4."""
        told = row.texts.get(Meaning.PRIORITY, "")
        priority = read_priority(told) if told else None
        if told and priority is None:
            self._keep(row, extra, "Mức ưu tiên", told, "không phải mức 1 đến 4, tạm ghi mức 3")
        return priority or 3

    def vat(self, row: ReadRow, extra: list[str]) -> int | None:
        """The tax rate in basis points, None where the row says none."""
        told = row.texts.get(Meaning.VAT, "")
        rate = read_vat(told) if told else None
        if told and rate is None:
            self._keep(row, extra, "Thuế GTGT", told, "không phải thuế suất")
        return rate

    def given(self, row: ReadRow, extra: list[str]) -> tuple[int | None, int | None, int | None]:
        """Last year's outturn, this year's allotment and spending in đồng."""
        if not self._tells_given or not row.money:
            return None, None, None
        money = row.money
        found: list[int | None] = []
        for meaning, label in _GIVEN.items():
            value = money.get(meaning)
            if value is not None and not 0 <= value <= LARGEST_AMOUNT:
                self._keep(row, extra, label, str(value), "không phải số tiền nhận được")
                value = None
            found.append(value)
        return found[0], found[1], found[2]

    def _keep(self, row: ReadRow, extra: list[str], what: str, told: str, why: str) -> None:
        """Nothing is lost: what the plan has no place for goes to the line's note, and is said."""
        extra.append(f"{what} trong tệp: {told}")
        sentence = f"{what} “{told}” {why}; giữ nguyên chữ trong ghi chú."
        self._note(row, Problem("kept_in_note", sentence, "Sửa ở khoản mục sau khi nhập.", Severity.NOTE))


@lru_cache(maxsize=10_000)
def _code(text: str) -> str:
    cleaned = normalise(text).removesuffix(",0").removesuffix(".0")
    return cleaned if cleaned.isdecimal() else normalise(text)
