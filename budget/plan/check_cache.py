"""What the checks found, kept per scenario at a journal seq; after small changes only what they can have moved is checked again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from budget.checks.dismissals import Dismissed, read_dismissals, set_aside
from budget.checks.gates import SHARED as OF_PROJECTS
from budget.checks.kin import is_of_kin
from budget.checks.law import Law, read_law
from budget.checks.listed import SHARED as OF_ITEMS
from budget.checks.peers import Peers, read_peers
from budget.checks.registry import urgency
from budget.checks.renewal import renew
from budget.checks.run import find_problems, sort_problems
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.plan.layered import Layered
from budget.store.database import Cursor

KEPT = 4
FEW = 40
"""Lines checked together that are remembered together."""
MOST_TOUCHED = 2_000
"""More touched lines than this are cheaper to check with all the others."""

PIECE = 20_000
"""So many problems are taken up by line in some hundredths of a second."""

_HARMLESS = frozenset(
    {
        *("line", "ceiling", "placement", "allocation", "phase_split", "comment", "attachment", "dismissal", "profile"),
        *("criterion", "score", "banding", "cut_run"),
    }
)
_TOLD = frozenset({"about", "all"})
"""The groups of fields a line's words stand in."""
_OF_SCENARIOS = frozenset({"scenario", "operation", "member"})


@dataclass(frozen=True)
class Checked:
    """The problems of a scenario's lines, by line id, at one journal seq.

    `against`: by a line those whose problems name it as the other; `alone`: those whose price stands alone among its kin.
    """

    seq: int
    lines: Layered[tuple[Problem, ...]]
    against: Layered[frozenset[str]]
    alone: frozenset[str] = frozenset()

    @classmethod
    def of_problems(cls, seq: int, problems: Sequence[Problem], between: Callable[[], None] = lambda: None) -> "Checked":
        """All problems of a scenario, taken up by line; `between` is called between the pieces."""
        found: dict[str, list[Problem]] = {}
        against: dict[str, set[str]] = {}
        alone: set[str] = set()
        for first in range(0, len(problems), PIECE):
            between()
            for problem in problems[first : first + PIECE]:
                line = problem.line or ""
                found.setdefault(line, []).append(problem)
                for other in problem.others:
                    against.setdefault(other, set()).add(line)
                if is_of_kin(problem):
                    alone.add(line)
        between()
        lines = {line: tuple(held) for line, held in found.items()}
        between()
        named = Layered({line: frozenset(held) for line, held in against.items()})
        return cls(seq, Layered(lines), named, frozenset(alone))

    def all(self) -> list[Problem]:
        """Every problem, in no order that counts."""
        return [problem for held in self.lines.values() for problem in held]

    def of(self, wanted: Sequence[str]) -> list[Problem]:
        """The problems of some lines, and those that hold another line against one of them, the most pressing first."""
        chosen = dict.fromkeys([*wanted, *self.held_against(wanted)])
        asked = set(wanted)
        return sort_problems(
            problem for line in chosen for problem in self.lines.get(line, ()) if line in asked or not asked.isdisjoint(problem.others)
        )

    def held_against(self, lines: Iterable[str]) -> list[str]:
        """The lines with a problem that names one of these as the other."""
        return list(dict.fromkeys(line for other in lines for line in sorted(self.against.get(other, ()))))

    def moved(self, seq: int, changes: Mapping[str, tuple[Problem, ...]]) -> "Checked":
        """The same at a later seq, with the problems of some lines replaced; none where they have none any more."""
        stood = {line: self.lines.get(line, ()) for line in changes}
        against: dict[str, set[str]] = {}
        for line, other in _pair(stood):
            against.setdefault(other, set(self.against.get(other, ()))).discard(line)
        for line, other in _pair(changes):
            against.setdefault(other, set(self.against.get(other, ()))).add(line)
        named = self.against.changed({line: frozenset(held) or None for line, held in against.items()})
        lines = self.lines.changed({line: held or None for line, held in changes.items()})
        return Checked(seq, lines, named, (self.alone - changes.keys()) | _find_alone(changes))

    def held_together(self, lines: Iterable[str]) -> frozenset[str]:
        """The lines that a problem of many lines together ties to some of these, on whichever of them it stands."""
        asked = set(lines)
        near = asked | set(self.held_against(asked))
        shared = [problem for line in near for problem in self.lines.get(line, ()) if problem.code in OF_ITEMS | OF_PROJECTS]
        tied = [{problem.line or "", *problem.others} for problem in shared]
        return frozenset[str]().union(*(members for members in tied if not asked.isdisjoint(members)))


