"""The same thing asked for again in other words: by one unit in one year, told with how sure it is.

Only lines whose numbers agree are ever held against each other; names that fold alike in one measure are left to duplicates.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from budget.checks.duplicates import may_be_same
from budget.checks.few import WANTED
from budget.checks.likeness import LEAST, keys_of, likeness
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line
from budget.model.problem import Problem
from budget.store.database import Cursor

_BLOCKED = f"""SELECT t.block, t.id, t.number, l.name, {WANTED.replace("r.", "l.")}, lower(trim(COALESCE(l.measure, ''))),
      COALESCE(l.category, ''), t.unit_price
    FROM traits t JOIN named l ON l.id = t.id
    WHERE t.block IN (SELECT block FROM traits GROUP BY block HAVING count(*) > 1) ORDER BY t.block, t.number"""
_MEASURE, _CATEGORY, _PRICE = 10, 5, 5
_PRICE_TIMES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be asked for again."""

    id: str
    number: int
    name: str
    wanted: str
    measure: str
    category: str
    price: int


def check_likely(scope: Scope) -> list[Problem]:
    """Lines that may ask again for what an older line of their unit asks for; one problem a pair, held by the younger line."""
    pairs = find_pairs(read_blocks(scope.cursor))
    lines = read_kept(scope, [later.id for _, later, _ in pairs])
    return [_problem(lines[later.id], earlier, sure) for earlier, later, sure in pairs if later.id in lines]


def read_blocks(cursor: Cursor) -> Iterator[list[Candidate]]:
    """The lines in `traits` that share unit, year and numbers with another, block by block in number order."""
    rows = cursor.rows(_BLOCKED)
    for _, held in groupby(rows, key=lambda row: row[0]):
        yield [_read(row[1:]) for row in held]


def _read(row: Sequence[object]) -> Candidate:
    identity, number, name, wanted, measure, category, price = row
    return Candidate(str(identity), int(str(number)), str(name), str(wanted), str(measure), str(category), int(str(price or 0)))


def find_pairs(blocks: Iterable[Sequence[Candidate]]) -> list[tuple[Candidate, Candidate, int]]:
    """(older, younger, confidence) of every pair in the blocks that is likely one thing, but not plainly."""
    pairs = []
    for block in blocks:
        for earlier, later in _meet(block):
            sure = judge(earlier, later)
            if sure >= LEAST:
                pairs.append((earlier, later, sure))
    return pairs


def find_near(blocks: Iterable[Sequence[Candidate]]) -> Iterator[tuple[Candidate, Candidate]]:
    """Every pair in the blocks that is looked at at all, whatever comes of it."""
    for block in blocks:
        yield from _meet(block)


def judge(one: Candidate, other: Candidate) -> int:
    """How sure it is that two lines ask for one thing; 0 also where it is plain and so not a guess."""
    if one.wanted == other.wanted and one.measure == other.measure and may_be_same(one.name, other.name):
        return 0
    sure = likeness(one.name, other.name)
    if one.measure != other.measure:
        sure -= _MEASURE
    if one.category != other.category:
        sure -= _CATEGORY
    low, high = sorted((one.price, other.price))
    return sure - _PRICE if high > _PRICE_TIMES * low else sure


def _meet(block: Sequence[Candidate]) -> set[tuple[Candidate, Candidate]]:
    """The pairs of a block that share a key, so that a large block is not held against itself line by line."""
    shelves: dict[str, list[Candidate]] = {}
    # of lines with one name only the oldest is held against others: the rest repeat it plainly
    oldest = {(candidate.name, candidate.measure): candidate for candidate in reversed(block)}
    for candidate in sorted(oldest.values(), key=lambda item: item.number):
        for key in set(keys_of(candidate.name)):
            shelves.setdefault(key, []).append(candidate)
    return {(shelf[first], later) for shelf in shelves.values() for first in range(len(shelf)) for later in shelf[first + 1 :]}


def read_kept(scope: Scope, wanted: Sequence[str]) -> dict[str, Line]:
    """Those of some lines that are checked in this run, by id."""
    chosen = sorted(set(wanted))
    if not chosen:
        return {}
    marks = ", ".join("?" for _ in chosen)
    return {line.id: line for line, _ in scope.rows("", f"kept k WHERE k.id IN ({marks})", chosen)}


def _problem(line: Line, earlier: Candidate, sure: int) -> Problem:
    sentence = f"{line} có thể trùng với khoản mục số {earlier.number} “{earlier.name}” cùng đơn vị (giống {sure}%)."
    fix = "Giữ một khoản nếu là một; nếu khác nhau thì xác nhận không phải trùng và ghi lý do."
    return found("duplicate_likely", sentence, fix, line=line.id, others=(earlier.id,), confidence=sure)
