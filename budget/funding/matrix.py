"""Who may be paid from what, as a table: rows of lines, a column a source, each cell the verdicts its lines come to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from budget.funding.eligibility import LineFacts, RuleBook, Ruling, is_met
from budget.funding.fact_groups import FactGroup, Gathered, Judge, gather
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


def build_matrix(
    groups: Iterable[FactGroup], key_of: Callable[[FactGroup], RowKey], sources: Sequence[str], judge: Judge
) -> dict[RowKey, MatrixRow]:
    """The rows by key, in the order their keys first come; every line is in exactly one row."""
    return {
        key: MatrixRow(
            key,
            sum(case.lines for case in cases),
            sum(case.amount for case in cases),
            {source: _cell(cases, source, judge) for source in sources},
        )
        for key, cases in gather(groups, key_of).items()
    }


def _cell(cases: Sequence[Gathered], source: str, judge: Judge) -> MatrixCell:
    alike: dict[object, Decision] = {}
    planned_lines = planned_amount = 0
    for case in cases:
        ruling = judge.rule_on(case.facts, source)
        same = (ruling.verdict, ruling.rule and ruling.rule.id, ruling.reason)
        before = alike.get(same)
        if before is None:
            alike[same] = Decision(ruling, case.facts, case.lines, case.amount)
        else:
            alike[same] = Decision(before.ruling, before.facts, before.lines + case.lines, before.amount + case.amount)
        lines, amount = case.planned.get(source, (0, 0))
        planned_lines += lines
        planned_amount += amount
    ordered = sorted(alike.values(), key=lambda decision: (-decision.amount, -decision.lines, decision.ruling.reason))
    return MatrixCell(tuple(ordered), planned_lines, planned_amount)


def outweighed(book: RuleBook, facts: LineFacts, ruling: Ruling) -> list[Rule]:
    """The rules of the facts' source that hold for them too but did not decide, the strongest first."""
    deciding = {rule.id for rule in (ruling.rule, *(ruling.conflict or ())) if rule is not None}
    met = [rule for rule in book.rules if rule.source == facts.source and rule.id not in deciding and is_met(rule, facts)]
    return sorted(met, key=lambda rule: (-rule.rank, rule.id))
