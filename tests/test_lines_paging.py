"""A page brought up to date is the page read from nothing, whatever happened since and whatever was asked before."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from budget.lines.editing import LineEdit
from budget.lines.ordering import Order
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.face import Plan, open_plan
from tests.plans import COMMUNE, DEPARTMENT, PC, a_plan, branch, operate

LINES = [
    {"unit": (DEPARTMENT, COMMUNE)[number % 2], "unit_price": f"{number + 2}.000.000", "priority": str(number % 4 + 1)}
    for number in range(6)
]
ACTS = ("price", "name", "unit", "appraise", "source", "priority", "add", "delete", "cut", "undo", "ceiling", "nothing")
ORDERS = ["unit", "amount", "number", Order(column="name", descending=True), Order(column="unit_price"), Order(groups=("source", "unit"))]
ASKED = st.tuples(st.sampled_from(ORDERS), st.sampled_from([3, 10]), st.sampled_from([0, 2]))
WANTED = st.sampled_from(
    [LineFilter(), LineFilter(text="may"), LineFilter(priorities=(1, 2)), LineFilter(levels=("commune",)), LineFilter(appraised=False)]
)


@settings(max_examples=25, deadline=None)
@given(acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=6), asked=ASKED, wanted=WANTED, again=ASKED, in_scenario=st.booleans())
def test_a_page_in_step_is_the_page_read_anew(
    acts: list[str], asked: tuple[str | Order, int, int], wanted: LineFilter, again: tuple[str | Order, int, int], in_scenario: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, a_plan(Path(folder), LINES) as plan:
        chosen = (BASE, branch(open_plan(plan.path, "Bình"), "Phương án 1"))  # by another, so that no undo takes it away
        known = None
        for number, act in enumerate(acts):
            _do(plan, chosen[1], act, number)
            order, limit, offset = again if number == len(acts) - 1 else asked
            scenario = chosen[in_scenario]
            known = plan.lines.page(wanted, scenario, order=order, limit=limit, offset=offset, known=known)
            assert list(known.rows) == plan.lines.rows(wanted, scenario, order=order, limit=limit, offset=offset), act
            assert known.seq == plan.head()


def test_a_row_that_nothing_touched_is_the_same_row(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        before = plan.lines.page(LineFilter(), order="number")
        saved = plan.lines.edit([LineEdit(str(before.rows[1]["id"]), "unit_price", "9.000.000", plan.head())])
        assert saved.receipt is not None
        after = plan.lines.page(LineFilter(), order="number", known=before)
        assert [one is other for one, other in zip(before.rows, after.rows, strict=True)] == [True, False, True, True, True, True]
        assert after.rows[1]["version"] == saved.receipt.seq
        assert plan.lines.page(LineFilter(), order="number", known=after) is after


def _do(plan: Plan, scenario: str, act: str, number: int) -> None:
    rows = plan.lines.rows(LineFilter(), order="number")
    line = str(rows[number % len(rows)]["id"])
    texts = {
        "price": ("unit_price", f"{number + 3}.250.000"),
        "name": ("name", f"A {9 - number}"),
        "unit": ("unit", COMMUNE),
        "appraise": ("finance_quantity", "1"),
    }
    texts |= {"source": ("source", "NQ36-H"), "priority": ("priority", "1")}
    if act in texts:
        assert not plan.lines.edit([LineEdit(line, *texts[act], plan.head())], "thẩm định").refused
    elif act == "add":
        assert plan.lines.add({**PC, "name": f"Máy in {number}"})[0]
    elif act == "delete" and len(rows) > 2:
        assert plan.lines.delete([line], "thừa")[0] is not None
    elif act == "cut" and scenario in [one.id for one in plan.scenarios.listed()]:  # the first undo takes its creation back
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 500 + number}, lines=(line,))
    elif act == "undo":
        plan.undo_last()
    elif act == "ceiling":
        assert plan.funding.set_ceiling(plan.funding.place_of("QD334", DEPARTMENT), {"granted": (number + 1) * 10**6}, "giao")[0]
