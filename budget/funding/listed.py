"""What a decision's annex grants: a list of units, items and quantities; being of its sort does not put a thing on the list.

Law: a line stands on the list only where a person has tied it to an item of its own unit and source; a unit whose list nobody has
entered is unknown, never a yes. Source: Quyết định 334, whose annex is entered by people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.model.states import Listed
from budget.store.database import Cursor

ALWAYS_LISTED = ("QD334",)
"""Sources that are granted by list even while no rule says so and nobody has entered the list."""
STATE_WORDS: Mapping[Listed, str] = {
    Listed.LISTED: "có trong phụ lục",
    Listed.BEYOND: "ngoài phụ lục",
    Listed.UNKNOWN: "chưa nhập phụ lục",
}


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One item granted to one unit: quantities in thousandths, money in đồng; None = the annex does not say."""

    id: str
    source: str
    unit: str
    name: str
    folded: str
    measure: str
    nature: str
    year: int
    quantity_milli: int
    unit_price: int | None
    amount: int | None
    bought_milli: int
    document: str
    note: str
    sample: bool

    @property
    def room_milli(self) -> int:
        """What may still be bought: the quantity granted less what was bought already."""
        return self.quantity_milli - self.bought_milli


@dataclass(frozen=True, slots=True)
class ItemUse:
    """An item and what the lines tied to it ask of it, in thousandths and đồng."""

    item: ListedItem
    asked_milli: int
    amount: int
    lines: int

    @property
    def left_milli(self) -> int:
        """What is left after everything asked; below zero = more is asked than granted."""
        return self.item.room_milli - self.asked_milli


@dataclass(frozen=True, slots=True)
class LineListing:
    """Where a line stands towards the list of its source, and the item it is tied to (None = none)."""

    state: Listed
    item: ListedItem | None

    @property
    def words(self) -> str:
        """The state in words."""
        return STATE_WORDS[self.state]


def read_listed_sources(cursor: Cursor) -> frozenset[str]:
    """The sources granted by list: a rule of theirs asks for it, items were entered, or they always are."""
    sql = "SELECT source FROM rule WHERE listed <> '' UNION SELECT source FROM listed_item UNION SELECT code FROM source WHERE code IN ({})"
    marks = ", ".join("?" for _ in ALWAYS_LISTED)
    return frozenset(str(row[0]) for row in cursor.rows(sql.format(marks), list(ALWAYS_LISTED)))


def read_items(cursor: Cursor, source: str = "", unit: str = "") -> list[ListedItem]:
    """The items of a source and unit ("" = any) in the order of units, then as they were entered."""
    sql = f"""SELECT {_COLUMNS} FROM listed_item i LEFT JOIN unit u ON u.code = i.unit
              WHERE (? = '' OR i.source = ?) AND (? = '' OR i.unit = ?) ORDER BY u.position, i.unit, i.year, i.created_seq, i.id"""
    return [item_of(row) for row in cursor.rows(sql, [source, source, unit, unit])]


def read_uses(cursor: Cursor, scenario: str, source: str = "") -> list[ItemUse]:
    """Every item of a source with what the lines of a scenario ask of it; dropped lines ask for nothing."""
    sql = """SELECT listed_item, sum(quantity_milli)::BIGINT, sum(amount)::BIGINT, count(*)::BIGINT FROM resolved(?)
             WHERE listed_item <> '' AND listing = 'estimate' AND NOT dropped AND amount > 0 GROUP BY listed_item"""
    asked = {str(item): tuple(int(str(value or 0)) for value in rest) for item, *rest in cursor.rows(sql, [scenario])}
    return [ItemUse(item, *asked.get(item.id, (0, 0, 0))) for item in read_items(cursor, source)]


def read_listing(cursor: Cursor, line: str) -> LineListing | None:
    """Where a line stands towards the list of its source; None for a source that is not granted by list, or no such line."""
    rows = cursor.rows("SELECT unit, COALESCE(source, ''), COALESCE(listed_item, '') FROM line WHERE id = ?", [line])
    if not rows or str(rows[0][1]) not in read_listed_sources(cursor):
        return None
    unit, source, tied = (str(value) for value in rows[0])
    return judge_listing(read_items(cursor, source, unit), tied)


def judge_listing(granted: Sequence[ListedItem], tied: str) -> LineListing:
    """The state of a line tied to an item ("" = none), given what the source's list grants to the line's unit."""
    item = next((item for item in granted if item.id == tied), None)
    if item is not None:
        return LineListing(Listed.LISTED, item)
    return LineListing(Listed.BEYOND if granted else Listed.UNKNOWN, None)


def same_measure(one: str, other: str) -> bool:
    """Whether two measures count the same thing."""
    return one.strip().lower() == other.strip().lower()


_COLUMNS = """i.id, i.source, i.unit, i.name, i.folded, i.measure, i.nature, i.year, i.quantity_milli, i.unit_price, i.amount,
    COALESCE(i.bought_milli, 0), COALESCE(i.document, ''), COALESCE(i.note, ''), COALESCE(i.sample, FALSE)"""


def item_of(row: Sequence[object]) -> ListedItem:
    """A stored row, in the order of the fields, as an item."""
    return ListedItem(*row)  # type: ignore[arg-type]  # the schema's types
