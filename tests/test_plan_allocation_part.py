"""plan.allocation: what law and ceilings let be placed, why the rest is not, saving, reading back, undoing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.model.states import OperationKind, Severity
from budget.plan.allocation_part import AllocationPreview, Lack
from budget.plan.face import Plan
from budget.store.kinds import ALL
from budget.store.records import Batch, Change
from budget.store.undo import last_batch_of
from tests.plans import COMMUNE, DISTRICT, OTHER_DISTRICT, a_plan, add_line, branch, edit, operate

MILLION = 1_000_000
PLAN_LINE = {"unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "quarter": "2"}


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """Three lines of a district: 30 triệu of priority 1, 20 of 2, 40 of 3; its purses hold 50 (NQ 36) and 15 (own money)."""
    asked = (("1", "30.000.000"), ("2", "20.000.000"), ("3", "40.000.000"))
    with a_plan(tmp_path, [{**PLAN_LINE, "priority": priority, "unit_price": price} for priority, price in asked]) as opened:
        grant(opened, "NQ36-H", DISTRICT, 50)
        grant(opened, "NSH-THEM", DISTRICT, 15)
        yield opened


def grant(plan: Plan, source: str, unit: str | None, millions: int, **more: int) -> None:
    """Enter a ceiling in triệu đồng."""
    money = {"granted": millions * MILLION, "spent": 0, "committed": 0, **more}
    place = plan.funding.place_of(source, unit)
    change, problems = plan.funding.set_ceiling(place, money, "giao đầu năm", {"document": "Công văn cam kết"})
    assert change is not None, problems


def used(preview: AllocationPreview) -> dict[str, int]:
    """Source -> triệu đồng placed."""
    return {row.source: row.used // MILLION for row in preview.by_source if row.used}


def save(plan: Plan, scenario: str = "goc") -> int:
    """Save the funding plan of a scenario; the journal's seq."""
    receipt, problems = plan.allocation.save(plan.allocation.preview(scenario), "họp ngày 5/3")
    assert receipt is not None, problems
    return receipt.seq


