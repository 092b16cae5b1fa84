"""The lines a run of checks looks at, laid out as temporary views and tables inside the caller's transaction.

`checked`: the lines asked for, as the scenario resolves them; `kept`: those of them that are not dropped; beside them what they
are held against (traits.py). Of a whole plan the first two are views: every check reads the few columns it needs, and writing
out a hundred thousand names would cost more than all checks together.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from budget.checks.few import OF_LINE, Facts, lay_out_few, read_few, show_few
from budget.checks.law import OF_UNIT, Law, read_law
from budget.checks.once import Once
from budget.checks.registry import REGISTRY
from budget.checks.traits import lay_out_traits
from budget.checks.who import SAID, Line, line_of
from budget.model.problem import Problem
from budget.store.database import Cursor, Row

_COLUMNS = ", ".join(f"{sql} AS {name}" for name, sql in {**OF_LINE, **OF_UNIT}.items())
_COLUMNS = _COLUMNS.replace("{year}", "b.budget_year").replace("{unit}", "r.unit")
_FROM = """FROM resolved({scenario}) r LEFT JOIN purse p ON p.unit = r.unit
    CROSS JOIN (SELECT budget_year FROM plan LIMIT 1) b"""
FEW = 40
"""So many lines are looked at one by one before questions are asked of them."""
_LINE = "k.id, k.number, k.name, k.unit_name"


@dataclass(frozen=True)
class Scope:
    """A prepared run: the transaction, the scenario, what lines are judged by, whether it is all of them.

    `few`: the lines themselves where they are few; `waiting`: how what is asked about is laid out, once a question is asked.
    `between` is called before each question and every so many problems: who runs a long check may stand still there.
    """

    cursor: Cursor
    scenario: str
    law: Law
    whole: bool = False
    few: tuple[Facts, ...] | None = None
    waiting: list[Callable[[], None]] = field(default_factory=list)
    between: Callable[[], None] = lambda: None

    def may(self, hold: Callable[[Facts], object]) -> bool:
        """Whether a question is worth asking of the plan: True for many lines, else whether it may hold for one of the few."""
        return self.few is None or any(hold(facts) for facts in self.few)

    def at_hand(self, columns: Sequence[str], hold: Callable[[Facts], object]) -> list[tuple[Line, tuple[object, ...]]]:
        """The same as `rows` of the few lines that are kept and for which something holds, without asking the plan; none of many lines."""
        held = [facts for facts in self.few or () if not facts["dropped"] and hold(facts)]
        return [(line_of(facts), tuple(facts[name] for name in columns)) for facts in held]

    def rows(self, columns: str, source: str, parameters: Sequence[str | int] = ()) -> Once[tuple[Line, tuple[object, ...]]]:
        """Lines `k` of a FROM ... WHERE ... clause, in no order that counts, each with the extra columns asked for; read when used."""
        self.between()
        self.lay_out()
        sql = f"SELECT {_LINE}{', ' + columns if columns else ''} FROM {source}"
        rows = self.read(sql, parameters)
        return Once((Line(str(row[0]), int(str(row[1])), str(row[2]), str(row[3])), row[4:]) for row in rows)

    def told(self, code: str, ending: str, fix: str, source: str) -> list[Problem]:
        """One problem of a code for every line `k` of a FROM ... WHERE ... clause; `ending` is the rest of its sentence, in SQL."""
        self.between()
        self.lay_out()
        severity = REGISTRY[code].severity
        rows = self.read(f"SELECT k.id, {SAID} || {ending} FROM {source}")
        return [Problem(code, str(sentence), fix, severity, line=str(line)) for line, sentence in rows]

    def read(self, sql: str, parameters: Sequence[str | int] = ()) -> Once[Row]:
        """Rows one after the other, with `between` called every AT_ONCE of them: making their sentences takes longer than reading.

        Nothing else may be asked of the plan before the last of them was taken.
        """
        return Once(self._in_pieces(sql, parameters))

    def _in_pieces(self, sql: str, parameters: Sequence[str | int]) -> Iterator[Row]:
        for piece in self.cursor.pieces(sql, list(parameters)):
            self.between()
            yield from piece

    def lay_out(self) -> None:
        """Make `checked` and `kept` of the lines, unless they are made."""
        while self.waiting:
            self.waiting.pop()()


def open_scope(
    cursor: Cursor,
    scenario: str,
    lines: Sequence[str] | pa.Table | None = None,
    *,
    law: Law | None = None,
    alone: bool = False,
    between: Callable[[], None] = lambda: None,
) -> Scope:
    """Lay out the lines to be checked (all of the plan, or those named) for as long as the transaction lasts.

    `alone`: they are checked by themselves, so nothing is laid out that they would be held against. `law` where it is known already.
    """
    judged = law or read_law(cursor)
    if lines is None:
        # a view cannot keep a parameter
        cursor.run(f"CREATE OR REPLACE TEMP VIEW checked AS SELECT {_COLUMNS} {_FROM.format(scenario=quote(scenario))}")
        cursor.run("CREATE OR REPLACE TEMP VIEW kept AS SELECT * FROM checked WHERE NOT dropped")
        scope = Scope(cursor, scenario, judged, whole=True, between=between)
    elif len(lines) <= FEW:
        chosen = lines.column("line").to_pylist() if isinstance(lines, pa.Table) else list(lines)
        few = read_few(cursor, scenario, chosen, judged)
        scope = Scope(cursor, scenario, judged, few=few, waiting=[lambda: lay_out_few(cursor, few)])
    else:
        _lay_out_many(cursor, scenario, lines)
        scope = Scope(cursor, scenario, judged, between=between)
    if not alone:
        scope.lay_out()
        lay_out_traits(cursor, scenario, whole=scope.whole)
    return scope


def show_all(cursor: Cursor, scenario: str, law: Law) -> Scope:
    """A run over lines laid out elsewhere, all of which live: `kept` tells how every line of the plan is spoken of."""
    return Scope(cursor, scenario, law, waiting=[lambda: show_kept(cursor)])


def show_kept(cursor: Cursor) -> None:
    """Let `kept` be every line of the plan, as problems speak of it."""
    cursor.run(
        """CREATE OR REPLACE TEMP VIEW kept AS
           SELECT l.id, l.number, l.name, COALESCE(l.measure, '') AS measure, COALESCE(p.unit_name, l.unit) AS unit_name
           FROM line l LEFT JOIN purse p ON p.unit = l.unit"""
    )


def quote(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _lay_out_many(cursor: Cursor, scenario: str, lines: Sequence[str] | pa.Table) -> None:
    table = lines if isinstance(lines, pa.Table) else pa.table({"line": pa.array(list(lines), pa.string())})
    with cursor.given("only_checked", table):
        made = f"CREATE OR REPLACE TEMP TABLE few_checked AS SELECT {_COLUMNS} {_FROM.format(scenario='?')}"
        cursor.run(f"{made} WHERE r.id IN (SELECT line FROM only_checked)", [scenario])
    show_few(cursor)
