"""Who may be paid from what, as a table: rows of lines, a column a source, each cell the verdicts its lines come to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from budget.funding.eligibility import Ruling, is_met
from budget.funding.fact_groups import FactGroup, Gathered, gather
from budget.funding.verdicts import VERDICTS, VerdictTable
from budget.model.states import Verdict
from budget.reference.money_sources import Rule

RowKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one source is to the lines of a row: verdict -> how many and their amount (đồng); and those that plan the source now."""

    split: Mapping[Verdict, tuple[int, int]]
    planned_lines: int
    planned_amount: int

    @property
    def verdict(self) -> Verdict | None:
        """What holds for every line of the cell; None when it depends on the line."""
        return next(iter(self.split)) if len(self.split) == 1 else None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The lines of one key: how many, their amount (đồng), and what each source is to them."""

    key: RowKey
    lines: int
    amount: int
    cells: Mapping[str, MatrixCell]


@dataclass(frozen=True, slots=True)
class Decision:
    """Lines that are decided alike: the ruling, how many, their amount (đồng), the rules that hold too but did not decide."""

    ruling: Ruling
    lines: int
    amount: int
    outweighed: tuple[Rule, ...]


def build_matrix(table: VerdictTable, groups: Iterable[FactGroup], key_of: Callable[[FactGroup], RowKey]) -> dict[RowKey, MatrixRow]:
    """The rows by key, in the order their keys first come; every line is in exactly one row, every source of the table a column."""
    verdicts = table.verdict.tolist()
    return {
        key: MatrixRow(
            key,
            sum(case.lines for case in cases),
            sum(case.amount for case in cases),
            {source: _cell(cases, source, [verdicts[case.case][place] for case in cases]) for place, source in enumerate(table.sources)},
        )
        for key, cases in gather(groups, key_of).items()
    }


def _cell(cases: Sequence[Gathered], source: str, codes: Sequence[int]) -> MatrixCell:
    sums = [[0, 0] for _ in VERDICTS]
    planned_lines = planned_amount = 0
    for case, code in zip(cases, codes, strict=True):
        sums[code][0] += case.lines
        sums[code][1] += case.amount
        lines, amount = case.planned.get(source, (0, 0))
        planned_lines += lines
        planned_amount += amount
    split = {verdict: (lines, amount) for verdict, (lines, amount) in zip(VERDICTS, sums, strict=True) if lines}
    return MatrixCell(split, planned_lines, planned_amount)


def explain_cell(table: VerdictTable, groups: Iterable[FactGroup], source: str) -> list[Decision]:
    """What decides for some lines and a source, the decision over the most money first."""
    column = table.sources.index(source)
    alike: dict[object, Decision] = {}
    for case in gather(groups, lambda _: "").get("", []):
        ruling = table.class_ruling(case.case, column)
        same = (ruling.verdict, ruling.rule and ruling.rule.id, ruling.reason)
        before = alike.get(same)
        lines, amount = (before.lines, before.amount) if before else (0, 0)
        others = before.outweighed if before else ()
        more = tuple(rule for rule in _outweighed(table, case.case, source, ruling) if rule not in others)
        alike[same] = Decision(ruling, lines + case.lines, amount + case.amount, (*others, *more))
    return sorted(alike.values(), key=lambda decision: (-decision.amount, -decision.lines, decision.ruling.reason))


def _outweighed(table: VerdictTable, case: int, source: str, ruling: Ruling) -> list[Rule]:
    """The rules of the source that hold for a case too but did not decide, the strongest first."""
    facts = replace(table.facts[case], source=source)
    deciding = {rule.id for rule in (ruling.rule, *(ruling.conflict or ())) if rule is not None}
    met = [rule for rule in table.rules if rule.id not in deciding and is_met(rule, facts)]
    return sorted(met, key=lambda rule: (-rule.rank, rule.id))
