"""A run solved again after the plan moved: what came in, what went out, what changed, each with why."""

from pathlib import Path

from budget.cuts.settings import DROP_ONLY
from budget.plan.cuts_part import SolvedAgain
from budget.plan.face import Plan
from tests.drawn_cuts import DAY, asking, solved
from tests.plans import COMMUNE, DISTRICT, a_plan, add_line, edit

LINES = [
    {"name": "Một", "quantity": "1", "unit_price": "10.000.000", "priority": "4"},
    {"name": "Hai", "quantity": "1", "unit_price": "20.000.000", "priority": "4"},
    {"name": "Ba", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "3"},
    {"name": "Bốn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "unit_price": "40.000.000", "priority": "2"},
]


def again(plan: Plan) -> SolvedAgain:
    """The saved run of the scenario called Cắt, solved again."""
    found = plan.cuts.solve_again("Cắt", DAY)
    assert found is not None
    return found


def save(plan: Plan, amount: int) -> None:
    """Save the answer to a plain question as the scenario Cắt."""
    scenario, problems = plan.cuts.save(solved(plan, asking(amount, means=DROP_ONLY)), "Cắt", "theo họp")
    assert scenario is not None, problems


def test_nothing_is_said_while_nothing_moved(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        save(plan, 30_000_000)
        found = again(plan)
        assert not found.changes.any
        assert not found.before.is_old


def test_every_difference_has_its_reason(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        save(plan, 60_000_000)
        ids = {number: plan.lines.find_id(str(number)) for number in (1, 2, 3, 4)}
        edit(plan, ids[1], "unit_price", "15.000.000")
        edit(plan, ids[2], "locked", "có")
        plan.lines.delete([ids[3]], "bỏ")
        add_line(plan, name="Năm", quantity="1", unit_price="10.000.000", priority="4")
        edit(plan, ids[4], "priority", "3")
        found = again(plan)
        assert found.before.is_old
        changes = found.changes
        assert [(one.number, one.sentence) for one in changes.figures] == [
            (1, "Thành tiền đổi từ 10.000.000 đ thành 15.000.000 đ; số cắt, giãn đổi từ 10.000.000 đ thành 15.000.000 đ."),
        ]
        out = {one.line: one for one in changes.lines_out}
        assert set(out) == {ids[2], ids[3]}
        assert out[ids[2]].sentence.startswith("Không cắt nữa vì nay được giữ: Đã khóa")
        assert (out[ids[3]].number, out[ids[3]].sentence) == (None, "Không cắt nữa: khoản này đã xóa, đã bỏ hoặc không còn tiền.")
        come = {one.number: one.sentence for one in changes.lines_in}
        assert come[5] == "Cắt thêm: khoản mới có sau lần tìm trước."
        assert come[4] == "Cắt thêm: số liệu của khoản này đã đổi sau lần tìm trước."


def test_a_line_needed_more_than_before_says_so(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        save(plan, 60_000_000)
        edit(plan, plan.lines.find_id("3"), "priority", "2")
        changes = again(plan).changes
        assert [(one.number, one.sentence[:21]) for one in changes.weights] == [(3, "Mức cần thiết tăng: t")]
        assert not changes.figures


def test_lines_that_give_way_to_others_say_so(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        save(plan, 60_000_000)
        add_line(plan, name="Năm", quantity="1", unit_price="60.000.000", priority="4")
        edit(plan, plan.lines.find_id("4"), "name", "Bốn chấm")
        changes = again(plan).changes
        assert {one.number for one in changes.lines_in} == {5}
        assert {one.sentence for one in changes.lines_out} == {"Không cắt nữa: các khoản khác nay cắt được với ít thiệt hại hơn."}
