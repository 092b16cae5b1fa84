"""plan.necessity: weights, points and bands people give; what they move, what they leave, how the journal tells of them."""

from datetime import date
from pathlib import Path

from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import Band, Criterion, Listing
from budget.plan.face import Plan
from budget.plan.necessity_part import LineNeed
from budget.scenarios.reading import Scenario
from tests.plans import YEAR, a_plan, add_line, edit, problems_of

DAY = date(2024, 6, 30)


def need(plan: Plan, line: str) -> LineNeed:
    found = plan.necessity.of_line(line, BASE, YEAR, DAY)
    assert found is not None
    return found


def points(plan: Plan, line: str, criterion: Criterion) -> int | None:
    return next(part.points for part in need(plan, line).parts if part.criterion is criterion)


def test_points_by_hand_outrank_the_computed_ones_until_they_are_withdrawn(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan, contracted="không")
        before = need(plan, line)
        assert points(plan, line, Criterion.PEOPLE) is None
        receipt, problems = plan.necessity.score(line, Criterion.PEOPLE, 90, "phục vụ 12.000 dân")
        assert receipt is not None
        assert problems == []
        after = need(plan, line)
        part = next(part for part in after.parts if part.criterion is Criterion.PEOPLE)
        assert (part.points, part.sentence) == (90, "Chấm tay: phục vụ 12.000 dân")
        assert part.hand is not None
        assert part.hand.author == "An"
        assert after.known == before.known + 1
        plan.necessity.score(line, Criterion.PEOPLE, None, "chấm nhầm")
        assert need(plan, line).parts == before.parts
        assert problems_of(plan, tmp_path) == []


def test_what_cannot_be_taken_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan)
        seq = plan.head()
        refused = [
            plan.necessity.score(line, Criterion.PEOPLE, 90, " "),
            plan.necessity.score(line, Criterion.PEOPLE, 101, "đông"),
            plan.necessity.score("không có", Criterion.PEOPLE, 50, "đông"),
            plan.necessity.score(line, Criterion.PEOPLE, None, "bỏ"),
            plan.necessity.band(line, Band.MEETINGS, ""),
            plan.necessity.band(line, None, "bỏ"),
            plan.necessity.set_weights({Criterion.PEOPLE: 101}, "nâng"),
            plan.necessity.set_weights({Criterion.PEOPLE: 20}, ""),
            plan.necessity.set_weights(dict.fromkeys(Criterion, 0), "bỏ hết"),
        ]
        codes = [[problem.code for problem in problems] for _, problems in refused]
        assert codes == [
            ["reason_missing"],
            ["points_range"],
            ["line_missing"],
            ["score_missing"],
            ["reason_missing"],
            ["banding_missing"],
            ["weight_range"],
            ["reason_missing"],
            ["weights_empty"],
        ]
        assert plan.head() == seq


def test_weights_are_kept_told_and_undone(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        usual = {weight.criterion: weight.weight for weight in plan.necessity.weights()}
        assert sum(usual.values()) == 100
        receipt, _ = plan.necessity.set_weights({Criterion.CONTRACTED: 60, Criterion.PEOPLE: usual[Criterion.PEOPLE]}, "theo họp 12/7")
        assert receipt is not None
        assert {item.criterion: item.weight for item in plan.necessity.weights()} == {**usual, Criterion.CONTRACTED: 60}
        (told,) = plan.journal.describe(receipt.seq).changes
        assert (told.subject, told.label, told.old, told.new) == ("Tiêu chí đã ký hợp đồng", "Trọng số", "15", "60")
        again, problems = plan.necessity.set_weights({Criterion.CONTRACTED: 60}, "lần nữa")
        assert (again, problems) == (None, [])
        plan.undo(receipt.seq)
        assert {item.criterion: item.weight for item in plan.necessity.weights()} == usual


def test_a_band_by_hand_outranks_the_computed_one_and_the_highest_level(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan, priority="1", quantity="1")
        assert (need(plan, line).band, need(plan, line).level) == (Band.OUTSIDE, 9)
        receipt, _ = plan.necessity.band(line, Band.GIVEN_ALREADY, "Bộ đã cấp tháng 5")
        assert receipt is not None
        found = need(plan, line)
        assert (found.band, found.level, found.band_reason) == (Band.GIVEN_ALREADY, 1, "Xếp tay: Bộ đã cấp tháng 5")
        (told,) = plan.journal.describe(receipt.seq).changes
        assert told.subject.startswith("Khoản mục 1:")
        assert told.new.startswith("b)")
        second, _ = plan.necessity.band(line, Band.MEETINGS, "đổi ý")
        assert second is not None
        (told,) = plan.journal.describe(second.seq).changes
        assert told.subject.startswith("Khoản mục 1:")
        assert told.old.startswith("b)")
        plan.undo(second.seq)
        assert need(plan, line).band is Band.GIVEN_ALREADY


def test_a_change_of_the_plan_is_seen_at_once_and_other_days_stand_apart(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan, priority="3", quantity="1")
        assert need(plan, line).level == 7
        edit(plan, line, "priority", "4")
        assert need(plan, line).level == 6
        edit(plan, line, "guidance", "Chưa có")
        assert need(plan, line).band is Band.NOT_DISBURSABLE


def test_known_checks_and_fresh_ones_come_to_the_same(tmp_path: Path) -> None:
    twice = {"name": "Máy quét", "quantity": "1"}
    with a_plan(
        tmp_path, [twice, {**twice, "source": "DT-GIAO"}, {"name": "Máy in", "norm": "MT_CBCC", "unit_price": "19.200.000"}]
    ) as plan:
        with plan.store.read() as cursor:
            assert plan.checks.standing(cursor, BASE, plan.head()) is None
        fresh = plan.necessity.table(BASE, YEAR, DAY)
        plan.checks.run()
        plan.necessity.set_weights({Criterion.PEOPLE: 11}, "để đọc lại")
        with plan.store.read() as cursor:
            assert plan.checks.standing(cursor, BASE, plan.head()) is not None
        known = plan.necessity.table(BASE, YEAR, DAY)
        assert (fresh.points == known.points).all()
        assert fresh.band_reason == known.band_reason
        assert fresh.points[1, list(Criterion).index(Criterion.NOT_DUPLICATE)] == 0


def test_other_weights_are_tried_without_writing(tmp_path: Path) -> None:
    lines = [{"name": "Ký", "priority": "2", "quantity": "1"}, {"name": "Hạn", "priority": "2", "quantity": "1", "task": "NV01"}]
    with a_plan(tmp_path, lines) as plan:
        seq = plan.head()
        heavy = {**{weight.criterion: weight.weight for weight in plan.necessity.weights()}, Criterion.DEADLINE: 0, Criterion.LEGAL_DUTY: 0}
        moves = plan.necessity.preview_weights(heavy, BASE, YEAR, DAY, Listing.ESTIMATE, 5_000)
        assert plan.head() == seq
        assert moves.ranks in (0, 2)


def test_lines_are_found_by_words_without_accents(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"name": "Máy quét"}, {"name": "Đường truyền"}]) as plan:
        (found,) = plan.necessity.matching(LineFilter(listing=None, text="duong truyen"))
        assert plan.necessity.names([found])[found].name == "Đường truyền"
        assert isinstance(plan.scenarios.get(BASE), Scenario)
