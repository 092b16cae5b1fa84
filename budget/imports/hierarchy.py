"""How deep every row stands and under what: by its number, and where it has none by what comes before and after it.

One pass; what lies ahead is looked at once (the next number, the run of unnumbered rows, the members of "Trong đó").
"""

from collections.abc import Sequence
from typing import NamedTuple

from budget.imports.body_row import BodyRow
from budget.imports.numbering import UNNUMBERED, Label, Outline
from budget.imports.row_words import is_carried, of_which
from budget.imports.understanding import Meaning, RowKind
from budget.model.problem import Problem
from budget.model.states import Severity

_HEADING = "heading"
_ITEM, _SUB_ITEM = "item", "sub-item"
_BETWEEN = frozenset({RowKind.BLANK, RowKind.HEADER, RowKind.COLUMN_INDEX, RowKind.CONTINUED, RowKind.OF_WHICH})
_PASSED_OVER = frozenset({RowKind.BLANK, RowKind.BELOW, RowKind.HEADER, RowKind.COLUMN_INDEX, RowKind.CONTINUED})


class _Run(NamedTuple):
    """A run of unnumbered lines: the place after it, how many they are, what they come to."""

    end: int
    lines: int
    amount: int


class _Builder:
    """The pass over the rows."""

    def __init__(self, rows: Sequence[BodyRow], multiplying: bool) -> None:
        self.rows = rows
        self.multiplying = multiplying
        self.outline = Outline()
        self.numbered = any(row.labels and not row.bullet for row in rows)
        self.next_numbered = _next_numbered(rows)
        self.parts_unnumbered = self._parts_go_unnumbered()
        self.last_node: int | None = None
        self.section_closed = False
        self._beside: Label | None = None
        self._beside_until = -1

    def run(self) -> None:
        place = 0
        while place < len(self.rows):
            row = self.rows[place]
            if row.kind in _PASSED_OVER:
                place += 1
            elif row.kind is RowKind.OF_WHICH:
                place = self._take_of_which(place)
            else:
                self._take(place)
                place += 1

    def _take(self, place: int) -> None:
        row = self.rows[place]
        if row.kind is RowKind.TOTAL and not self._heads_list(place):
            row.level, row.parent = 0, None
            self.section_closed = self._closes_section(row)
            self.last_node = place
            return
        if row.kind is RowKind.TOTAL:
            row.kind = RowKind.LINE if row.figures else RowKind.HEADING
        if self.section_closed and not row.labels and row.kind is RowKind.LINE:
            self.outline.close_to(0)
        self.section_closed = False
        if row.labels:
            row.label = self.outline.choose(row.labels, row.decimal_label)
        else:
            row.label = self._label_for_unnumbered(place)
        row.level, row.parent = self.outline.place(row.label, place)
        self.last_node = place

    def _closes_section(self, total: BodyRow) -> bool:
        """Whether a total ends what it adds up, so that an unnumbered line after it (tax, reserve) is no longer part of that."""
        before = self.rows[self.last_node] if self.last_node is not None else None
        return before is not None and before.kind is RowKind.LINE and before.parent is not None and not is_carried(total.name)

    def _heads_list(self, place: int) -> bool:
        """A numbered "A. Tổng chi" with a new list below it is a heading; with nothing below, a total."""
        row = self.rows[place]
        after = self.next_numbered[place + 1] if place + 1 < len(self.rows) else None
        if not row.labels or after is None:
            return False
        follower = self.rows[after].labels[0]
        return follower.first and follower.scheme != row.labels[0].scheme and self.outline.depth_of(follower.scheme) is None

    def _label_for_unnumbered(self, place: int) -> Label:
        row = self.rows[place]
        code = self._label_from_code(row)
        if code is not None:
            return code
        if row.kind is RowKind.HEADING:
            self._close_for_heading(place)
            return Label(_HEADING, (place,))
        if place + 1 < len(self.rows) and self.next_numbered[place + 1] == place + 1 and self._close_for_new_list(place + 1):
            return Label(UNNUMBERED, (place,))
        beside = self._numbered_beside(place)
        return beside or Label(UNNUMBERED, (place,))

    def _label_from_code(self, row: BodyRow) -> Label | None:
        """In a table without numbers, mục over tiểu mục."""
        if self.numbered:
            return None
        if Meaning.BUDGET_SUB_ITEM in row.texts:
            return (
                Label(_SUB_ITEM, (row.at,)) if self.outline.depth_of(_ITEM) is not None and Meaning.BUDGET_ITEM not in row.texts else None
            )
        return Label(_ITEM, (row.at,)) if Meaning.BUDGET_ITEM in row.texts and not row.has_factors else None

    def _close_for_heading(self, place: int) -> None:
        """Where an unnumbered heading stands: where the list that begins after it stood, or beside the lines before it."""
        if self._close_for_new_list(self.next_numbered[place]):
            return
        above = self.outline.innermost
        if above is None or self.rows[above].kind is not RowKind.LINE:
            return
        beside = self.outline.depth_of(_HEADING)
        self.outline.close_to(self.outline.depth - 1 if beside is None else beside)

    def _close_for_new_list(self, after: int | None) -> bool:
        """Close the list that begins anew at `after`; whether there was one."""
        if after is None or self.rows[after].bullet:
            return False
        label = self.rows[after].labels[0]
        depth = self.outline.depth_of(label.scheme)
        if depth is None or not label.first:
            return False
        beside = self.outline.depth_of(_HEADING)
        self.outline.close_to(depth if beside is None else min(depth, beside))
        return True

    def _numbered_beside(self, place: int) -> Label | None:
        """The label of the numbered line an unnumbered one stands beside; None when it stands under it."""
        if place < self._beside_until:
            return self._beside
        above = self.outline.innermost
        if above is None or self.outline.depth_of(UNNUMBERED) is not None:
            return None
        owner = self.rows[above]
        if owner.label is None or owner.amount is None or owner.kind is not RowKind.LINE:
            return None
        run = self._run(place, over_dashes=not owner.bullet)
        if self._stands_under(owner, place, run):
            return None
        self._beside, self._beside_until = owner.label, run.end
        return owner.label

    def _stands_under(self, owner: BodyRow, place: int, run: "_Run") -> bool:
        """Whether unnumbered lines are parts of the numbered one above: they add up to it, nearly do, or do so elsewhere in the sheet."""
        if owner.fits or (self.multiplying and owner.has_factors):
            return run.lines > 1 and owner.amount == run.amount
        if owner.amount == run.amount or self.parts_unnumbered or (self.multiplying and self.rows[place].has_factors):
            return True
        near = 5 * abs((owner.amount or 0) - run.amount) <= abs(owner.amount or 0)
        return run.lines > 1 and near

    def _parts_go_unnumbered(self) -> bool:
        """Whether some numbered row without quantity and price is the sum of two unnumbered lines or more right after it."""
        for place, row in enumerate(self.rows[:-1]):
            after = self.rows[place + 1]
            if row.labels and row.figures and not (row.bullet or row.fits) and after.kind is RowKind.LINE and not after.labels:
                run = self._run(place + 1, over_dashes=True)
                if run.lines > 1 and row.amount == run.amount:
                    return True
        return False

    def _run(self, place: int, over_dashes: bool) -> "_Run":
        """The unnumbered lines from a place on, over blanks, pages and of-which rows between them; over dashes below a number."""
        end, lines, amount = place, 0, 0
        while end < len(self.rows):
            row = self.rows[end]
            if row.kind is RowKind.LINE and not row.labels:
                lines, amount = lines + 1, amount + (row.amount or 0)
            elif not ((over_dashes and row.bullet) or row.kind in _BETWEEN):
                break
            end += 1
        return _Run(end, lines, amount)

    def _take_of_which(self, place: int) -> int:
        """Mark the members of "Trong đó", unless it only introduces the list of its heading; the place to go on from."""
        marker = self.rows[place]
        owner = self._described_by(self.last_node)
        bare = not marker.figures and not of_which(marker.name)
        if owner is None or self.rows[owner].kind is RowKind.TOTAL:
            return place + 1
        above = self.rows[owner]
        marker.level, marker.parent = above.level + 1, owner
        end = self._members_end(place + 1, above, bare)
        if marker.figures:
            end = max(end, self._parts_end(place, above))
        members = [row for row in self.rows[place + 1 : end] if row.kind not in _PASSED_OVER]
        if bare and self._is_list_of(above, members):
            return place + 1
        if bare and not members:
            marker.problem = _unclear(marker)
        for row in members:
            row.kind, row.level, row.parent = RowKind.OF_WHICH, above.level + 2, owner
        return end if members else place + 1

    def _parts_end(self, place: int, owner: BodyRow) -> int:
        """Up to where unnumbered rows make up, with the part the marker itself names, the owner's amount; doubt when they do not."""
        marker = self.rows[place]
        together = marker.amount or 0
        end = place + 1
        while end < len(self.rows) and (
            self.rows[end].kind in _BETWEEN or (self.rows[end].kind is RowKind.LINE and not self.rows[end].labels)
        ):
            together += self.rows[end].amount or 0
            end += 1
            if together == owner.amount:
                return end
        if end > place + 1 and self.numbered and owner.labels and any(row.kind is RowKind.LINE for row in self.rows[place + 1 : end]):
            marker.problem = _unclear(marker)
        return place + 1

    def _described_by(self, node: int | None) -> int | None:
        """The line a description without figures belongs to; any other row itself."""
        while node is not None and self.rows[node].bullet and not self.rows[node].figures and self.rows[node].parent is not None:
            node = self.rows[node].parent
        return node

    def _is_list_of(self, owner: BodyRow, members: list[BodyRow]) -> bool:
        """Whether the members are the heading's own rows: numbered ones that add up to it, or any under a heading without an amount."""
        if owner.amount is None:
            return True
        numbered = [row for row in members if row.labels and not row.bullet]
        if not numbered:
            return False
        outermost = numbered[0].labels[0].scheme
        return sum(row.amount or 0 for row in numbered if row.labels[0].scheme == outermost) == owner.amount

    def _members_end(self, place: int, owner: BodyRow, bare: bool) -> int:
        """Up to where the rows are members; dashes like the owner's own only as far as they add up to it exactly."""
        together = 0
        end = place
        while end < len(self.rows) and self._is_member(self.rows[end], owner, bare) and not self._marked_alike(self.rows[end], owner):
            end += 1
        if any(row.kind not in _PASSED_OVER for row in self.rows[place:end]):
            return end
        while end < len(self.rows) and self._is_member(self.rows[end], owner, bare):
            together += self.rows[end].amount or 0
            end += 1
            if together == owner.amount:
                return end
        return place

    def _marked_alike(self, row: BodyRow, owner: BodyRow) -> bool:
        return row.bullet and owner.bullet and row.labels[0].scheme == owner.labels[0].scheme

    def _is_member(self, row: BodyRow, owner: BodyRow, bare: bool) -> bool:
        if row.kind in (RowKind.TOTAL, RowKind.OF_WHICH, RowKind.HEADER, RowKind.BELOW):
            return False
        if row.kind in _PASSED_OVER:
            return True
        if row.bullet:
            return True
        if not bare:
            return False
        if not row.labels:
            return self.numbered and bool(owner.labels)
        depth = self.outline.depth_of(row.labels[0].scheme)
        return depth is None or depth > owner.level


def build_hierarchy(rows: Sequence[BodyRow], multiplying: bool) -> None:
    """Give every row its level, the row it stands under, and where what stands under it ends.

    `multiplying` tells that the sheet gives quantity and price, so that an amount without them hints at a heading.
    """
    _Builder(rows, multiplying).run()
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        row.end = max(row.end, place + 1)
        if row.parent is not None:
            rows[row.parent].end = max(rows[row.parent].end, row.end)


def _unclear(marker: BodyRow) -> Problem:
    sentence = f"Không rõ dòng nào thuộc “{marker.name}”; các dòng sau vẫn được tính."
    return Problem("of_which_unclear", sentence, "Kiểm tra để một khoản không bị cộng hai lần.", Severity.WARNING)


def _next_numbered(rows: Sequence[BodyRow]) -> list[int | None]:
    """For every place the first numbered row from there on."""
    following: list[int | None] = [None] * len(rows)
    found: int | None = None
    for place in range(len(rows) - 1, -1, -1):
        if rows[place].labels and rows[place].kind not in _PASSED_OVER:
            found = place
        following[place] = found
    return following