def test_priorities_come_first_and_sources_in_their_order(plan: Plan) -> None:
    preview = plan.allocation.preview()
    assert used(preview) == {"NQ36-H": 50, "NSH-THEM": 15}
    assert [(row.asked // MILLION, row.funded // MILLION) for row in preview.by_priority] == [(30, 30), (20, 20), (40, 15), (0, 0)]
    assert preview.optimal
    assert preview.checked.proved
    assert (preview.funded, preview.unfunded, preview.bound) == (65 * MILLION, 25 * MILLION, 65 * MILLION)
    assert all(row.proposal for row in preview.by_source)


def test_what_lacks_money_says_which_purses_are_spent_and_by_which_rule(plan: Plan) -> None:
    (shortfall,) = plan.allocation.preview().shortfalls()
    assert (shortfall.number, shortfall.amount, shortfall.lack) == (3, 25 * MILLION, Lack.EXHAUSTED)
    assert "NQ 36 huyện của" in shortfall.reason
    assert "ưu tiên cao hơn hoặc cùng mức 3 có số nhỏ hơn" in shortfall.reason
    assert shortfall.citation


def test_another_districts_purse_pays_nothing(plan: Plan) -> None:
    grant(plan, "NQ36-H", OTHER_DISTRICT, 500)
    assert used(plan.allocation.preview()) == {"NQ36-H": 50, "NSH-THEM": 15}


def test_an_unknown_ceiling_pays_nothing_and_is_named(plan: Plan) -> None:
    line = add_line(plan, unit=COMMUNE, source="NQ36-X", priority="1", quantity="1", unit_price="5.000.000")
    place = plan.funding.place_of("NQ36-X", COMMUNE)
    plan.funding.set_ceiling(place, {"granted": None, "spent": 0, "committed": 0}, "chờ nghị quyết")
    preview = plan.allocation.preview()
    found = {one.line: one for one in preview.shortfalls()}
    assert found[line].lack is Lack.NO_CEILING
    assert "chưa nhập hạn mức" in found[line].reason
    assert next(row for row in preview.by_source if row.source == "NQ36-X").unknown_pots == 1


def test_a_line_no_source_may_pay_for_says_so_with_its_rule(plan: Plan) -> None:
    line = add_line(plan, unit="SBN-STC", category="publicity", source="QD334", priority="1", quantity="1", unit_price="5.000.000")
    found = {one.line: one for one in plan.allocation.preview().shortfalls()}
    assert found[line].lack is Lack.INSUFFICIENT
    assert "chưa đủ căn cứ" in found[line].reason


def test_what_is_spent_or_committed_cannot_be_placed_again(plan: Plan) -> None:
    grant(plan, "NQ36-H", DISTRICT, 50, spent=25 * MILLION, committed=5 * MILLION)
    assert used(plan.allocation.preview()) == {"NQ36-H": 20, "NSH-THEM": 15}


def test_a_pin_keeps_a_line_to_its_planned_source(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    edit(plan, line, "source", "NSH-THEM")
    edit(plan, line, "pinned", "có")
    preview = plan.allocation.preview()
    found = {one.number: one for one in preview.shortfalls()}
    assert (found[1].lack, found[1].amount) == (Lack.PIN_EXHAUSTED, 15 * MILLION)
    (problem,) = preview.problems
    assert (problem.code, problem.pot, problem.line) == ("pin_over_ceiling", f"NSH-THEM|{DISTRICT}|2024|recurrent", line)
    assert "30.000.000 đ" in problem.sentence
    assert "15.000.000 đ" in problem.sentence


def test_a_pin_to_a_source_that_may_not_pay_is_named_and_stops_a_save(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    edit(plan, line, "source", "QD334")
    edit(plan, line, "pinned", "có")
    preview = plan.allocation.preview()
    assert [(problem.code, problem.line) for problem in preview.problems] == [("pin_refused", line)]
    assert preview.problems[0].citation
    assert next(one for one in preview.shortfalls() if one.line == line).lack is Lack.PIN_REFUSED
    receipt, problems = plan.allocation.save(preview, "thử")
    assert receipt is None
    assert [problem.code for problem in problems] == ["pin_refused"]


def test_all_or_nothing_is_all_or_nothing(plan: Plan) -> None:
    edit(plan, plan.lines.find_id("3"), "minimum", "100")
    preview = plan.allocation.preview()
    (shortfall,) = preview.shortfalls()
    assert (shortfall.funded, shortfall.lack) == (0, Lack.BELOW_MINIMUM)
    assert "40.000.000 đ" in shortfall.reason
    assert preview.optimal
    edit(plan, plan.lines.find_id("3"), "minimum", "37,5")
    assert plan.allocation.preview().shortfalls()[0].funded == 15 * MILLION


def test_the_tables_add_up(plan: Plan) -> None:
    add_line(plan, unit=COMMUNE, source="NQ36-X", priority="1", quantity="1", unit_price="5.000.000")
    grant(plan, "NQ36-X", COMMUNE, 3)
    preview = plan.allocation.preview()
    assert sum(row.used for row in preview.by_source) == preview.funded == sum(flow.amount for flow in preview.flows)
    rows = preview.by_unit
    assert [row.place for row in rows] == [1, 2]
    columns = ("province_334", "province_supplement", "district_norm", "district_more", "commune", "investment", "other", "missing")
    assert all(row.total == sum(getattr(row, name) for name in columns) for row in rows)
    by_unit = {row.unit: row for row in rows}
    assert (by_unit[DISTRICT].district_norm, by_unit[DISTRICT].district_more) == (50 * MILLION, 15 * MILLION)
    assert (by_unit[COMMUNE].commune, by_unit[COMMUNE].missing) == (3 * MILLION, 2 * MILLION)


def test_more_money_is_worth_what_it_would_fund(plan: Plan) -> None:
    preview = plan.allocation.preview()
    pot = f"NQ36-H|{DISTRICT}|2024|recurrent"
    value = plan.allocation.what_if(preview, pot, 1_000 * MILLION)
    assert (value.first, value.gained) == (3, (0, 0, 25 * MILLION, 0))
    less = plan.allocation.what_if(preview, pot, -10 * MILLION)
    assert less.gained == (0, 0, -10 * MILLION, 0)
    assert pot in {one.pot for one in plan.allocation.pot_values(preview)}


def test_a_saved_plan_is_read_back_grows_old_and_is_undone(plan: Plan) -> None:
    assert plan.allocation.current() is None
    seq = save(plan)
    saved = plan.allocation.current()
    assert saved is not None
    assert (saved.funded, saved.is_old, saved.holds, saved.inherited) == (65 * MILLION, False, True, False)
    assert (saved.run.funded, saved.run.optimal) == (65 * MILLION, True)
    edit(plan, plan.lines.find_id("3"), "unit_price", "35.000.000")
    old = plan.allocation.current()
    assert old is not None
    assert (old.is_old, old.holds, old.later[0].action) == (True, True, "edit")
    plan.store.undo(seq, "An")
    assert plan.allocation.current() is None


def test_what_no_longer_holds_is_said(plan: Plan) -> None:
    save(plan)
    edit(plan, plan.lines.find_id("1"), "unit_price", "10.000.000")
    grant(plan, "NSH-THEM", DISTRICT, 5)
    saved = plan.allocation.current()
    assert saved is not None
    assert not saved.holds
    assert any("Khoản mục 1 đã được bố trí 30.000.000 đ, nay chỉ cần 10.000.000 đ" in sentence for sentence in saved.wrong)
    assert any("NS huyện thêm" in sentence and "15.000.000 đ" in sentence for sentence in saved.wrong)


def test_a_second_save_replaces_the_first_and_undo_brings_it_back(plan: Plan) -> None:
    save(plan)
    grant(plan, "NSH-THEM", DISTRICT, 40)
    second = save(plan)
    saved = plan.allocation.current()
    assert saved is not None
    assert (saved.funded, saved.holds) == (90 * MILLION, True)
    plan.store.undo(second, "An")
    back = plan.allocation.current()
    assert back is not None
    assert (back.run.funded, back.funded) == (65 * MILLION, 65 * MILLION)


def test_a_save_on_a_plan_that_moved_is_refused_by_name(plan: Plan) -> None:
    preview = plan.allocation.preview()
    edit(plan, plan.lines.find_id("3"), "unit_price", "1.000.000")
    receipt, problems = plan.allocation.save(preview, "muộn")
    assert receipt is None
    assert [problem.code for problem in problems] == ["plan_moved"]
    assert "An “Sửa khoản mục”" in problems[0].sentence
    assert plan.allocation.save(plan.allocation.preview(), " ")[1][0].code == "reason_missing"


def test_nothing_placed_is_not_saved(tmp_path: Path) -> None:
    with a_plan(tmp_path, [PLAN_LINE]) as empty:
        assert empty.allocation.save(empty.allocation.preview(), "thử")[1][0].code == "nothing_placed"


def test_a_scenario_stands_on_its_parents_plan_until_it_has_its_own(plan: Plan) -> None:
    save(plan)
    child = branch(plan, "Bỏ khoản 1")
    inherited = plan.allocation.current(child)
    assert inherited is not None
    assert (inherited.inherited, inherited.funded, inherited.holds) == (True, 65 * MILLION, True)
    operate(plan, child, OperationKind.DROP, lines=(plan.lines.find_id("1"),))
    broken = plan.allocation.current(child)
    assert broken is not None
    assert not broken.holds
    save(plan, child)
    own = plan.allocation.current(child)
    assert own is not None
    assert (own.inherited, own.holds, own.funded) == (False, True, 60 * MILLION)
    base = plan.allocation.current()
    assert base is not None
    assert base.funded == 65 * MILLION
    receipt, problems = plan.scenarios.delete(child, "không dùng")
    assert receipt is not None, problems
    with plan.store.read() as cursor:
        assert cursor.rows("SELECT scenario FROM allocation") == [("goc",)]
        assert last_batch_of(cursor, "An") == receipt.seq


def test_money_of_a_later_year_is_asked_of_that_years_pots(plan: Plan) -> None:
    line = plan.lines.find_id("3")
    edit(plan, line, "year", "2025")
    preview = plan.allocation.preview(year=2024)
    assert preview.asked == 50 * MILLION
    assert plan.allocation.preview().asked == 90 * MILLION
    assert {one.year for one in plan.allocation.preview().shortfalls()} == {2025}


def test_what_another_scenario_does_makes_nothing_old(plan: Plan) -> None:
    mine, other = branch(plan, "Của tôi"), branch(plan, "Của người khác")
    preview = plan.allocation.preview(mine)
    operate(plan, other, OperationKind.DROP, lines=(plan.lines.find_id("1"),))
    receipt, problems = plan.allocation.save(preview, "họp")
    assert receipt is not None, problems
    saved = plan.allocation.current(mine)
    assert saved is not None
    assert not saved.is_old
    operate(plan, mine, OperationKind.DROP, lines=(plan.lines.find_id("1"),))
    old = plan.allocation.current(mine)
    assert old is not None
    assert [later.action for later in old.later] == ["apply_operations"]


def test_spent_phases_ask_for_nothing_more(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    before = plan.allocation.preview()
    with plan.store.read() as cursor:
        assert cursor.rows("SELECT count(*)::BIGINT FROM phase_split") == [(0,)]
    split = {"id": "p1", "line": line, "year": 2024, "quarter": 1, "amount": 10 * MILLION, "spent": True}
    rest = {**split, "id": "p2", "quarter": 2, "amount": 20 * MILLION, "spent": False}
    changes = [Change("phase_split", str(one["id"]), ALL, None, one) for one in (split, rest)]
    plan.store.commit(Batch("An", "spread", "thử", changes))
    after = plan.allocation.preview()
    assert before.asked - after.asked == 10 * MILLION
    assert after.by_priority[0].asked == 20 * MILLION


def test_wrong_pots_are_named_and_stop_a_save(plan: Plan) -> None:
    pot = f"NSH-THEM|{DISTRICT}|2024|recurrent"
    old = {"granted": 15 * MILLION, "spent": 0, "committed": 0}
    plan.store.commit(Batch("An", "set_ceiling", "nhập sai", [Change("ceiling", pot, "money", old, {**old, "spent": 20 * MILLION})]))
    preview = plan.allocation.preview()
    assert used(preview) == {"NQ36-H": 50}
    assert [(problem.code, problem.pot) for problem in preview.problems] == [("ceiling_overspent", pot)]
    assert plan.allocation.save(preview, "thử")[0] is None


def test_the_journal_tells_what_a_save_came_to(plan: Plan) -> None:
    seq = save(plan)
    told = [(text.subject, text.label, text.new) for text in plan.journal.describe(seq).changes]
    assert told[:2] == [
        ("Bố trí nguồn, phương án gốc", "Đã bố trí", "65.000.000 đ"),
        ("Bố trí nguồn, phương án gốc", "Còn thiếu", "25.000.000 đ"),
    ]
    pot = "NQ 36 huyện, UBND thành phố Tam Kỳ, năm 2024, chi thường xuyên"
    assert ("Khoản mục 1: Máy tính để bàn", f"Bố trí từ {pot}", "30.000.000 đ") in told


def test_no_solver_is_loaded_before_a_plan_is_funded() -> None:
    code = "import sys; import budget.plan.face; print(sorted({'ortools', 'scipy'} & {name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=Path(__file__).parent.parent)
    assert done.stdout.strip() == "[]"


def test_own_money_that_nobody_has_put_in_writing_is_said(plan: Plan) -> None:
    assert plan.allocation.preview().problems == ()
    money = {"granted": 15 * MILLION, "spent": 0, "committed": 0}
    plan.funding.set_ceiling(plan.funding.place_of("NSH-THEM", DISTRICT), money, "rút cam kết", {"document": ""})
    (problem,) = plan.allocation.preview().problems
    assert (problem.code, problem.severity, problem.pot) == ("commitment_missing", Severity.WARNING, f"NSH-THEM|{DISTRICT}|2024|recurrent")
    assert "1 hạn mức của huyện, xã (15.000.000 đ) chưa có văn bản cam kết" in problem.sentence
    assert plan.allocation.save(plan.allocation.preview(), "họp")[0] is not None