@dataclass(frozen=True)
class Review:
    """The problems that stand and those that are set aside, the most pressing first, at one journal seq."""

    problems: tuple[Problem, ...]
    dismissed: tuple[Dismissed, ...]
    seq: int


class CheckCache:
    """The last few scenarios' problems; ask it with a snapshot and its seq."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self._held: dict[str, Checked] = {}
        self._few: dict[tuple[str, int, tuple[str, ...]], list[Problem]] = {}
        self._reviews: dict[str, Review] = {}
        self._known: tuple[Law, Peers] | None = None

    def peek(self, scenario: str, seq: int) -> Checked | None:
        """What is known of a scenario at exactly this seq; None when it must be worked out."""
        held = self._held.get(scenario)
        return held if held is not None and held.seq == seq else None

    def of_few(self, scenario: str, seq: int, lines: Sequence[str], check: Callable[[], list[Problem]]) -> list[Problem]:
        """The problems of a few lines at a seq, checked once however many parts of a screen ask (the grid's marks, the panel)."""
        key = (scenario, seq, tuple(lines))
        found = self._few.get(key)
        if found is None:
            found = check()
            self._few = {**dict(list(self._few.items())[-KEPT:]), key: found}
        return list(found)

    def read(self, cursor: Cursor, scenario: str, seq: int, between: Callable[[], None] = lambda: None) -> Checked:
        """The problems of a scenario's lines at the snapshot's seq: as known, brought up to date, or worked out from nothing.

        `between` is called between the pieces of the last, and may wait or raise.
        """
        known = self.offer(cursor, scenario, seq)
        if known is None:
            found = Checked.of_problems(seq, find_problems(cursor, scenario, between=between), between)
            between()
            self._know(cursor, seq, laid_out=scenario == BASE)  # what lines are comparable now is asked for when one has changed
            known = self._keep(scenario, found)
        return known

    def offer(self, cursor: Cursor, scenario: str, seq: int) -> Checked | None:
        """The same where it is known or takes little work; None where all lines would have to be checked."""
        known = self.peek(scenario, seq)
        if known is not None:
            return known
        fresh = self._bring_up(cursor, scenario, seq) or self._derive(cursor, scenario, seq)
        return self._keep(scenario, fresh) if fresh else None

    def review(self, cursor: Cursor, scenario: str, seq: int, pots: Callable[[], Iterable[Problem]]) -> Review:
        """What stands and what is set aside at the snapshot's seq, in order; `pots` finds the problems of the pots."""
        known = self._reviews.get(scenario)
        if known is not None and known.seq == seq:
            return known
        standing, dismissed = set_aside([*pots(), *self.read(cursor, scenario, seq).all()], read_dismissals(cursor, scenario))
        fresh = Review(tuple(sort_problems(standing)), tuple(sorted(dismissed, key=lambda item: urgency(item.problem))), seq)
        held = {name: other for name, other in self._reviews.items() if name != scenario}
        self._reviews = dict(list({**held, scenario: fresh}.items())[-KEPT:])
        return fresh

    def _keep(self, scenario: str, checked: Checked) -> Checked:
        standing = self._held.get(scenario)
        if standing is not None and standing.seq > checked.seq:  # found in an older snapshot, while somebody else was quicker
            return checked
        held = {name: other for name, other in self._held.items() if name != scenario}
        held[scenario] = checked
        self._held = dict(list(held.items())[-KEPT:])
        return checked

    def _bring_up(self, cursor: Cursor, scenario: str, seq: int) -> Checked | None:
        """What was known of the scenario, with what later batches can have moved checked again."""
        held = self._held.get(scenario)
        if held is None or held.seq > seq:
            return None
        touched = _touched_lines(cursor, held.seq, scenario)
        return None if touched is None else self._renew(cursor, scenario, seq, held, touched)

    def _derive(self, cursor: Cursor, scenario: str, seq: int) -> Checked | None:
        """What is known of the base, with the lines the scenario changes checked again."""
        base = None if scenario == BASE else self.offer(cursor, BASE, seq)
        if base is None:
            return None
        rows = cursor.rows("SELECT line FROM overlay WHERE scenario = ? LIMIT ?::BIGINT", [scenario, MOST_TOUCHED + 1])
        return None if len(rows) > MOST_TOUCHED else self._renew(cursor, scenario, seq, base, {str(row[0]): True for row in rows})

    def _renew(self, cursor: Cursor, scenario: str, seq: int, held: Checked, touched: Mapping[str, bool]) -> Checked | None:
        if not touched:
            return Checked(seq, held.lines, held.against, held.alone)
        # of a scenario derived from the base, `touched` are the lines it changes
        law, peers = self._know(cursor, seq, None if held.seq == seq else (held.seq, touched))
        former = peers.former_since(held.seq)
        if former is None:
            return None
        reach, fresh = renew(cursor, scenario, (law, peers), touched, (former, held.alone, held.held_together(touched)))
        again = reach.lines() | frozenset(held.held_against(touched))
        changes = {line: tuple(problem for problem in held.lines.get(line, ()) if not reach.is_renewed(problem)) for line in again}
        for line, found in _by_line(fresh).items():
            changes[line] = (*(changes[line] if line in changes else held.lines.get(line, ())), *found)
        return held.moved(seq, {line: now for line, now in changes.items() if now != held.lines.get(line, ())})

    def _know(
        self, cursor: Cursor, seq: int, asked: tuple[int, Mapping[str, bool]] | None = None, *, laid_out: bool = False
    ) -> tuple[Law, Peers]:
        """What lines are judged by and what makes them comparable at the snapshot's seq: as known, brought up to date, or read anew.

        `asked`: which lines were touched since a seq, where that has just been read; `laid_out`: the whole base has just been checked.
        """
        known = self._known
        if known is not None and known[1].seq == seq:
            return known
        fresh = None
        if known is not None and known[1].seq < seq:
            touched = asked[1] if asked and asked[0] == known[1].seq else _touched_lines(cursor, known[1].seq, BASE)
            fresh = None if touched is None else (known[0], known[1].advance(cursor, seq, touched))
        fresh = fresh or (read_law(cursor), read_peers(cursor, seq, laid_out=laid_out))
        if known is None or known[1].seq < seq:
            self._known = fresh
        return fresh


def _find_alone(lines: Mapping[str, Sequence[Problem]]) -> frozenset[str]:
    return frozenset(line for line, held in lines.items() if any(is_of_kin(problem) for problem in held))


def _pair(lines: Mapping[str, Sequence[Problem]]) -> Iterator[tuple[str, str]]:
    """Each line with each other one that its problems name."""
    return ((line, other) for line, held in lines.items() for problem in held for other in problem.others)


def _by_line(problems: Sequence[Problem]) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.line or "", []).append(problem)
    return {line: tuple(held) for line, held in found.items()}


def _touched_lines(cursor: Cursor, since: int, scenario: str) -> dict[str, bool] | None:
    """The lines touched after a seq, and whether their words were; None when something else moved or too much did: all must be checked."""
    ignored = _HARMLESS | (_OF_SCENARIOS if scenario == BASE else frozenset())
    bulks = {str(kind) for (kind,) in cursor.rows("SELECT kind FROM payload WHERE seq > ?::BIGINT", [since])}
    if "line" in bulks or not bulks <= ignored:
        return None
    touched: dict[str, bool] = {}
    # taken apart here: asked for the parts, the engine plans three times as long, for every edit
    for entity, group in cursor.rows("SELECT entity, grp FROM touch WHERE seq > ?::BIGINT", [since]):
        kind, _, key = str(entity).partition(":")
        if kind not in ignored or (kind == "task" and _groups_count(cursor)):
            return None
        if kind == "line":
            touched[key] = group in _TOLD or touched.get(key, False)
    return touched if len(touched) <= MOST_TOUCHED else None


def _groups_count(cursor: Cursor) -> bool:
    """Whether the group of a task bears on its lines: only where a rule asks for one."""
    return bool(cursor.rows("SELECT 1 FROM rule WHERE task_group <> '' LIMIT 1"))
