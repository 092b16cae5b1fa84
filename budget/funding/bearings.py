"""What of a line bears on the rules: which units, tasks and budget codes rules name, what stands under what, whose lists are entered.

Facts no rule asks for make no difference, so lines are told apart only by what bears: a hundred thousand lines come to a few hundred cases.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budget.reference.money_sources import Rule
from budget.store.database import Cursor

Span = tuple[date | None, date | None, str]
"""From, to, and the item a budget code stands under in that time."""


@dataclass(frozen=True)
class Bearings:
    """The units, tasks and codes that rules name, and what a fact of a line is worked out from.

    `codes` also holds what stands under a named code; `groups`: task -> group; `items`: code -> spans; `lists`: unit -> the sources whose
    list for it is entered; `listed`: item of a list -> (source, unit); `budget_year`: of lines that tell none.
    """

    units: frozenset[str]
    tasks: frozenset[str]
    codes: frozenset[str]
    groups: Mapping[str, str]
    items: Mapping[str, Sequence[Span]]
    lists: Mapping[str, tuple[str, ...]]
    listed: Mapping[str, tuple[str, str]]
    budget_year: int

    def group_of(self, task: str) -> str:
        """The utility group of a task; empty when nobody told."""
        return self.groups.get(task, "")

    def item_of(self, code: str, on: date) -> str:
        """The item a budget code stands under on a day; empty when it stands under none."""
        spans = self.items.get(code, ())
        return next((item for start, end, item in spans if (start is None or start <= on) and (end is None or on <= end)), "")

    def source_of(self, listed_item: str, unit: str) -> str:
        """The source on whose list for this unit a listed item stands; empty when it is no item of the unit."""
        source, owner = self.listed.get(listed_item, ("", ""))
        return source if owner == unit else ""

    def unit_sql(self, column: str) -> str:
        """The SQL of a unit where a rule names it, else empty."""
        return _only(column, self.units)

    def task_sql(self, column: str) -> str:
        """The SQL of a task where a rule names it or its group, else empty."""
        return _only(column, self.tasks)

    def code_sql(self, column: str) -> str:
        """The SQL of a budget code where a rule names it or what it stands under, else empty."""
        return _only(column, self.codes)


def read_bearings(cursor: Cursor, rules: Iterable[Rule]) -> Bearings:
    """What bears on the rules as they stand."""
    asked = tuple(rules)
    groups = {str(code): str(group or "") for code, group in cursor.rows("SELECT code, task_group FROM task")}
    items = _read_items(cursor)
    named_groups = {rule.task_group for rule in asked if rule.task_group}
    named_codes = {rule.budget_code for rule in asked if rule.budget_code}
    under = {code for code, spans in items.items() if any(item in named_codes for _, _, item in spans)}
    listed = {str(row[0]): (str(row[1]), str(row[2])) for row in cursor.rows("SELECT id, source, unit FROM listed_item")}
    lists: dict[str, set[str]] = defaultdict(set)
    for source, unit in listed.values():
        lists[unit].add(source)
    return Bearings(
        units=frozenset(rule.unit for rule in asked if rule.unit),
        tasks=frozenset(rule.task for rule in asked if rule.task) | {code for code, group in groups.items() if group in named_groups},
        codes=frozenset(named_codes | under),
        groups=groups,
        items=items,
        lists={unit: tuple(sorted(sources)) for unit, sources in lists.items()},
        listed=listed,
        budget_year=int(str(cursor.rows("SELECT budget_year FROM plan LIMIT 1")[0][0])),
    )


def _read_items(cursor: Cursor) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for code, item, start, end in cursor.rows("SELECT code, parent, valid_from, valid_to FROM budget_code WHERE parent <> ''"):
        found[str(code)].append((_day(start), _day(end), str(item)))
    return dict(found)


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _only(column: str, wanted: frozenset[str]) -> str:
    if not wanted:
        return "''"
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in sorted(wanted))
    return f"CASE WHEN {column} IN ({listed}) THEN {column} ELSE '' END"
