"""Operations as Hypothesis makes them up, and scenarios to try them in."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.operations import Draft
from tests.plans import COMMUNE, DISTRICT, branch

SOURCES = ("QD334", "NQ36-H", "BSCDS")
WHERES = st.sampled_from([LineFilter(), *(LineFilter(priorities=(one,)) for one in (1, 2, 3, 4)), LineFilter(units=(DISTRICT, COMMUNE))])
SETTINGS: Mapping[OperationKind, st.SearchStrategy[dict[str, Any]]] = {
    OperationKind.DROP: st.just({}),
    OperationKind.PRICE_TO_NORM: st.just({}),
    OperationKind.PERCENT: st.fixed_dictionaries({"share_bp": st.integers(1, 10_000)}),
    OperationKind.REDUCE_QUANTITY: st.one_of(
        st.fixed_dictionaries({"to_milli": st.integers(0, 20_000)}),
        st.fixed_dictionaries({"by_milli": st.integers(0, 20_000)}),
        st.fixed_dictionaries({"share_bp": st.integers(1, 10_000)}),
    ),
    OperationKind.SET_DRIVER: st.fixed_dictionaries(
        {"driver": st.sampled_from(["quantity", "unit_price", "times"]), "value": st.one_of(st.integers(0, 10**8), st.integers(0, 10**15))}
    ),
    OperationKind.DEFER: st.fixed_dictionaries({"year": st.integers(2024, 2026), "quarter": st.integers(1, 4)}),
    OperationKind.RE_SOURCE: st.fixed_dictionaries({"source": st.sampled_from(SOURCES)}),
}
DRAFT = st.sampled_from(list(SETTINGS)).flatmap(lambda kind: st.builds(Draft, st.just(kind), WHERES, st.just("thử"), SETTINGS[kind]))
DRAFTS = st.lists(DRAFT, max_size=4)

_NUMBER = iter(range(1, 1_000_000))


def fresh(plan: Plan, parent: str = BASE) -> str:
    """A scenario of its own for one example."""
    return branch(plan, f"Phương án thử {next(_NUMBER)}", parent)


def apply_all(plan: Plan, scenario: str, drafts: Sequence[Draft]) -> None:
    """Apply drafts one batch each, as a person would."""
    for draft in drafts:
        applied, problems = plan.scenarios.apply(scenario, [draft])
        assert applied is not None, problems
