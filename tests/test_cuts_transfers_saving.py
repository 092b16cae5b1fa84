"""Transfers kept with their scenario: read back as they were, lines paid in full planned on the source, replaced when solved again."""

from pathlib import Path

from budget.cuts.transfers.kept import find_saved
from budget.cuts.transfers.saving import REASON, paid_whole
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.plan.transfers_part import RoomPreview
from tests.drawn_cuts import DAY
from tests.plans import DISTRICT, branch, edit
from tests.room import COMPUTERS, MEETING, MILLION, a_room, solved

ELSEWHERE = {**COMPUTERS, "name": "Máy in", "source": "BSCDS", "unit_price": "30.000.000"}


def save(plan: Plan, preview: RoomPreview, name: str = "Dành nguồn") -> str:
    scenario, problems = plan.cuts.save(preview, name, "họp ngày 5/3")
    assert scenario is not None, problems
    return scenario.id


def operations(plan: Plan, scenario: str) -> list[tuple[str, str]]:
    with plan.store.read() as cursor:
        rows = cursor.rows("SELECT kind, reason FROM operation WHERE scenario = ? ORDER BY position", [scenario])
    return [(str(kind), str(reason)) for kind, reason in rows]


def amounts(plan: Plan, scenario: str) -> dict[str, int]:
    with plan.store.read() as cursor:
        rows = cursor.rows("SELECT listing, sum(amount)::BIGINT FROM resolved(?) WHERE NOT dropped GROUP BY listing", [scenario])
    return {str(listing): int(str(amount)) for listing, amount in rows}


def test_what_is_saved_is_read_back_to_the_dong_and_the_estimate_asks_for_as_much_as_before(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, COMPUTERS, {**COMPUTERS, "name": "Máy quét", "unit_price": "55.000.000"}]) as plan:
        preview = solved(plan)
        scenario = save(plan, preview)
        with plan.store.read() as cursor:
            saved = find_saved(cursor, scenario)
            assert find_saved(cursor, "goc") is None
        assert saved is not None
        assert (saved.transfers, saved.left, saved.identity) == (preview.moved.transfers, preview.moved.left, preview.moved.identity)
        before, after = amounts(plan, "goc"), amounts(plan, scenario)
        assert after["estimate"] == before["estimate"]
        assert before["other"] - after.get("other", 0) == saved.identity.freed
        told = plan.transfers.saved(scenario)
        assert told is not None
        assert told.given_by(plan.lines.find_id("1")) == saved.identity.moved


def test_a_line_paid_in_full_by_another_source_is_planned_on_it_and_one_paid_in_part_is_not(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, ELSEWHERE, {**ELSEWHERE, "name": "Máy quét", "unit_price": "90.000.000", "priority": "3"}]) as plan:
        preview = solved(plan)
        first = plan.lines.find_id("2")
        assert paid_whole(preview.room, preview.moved) == {"NSH-THEM": (first,)}
        scenario = save(plan, preview)
        assert operations(plan, scenario)[-1] == (OperationKind.RE_SOURCE, REASON)
        with plan.store.read() as cursor:
            rows = cursor.rows("SELECT number, source FROM resolved(?) WHERE listing = 'estimate' ORDER BY number", [scenario])
        assert rows == [(2, "NSH-THEM"), (3, "BSCDS")]


def test_solving_again_puts_new_transfers_in_place_of_the_old_ones(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, ELSEWHERE]) as plan:
        scenario = save(plan, solved(plan))
        edit(plan, plan.lines.find_id("2"), "unit_price", "40.000.000")
        again = plan.cuts.solve_again(scenario, DAY)
        assert again is not None
        receipt, problems = plan.cuts.save_into(again.preview, scenario, "theo số liệu mới")
        assert receipt is not None, problems
        told = plan.transfers.saved(scenario)
        assert told is not None
        assert told.identity.moved == 40 * MILLION
        assert [kind for kind, _ in operations(plan, scenario)].count(OperationKind.RE_SOURCE.value) == 1


def test_other_scenarios_have_none_and_a_line_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, COMPUTERS]) as plan:
        assert plan.transfers.saved(branch(plan, "khác")) is None
        scenario = save(plan, solved(plan))
        line = plan.lines.find_id("2")
        receipt = plan.lines.delete([line], "bỏ khỏi dự toán")
        assert receipt is not None
        told = plan.transfers.saved(scenario)
        assert told is not None
        assert told.transfers[0].taker.name == "Khoản mục đã xóa"
        assert [(one.name, one.amount) for one in told.raises] == [(f"NS huyện thêm của {_name(plan)}", 60 * MILLION)]


def test_on_top_of_a_saved_scenario_what_was_given_already_is_not_lacking_again(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, COMPUTERS, {**COMPUTERS, "name": "Máy quét", "unit_price": "70.000.000", "priority": "3"}]) as plan:
        scenario = save(plan, solved(plan, room_for={plan.lines.find_id("2"): None}))
        again = solved(plan, scenario=scenario)
        assert {one.line_to: one.amount for one in again.moved.transfers} == {plan.lines.find_id("3"): 40 * MILLION}
        assert again.moved.identity.arranged_before == 60 * MILLION
        child = save(plan, again, "Dành tiếp")
        assert solved(plan, scenario=child).saved == 0
        told = plan.transfers.saved(child)
        assert told is not None
        # the child holds what its parent moved too, and the identity is of both
        assert (len(told.transfers), told.identity.moved) == (2, 100 * MILLION)
        assert told.identity.before == told.identity.after
        assert told.identity.freed == told.identity.moved + told.identity.left


def _name(plan: Plan) -> str:
    return plan.catalogue().units[DISTRICT].name
