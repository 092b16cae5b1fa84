"""What an appraisal takes off that is no cut: over norm, asked twice, wrong tier, no basis. Reported apart, never counted as saved.

Law: a line is reduced once, by its surest ground and then by the one that takes most (a basis nobody told last); the amount is to the
đồng what the scenario operation takes; a locked line and one under contract are only told, for no operation touches them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from budget.checks.sources import NOBODY_PAYS
from budget.cuts.necessity.evidence import EXACT, LIKE, priced_down_to
from budget.exact import scale_amount
from budget.lines.query import LineFilter
from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import OperationKind, Reduction, Severity, UnitLevel
from budget.quantity import parse_quantity
from budget.scenarios.operations import Draft, Settings, describe_operation, settings_to_text
from budget.store.database import Cursor

_QUANTITIES = ("quantity_over_entitlement", "listed_over_quantity")
_NOT_ALLOWED, _FAILED, _NO_PRICE_BASIS = "source_not_allowed", "police_failed_kept", "missing_basis"
CODES = frozenset((*EXACT, *LIKE, *_QUANTITIES, "norm_exceeded", _NOT_ALLOWED, _FAILED, _NO_PRICE_BASIS))
"""The codes of checks that may be a ground to reduce a line."""
_BELOW = (UnitLevel.DISTRICT, UnitLevel.COMMUNE)
PROVINCE = "province"
"""The purse of a source that is the province's one pot."""


@dataclass(frozen=True, slots=True)
class ReducedLine:
    """One line's reduction: its ground, how many đồng it takes by which operation, why, and whether that is sure or only proposed.

    `held`: the line is locked or under contract, so nothing is taken until a person frees it.
    """

    line: str
    number: int
    unit: str
    name: str
    before: int
    amount: int
    ground: Reduction
    operation: OperationKind
    settings: Settings
    sentence: str
    fix: str
    citation: str
    code: str
    certain: bool
    held: bool

    @property
    def words(self) -> str:
        """What is done to the line, in words."""
        return describe_operation(self.operation, self.settings)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    unit: str
    name: str
    quantity: int
    price: int
    times: int
    adjustment: int
    amount: int
    level: str
    purse: str
    held: bool


def find_reductions(cursor: Cursor, scenario: str, problems: Iterable[Problem], lines: frozenset[str] | None = None) -> list[ReducedLine]:
    """The reductions of a scenario's lines (of some) from what its checks found; by ground, sure ones first, then by number."""
    grounds = [problem for problem in problems if problem.code in CODES and problem.line and (lines is None or problem.line in lines)]
    known = _read_lines(cursor, scenario, {str(problem.line) for problem in grounds})
    best: dict[str, ReducedLine] = {}
    for problem in grounds:
        line = known.get(str(problem.line))
        reduced = _reduce(problem, line) if line is not None else None
        if reduced is not None and (reduced.line not in best or _strength(reduced) > _strength(best[reduced.line])):
            best[reduced.line] = reduced
    order = {ground: place for place, ground in enumerate(Reduction)}
    return sorted(best.values(), key=lambda item: (order[item.ground], not item.certain, item.number))


def add_up(reductions: Iterable[ReducedLine]) -> dict[Reduction, tuple[int, int, int]]:
    """Ground -> how many lines, đồng that are sure, đồng that are proposed; lines that are held count for nothing."""
    sums: dict[Reduction, tuple[int, int, int]] = {}
    for item in reductions:
        if not item.held:
            count, sure, proposed = sums.get(item.ground, (0, 0, 0))
            sums[item.ground] = (count + 1, sure + item.amount * item.certain, proposed + item.amount * (not item.certain))
    return {ground: sums[ground] for ground in Reduction if ground in sums}


def draft_reductions(reductions: Iterable[ReducedLine]) -> list[Draft]:
    """The scenario operations that do these reductions, one for all lines with the same ground and figures; held lines are left out."""
    groups: dict[tuple[Reduction, OperationKind, str], list[ReducedLine]] = {}
    for item in reductions:
        if not item.held:
            groups.setdefault((item.ground, item.operation, settings_to_text(item.settings)), []).append(item)
    return [
        Draft(
            operation,
            LineFilter(listing=None, lines=tuple(item.line for item in held)),
            f"Giảm trừ thẩm định: {labels.REDUCTION[ground].lower()}",
            held[0].settings,
        )
        for (ground, operation, _), held in groups.items()
    ]


