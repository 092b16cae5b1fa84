"""Who may be paid from what, as a table: rows of lines, a column a source, each cell the verdicts its lines come to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from budget.funding.eligibility import LineFacts, RuleBook, Ruling, is_met
from budget.funding.fact_groups import FactGroup, Judge
from budget.model.states import Verdict
from budget.reference.money_sources import Rule

RowKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Lines of a cell that are decided alike: the ruling, the facts of some of them, how many, their amount (đồng)."""

    ruling: Ruling
    facts: LineFacts
    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one source is to the lines of a row, the decision over the most money first, and those that plan the source now."""

    decisions: tuple[Decision, ...]
    planned_lines: int
    planned_amount: int

    @property
    def verdict(self) -> Verdict | None:
        """What holds for every line of the cell; None when it depends on the line."""
        found = {decision.ruling.verdict for decision in self.decisions}
        return next(iter(found)) if len(found) == 1 else None

    def split(self) -> dict[Verdict, tuple[int, int]]:
        """Verdict -> how many lines and their amount (đồng)."""
        sums: dict[Verdict, tuple[int, int]] = {}
        for decision in self.decisions:
            lines, amount = sums.get(decision.ruling.verdict, (0, 0))
            sums[decision.ruling.verdict] = (lines + decision.lines, amount + decision.amount)
        return {verdict: sums[verdict] for verdict in Verdict if verdict in sums}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The lines of one key: how many, their amount (đồng), and what each source is to them."""

    key: RowKey
    lines: int
    amount: int
    cells: Mapping[str, MatrixCell]


@dataclass
class _Sums:
    lines: int = 0
    amount: int = 0
    planned_lines: int = 0
    planned_amount: int = 0
    decided: dict[object, Decision] = field(default_factory=dict)

    def add(self, group: FactGroup, source: str, ruling: Ruling) -> None:
        same = (ruling.verdict, ruling.rule and ruling.rule.id, ruling.reason)
        known = self.decided.get(same)
        lines, amount = (known.lines, known.amount) if known else (0, 0)
        facts = known.facts if known else group.facts
        self.decided[same] = Decision(ruling, facts, lines + group.lines, amount + group.amount)
        if group.planned == source:
            self.planned_lines += group.lines
            self.planned_amount += group.amount

    def as_cell(self) -> MatrixCell:
        ordered = sorted(self.decided.values(), key=lambda decision: (-decision.amount, -decision.lines, decision.ruling.reason))
        return MatrixCell(tuple(ordered), self.planned_lines, self.planned_amount)


def build_matrix(
    groups: Iterable[FactGroup], key_of: Callable[[FactGroup], RowKey], sources: Sequence[str], judge: Judge
) -> dict[RowKey, MatrixRow]:
    """The rows by key, in the order their keys first come; every line is in exactly one row."""
    totals: dict[RowKey, _Sums] = {}
    cells: dict[RowKey, dict[str, _Sums]] = {}
    for group in groups:
        key = key_of(group)
        total = totals.setdefault(key, _Sums())
        total.lines += group.lines
        total.amount += group.amount
        row = cells.setdefault(key, {source: _Sums() for source in sources})
        for source in sources:
            row[source].add(group, source, judge.rule_on(group.facts, source))
    return {
        key: MatrixRow(key, total.lines, total.amount, {source: sums.as_cell() for source, sums in cells[key].items()})
        for key, total in totals.items()
    }


def outweighed(book: RuleBook, facts: LineFacts, ruling: Ruling) -> list[Rule]:
    """The rules of the facts' source that hold for them too but did not decide, the strongest first."""
    deciding = {rule.id for rule in (ruling.rule, *(ruling.conflict or ())) if rule is not None}
    met = [rule for rule in book.rules if rule.source == facts.source and rule.id not in deciding and is_met(rule, facts)]
    return sorted(met, key=lambda rule: (-rule.rank, rule.id))
