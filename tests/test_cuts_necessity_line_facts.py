"""The columns a plan's lines are read as: which lines, in which order, what is unknown, which words their names hold."""

from pathlib import Path

from budget.cuts.columns import UNKNOWN
from budget.cuts.necessity.line_facts import LineFacts, item_of, read_line_facts
from budget.model.ids import BASE
from budget.model.states import PhasePattern
from budget.plan.face import Plan
from tests.plans import YEAR, a_plan, add_line, edit


def facts(plan: Plan, year: int | None = YEAR, phrases: tuple[str, ...] = ()) -> LineFacts:
    with plan.store.read() as cursor:
        return read_line_facts(cursor, BASE, year, phrases)


def test_lines_without_an_amount_and_of_other_years_are_left_out(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"unit_price": "0"}, {"year": "2025"}]) as plan:
        assert facts(plan).whole["number"].tolist() == [1]
        assert facts(plan, None).whole["number"].tolist() == [1, 3]


def test_a_line_is_of_every_year_its_money_falls_in(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan)
        spread, problems = plan.schedule.spread([line], PhasePattern.EVEN, (2024, 3), (2025, 1), reason="theo tiến độ")
        assert spread is not None, problems
        assert [facts(plan, year).whole["amount"].tolist() for year in (2024, 2025, 2026)] == [[20_000_000], [20_000_000], []]


def test_what_nobody_told_is_unknown(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan, contracted="không")
        found = facts(plan)
        assert [int(found.whole[name][0]) for name in ("entitled_milli", "usable_milli", "disbursable_bp", "accumulated")] == [UNKNOWN] * 4
        assert int(found.whole["contract"][0]) == 0
        edit(plan, line, "entitled", "0")
        assert int(facts(plan).whole["entitled_milli"][0]) == 0


def test_phrases_are_heard_as_whole_words_only(tmp_path: Path) -> None:
    names = ["In ấn phẩm, kỷ yếu", "Thông tin an toàn", "Chuyển đổi ứng dụng", "Vốn đối ứng ODA"]
    with a_plan(tmp_path, [{"name": name} for name in names]) as plan:
        found = facts(plan, phrases=("in an", "von doi ung"))
        assert found.spoken["in an"].tolist() == [True, False, False, False]
        assert found.spoken["von doi ung"].tolist() == [False, False, False, True]
        assert facts(plan).spoken == {}


def test_sub_items_stand_under_their_item_by_fifties() -> None:
    assert [item_of(code) for code in ("6651", "6699", "6700", "7049", "9202", "", "12", "66.5")] == [
        *("6650", "6650", "6700", "7000", "9200"),
        *("", "12", "66.5"),
    ]