def _strength(reduced: ReducedLine) -> tuple[bool, bool, int, str]:
    """What is sure before what is proposed; a basis that is only not told after all else; then the larger amount."""
    return reduced.certain, reduced.code != _NO_PRICE_BASIS, reduced.amount, reduced.code


def _reduce(problem: Problem, line: _Line) -> ReducedLine | None:
    found = _ground(problem, line)
    operation, settings, left = _taken_off(problem, line)
    if found is None or left >= line.amount:
        return None
    ground, certain = found
    told = (problem.sentence, problem.fix, problem.citation, problem.code)
    about = (str(problem.line), line.number, line.unit, line.name, line.amount, line.amount - left)
    return ReducedLine(*about, ground, operation, settings, *told, certain, line.held)


def _ground(problem: Problem, line: _Line) -> tuple[Reduction, bool] | None:
    """What a problem is a ground for and whether it is sure; None where another source would do and nothing is taken off."""
    if problem.code in EXACT:
        return Reduction.DUPLICATE, True
    if problem.code in LIKE:
        return Reduction.DUPLICATE, False
    if problem.code == "norm_exceeded":
        return Reduction.OVER_NORM, problem.severity is Severity.ERROR
    if problem.code in _QUANTITIES:
        return Reduction.OVER_NORM, False
    if problem.code == _NOT_ALLOWED and line.level in _BELOW and line.purse == PROVINCE:
        return Reduction.WRONG_TIER, False
    return None if problem.code == _NOT_ALLOWED and problem.fix != NOBODY_PAYS else (Reduction.NO_BASIS, False)


def _taken_off(problem: Problem, line: _Line) -> tuple[OperationKind, Settings, int]:
    """What takes the money off, and the đồng that stay; a line whose quantity comes to nothing is dropped."""
    if problem.code == "norm_exceeded":
        price = priced_down_to(problem)
        lowered = line.price if price is None else min(line.price, price)
        settings: Settings = {} if problem.severity is Severity.ERROR else {"driver": "unit_price", "value": lowered}
        operation = OperationKind.SET_DRIVER if settings else OperationKind.PRICE_TO_NORM
        return operation, settings, _amount_with(line, line.quantity, lowered)
    room = _room(problem)
    if room:
        return OperationKind.REDUCE_QUANTITY, {"to_milli": room}, _amount_with(line, min(line.quantity, room), line.price)
    return OperationKind.DROP, {}, 0


def _room(problem: Problem) -> int:
    """The quantity (thousandths) a check of quantities cures a line with; 0 = none, or another check."""
    if problem.code not in _QUANTITIES or problem.cure is None:
        return 0
    return parse_quantity(problem.cure[1])[0] or 0


def _amount_with(line: _Line, quantity: int, price: int) -> int:
    """The amount with other drivers, as operations work it out: an earlier cut never takes more than the line still costs."""
    gross = scale_amount(quantity, price, line.times)
    return gross + max(line.adjustment, -gross)


def _read_lines(cursor: Cursor, scenario: str, wanted: set[str]) -> dict[str, _Line]:
    sql = """SELECT r.id, r.number, r.unit, r.name, r.quantity_milli, r.unit_price, r.times_milli, COALESCE(r.adjustment, 0), r.amount,
               COALESCE(p.level, ''), COALESCE(s.purse, ''), COALESCE(r.locked, FALSE) OR COALESCE(r.contracted, FALSE)
             FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit LEFT JOIN source s ON s.code = r.source
             WHERE r.id IN (SELECT unnest(?::TEXT[])) AND NOT r.dropped AND r.amount > 0"""
    rows = cursor.rows(sql, [scenario, sorted(wanted)]) if wanted else []
    return {str(row[0]): _Line(*row[1:]) for row in rows}  # type: ignore[arg-type]  # the schema's types
