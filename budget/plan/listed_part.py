"""plan.listed: what a decision's annex grants, entered and pasted, lines tied to its items, and what is left of each item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.checks.listed_matching import LEAST, SURE, Candidate, Suggestion, read_candidates, suggest
from budget.funding.holders import read_grantees
from budget.funding.listed import (
    ItemUse,
    LineListing,
    ListedItem,
    read_items,
    read_listed_sources,
    read_listing,
    read_uses,
)
from budget.funding.listed_editing import (
    LABELS,
    ItemDraft,
    change_item,
    delete_item,
    key_of,
    make_item,
    read_draft,
    texts_of,
)
from budget.funding.listed_pasted import Paste, PastedItem, read_items_text
from budget.funding.listed_tying import plan_ties
from budget.funding.pasted import UnitLabel
from budget.model.ids import BASE
from budget.model.problem import Problem, refuse
from budget.store.database import Cursor
from budget.store.records import Batch, Change, Receipt
from budget.store.store import Store

Answer = tuple[Receipt | None, list[Problem]]
SHOWN = 5


@dataclass(frozen=True)
class Matching:
    """The lines of a source that stand on no item: those with a suggestion, and those nothing fits."""

    suggestions: tuple[Suggestion, ...]
    without: tuple[Candidate, ...]


class Listed:
    """The lists of an open plan that decisions grant."""

    def __init__(self, store: Store, actor: str, budget_year: int) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._budget_year = budget_year

    def sources(self) -> frozenset[str]:
        """The sources that are granted by list."""
        with self._store.read() as cursor:
            return read_listed_sources(cursor)

    def uses(self, source: str = "", scenario: str = BASE) -> list[ItemUse]:
        """Every item of a source ("" = all) with what the lines of a scenario ask of it."""
        with self._store.read() as cursor:
            return read_uses(cursor, scenario, source)

    def units(self, source: str) -> list[UnitLabel]:
        """The units a source may grant to by the rules that allow it; all of them while no rule says."""
        with self._store.read() as cursor:
            return read_grantees(cursor, source)

    def of_line(self, line: str) -> LineListing | None:
        """Where a line stands towards the list of its source; None for a source that is not granted by list."""
        with self._store.read() as cursor:
            return read_listing(cursor, line)

    def choices(self, line: str) -> list[ListedItem]:
        """The items a line may be tied to: those its source grants to its unit."""
        with self._store.read() as cursor:
            rows = cursor.rows("SELECT COALESCE(source, ''), unit FROM line WHERE id = ?", [line])
            return read_items(cursor, str(rows[0][0]), str(rows[0][1])) if rows and rows[0][0] else []

    def read(self, source: str, text: str, year: int | None = None) -> list[PastedItem]:
        """What a pasted annex means for a source, row by row, nothing saved; `year` for rows that tell none (the plan's)."""
        with self._store.read() as cursor:
            held = frozenset(key_of(item) for item in read_items(cursor, source))
            paste = Paste(source, _nature(cursor, source), year or self._budget_year, read_grantees(cursor, source), held)
        return read_items_text(text, paste)

    def enter(self, drafts: Sequence[ItemDraft], reason: str) -> Answer:
        """Enter items as one batch with a reason; all or nothing."""
        with self._store.database.lock:
            problems = [*_reason_problem(reason), *self._known_again(drafts)]
            if problems or not drafts:
                return None, problems
            return self._commit("grant_items", reason, [make_item(draft) for draft in drafts]), []

    def add(self, source: str, texts: Mapping[str, str], reason: str) -> Answer:
        """Enter one item from the texts of a form (names of LABELS, `unit` a code)."""
        draft, problems = self._draft(source, texts)
        return (None, problems) if draft is None else self.enter([draft], reason)

    def edit(self, item: str, texts: Mapping[str, str], reason: str, expected: int | None = None) -> Answer:
        """Change an item; what is not told stays. None and no problem = nothing differs."""
        with self._store.database.lock:
            current = self.item(item)
            draft, problems = self._draft(current.source, {**texts_of(current), **_repriced(current, texts), **texts})
            problems = [*_reason_problem(reason), *problems]
            if draft is None or problems:
                return None, problems
            if draft.unit != current.unit and (standing := self._standing(item)):
                return None, [_lines_stand(current, standing, "chuyển sang đơn vị khác")]
            changes = change_item(current, draft, expected)
            return (self._commit("change_item", reason, changes) if changes else None), []

    def delete(self, item: str, reason: str, expected: int | None = None) -> Answer:
        """Take an item off the list; refused by name while lines stand on it."""
        with self._store.database.lock:
            current, standing = self.item(item), self._standing(item)
            problems = _reason_problem(reason)
            if standing:
                problems.append(_lines_stand(current, standing, "xóa"))
            if problems:
                return None, problems
            return self._commit("withdraw_item", reason, [delete_item(current, expected)]), []

    def item(self, item: str) -> ListedItem:
        """One item by id; PlanError when there is none."""
        with self._store.read() as cursor:
            found = next((one for one in read_items(cursor) if one.id == item), None)
        if found is None:
            raise refuse("item_missing", f"Phụ lục không có mục “{item}”.", "Tải lại danh sách; mục này có thể đã bị xóa.")
        return found

    def matching(self, source: str = "") -> Matching:
        """The untied lines of listed sources with the item each most probably is, and those nothing fits."""
        with self._store.read() as cursor:
            lines = read_candidates(cursor, [source] if source else read_listed_sources(cursor))
            found = suggest(lines, read_items(cursor, source))
        named = {suggestion.line.line for suggestion in found}
        return Matching(tuple(found), tuple(line for line in lines if line.line not in named))

    def tie(self, pairs: Mapping[str, str], reason: str = "", expected: int | None = None) -> Answer:
        """Tie lines to items (line id -> item id, "" = untie) as one batch; refused for another unit, source or measure."""
        with self._store.database.lock, self._store.read() as cursor:
            items = {item.id: item for item in read_items(cursor)}
            changes, problems = plan_ties(cursor, pairs, items, expected)
            if problems or not changes:
                return None, problems
            return self._commit("tie_lines", reason, changes), []

    def _draft(self, source: str, texts: Mapping[str, str]) -> tuple[ItemDraft | None, list[Problem]]:
        with self._store.read() as cursor:
            draft, problems = read_draft(texts, source, _nature(cursor, source), self._budget_year)
            allowed = {unit.code for unit in read_grantees(cursor, source)}
        if draft is not None and draft.unit not in allowed:
            sentence = f"Nguồn này không cấp cho đơn vị “{draft.unit}”."
            return None, [Problem("unit_cannot_hold", sentence, "Chọn đơn vị được quy định của nguồn cho phép.")]
        return draft, problems

    def _known_again(self, drafts: Sequence[ItemDraft]) -> list[Problem]:
        with self._store.read() as cursor:
            held = {key_of(item) for item in read_items(cursor)}
        names = [draft.name for draft in drafts if draft.key in held]
        if not names:
            return []
        sentence = f"Phụ lục đã có mục “{names[0]}” của đơn vị này trong năm này."
        return [Problem("item_there", sentence, "Sửa số lượng của mục đang có thay vì thêm mục mới.")]

    def _standing(self, item: str) -> list[int]:
        with self._store.read() as cursor:
            return [int(str(row[0])) for row in cursor.rows("SELECT number FROM line WHERE listed_item = ? ORDER BY number", [item])]

    def _commit(self, action: str, reason: str, changes: Sequence[Change]) -> Receipt:
        return self._store.commit(Batch(self._actor, action, reason.strip(), list(changes)))


def _repriced(current: ListedItem, texts: Mapping[str, str]) -> dict[str, str]:
    """The amount is worked out anew where the quantity or price is told and the amount is not."""
    stale = "amount" not in texts and current.unit_price is not None and ("quantity" in texts or "unit_price" in texts)
    return {"amount": ""} if stale else {}


def _reason_problem(reason: str) -> list[Problem]:
    if reason.strip():
        return []
    return [Problem("reason_missing", "Chưa ghi lý do.", "Ghi văn bản hoặc lý do nhập, sửa phụ lục rồi lưu lại.")]


def _lines_stand(item: ListedItem, numbers: Sequence[int], act: str) -> Problem:
    more = f" và {len(numbers) - SHOWN} khoản nữa" if len(numbers) > SHOWN else ""
    shown = ", ".join(str(number) for number in numbers[:SHOWN])
    sentence = f"Mục “{item.name}” đang có khoản mục số {shown}{more} ghép vào nên không {act} được."
    return Problem("item_in_use", sentence, "Bỏ ghép các khoản mục đó trước.")


def _nature(cursor: Cursor, source: str) -> str:
    rows = cursor.rows("SELECT nature FROM source WHERE code = ?", [source])
    if not rows:
        raise refuse("unknown_source", f"Không có nguồn kinh phí “{source}”.", "Chọn mã nguồn có trong danh mục nguồn.")
    return str(rows[0][0])


__all__ = ["LABELS", "LEAST", "SURE", "ItemUse", "Listed", "ListedItem", "Matching", "PastedItem", "Suggestion"]
