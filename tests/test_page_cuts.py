"""Phương án cắt giảm: rules in sentences, the least harmful cut with its proof, pins, what cannot be, and saving it."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.model.states import OperationKind, Reduction
from budget.money import format_short
from budget.plan.cut_terms import Inquiry
from budget.plan.face import Plan
from tests.at_once import AtOnce, Broken, Never
from tests.plans import COMMUNE, DISTRICT, a_plan, add_line, branch, edit, operate
from tests.screens import PATIENCE, english_in, open_screen, words_of

LINES = [
    {"name": "Máy tính", "priority": "4", "quantity": "10"},
    {"name": "Máy in", "priority": "4", "quantity": "10", "locked": "có"},
    {"name": "Máy quét", "priority": "2", "quantity": "20"},
    {"name": "Máy chủ", "priority": "3", "quantity": "10", "unit": DISTRICT, "source": "NQ36-H"},
    {"name": "Đầu đọc thẻ", "priority": "3", "quantity": "10", "unit": COMMUNE, "source": "NQ36-X"},
]
"""100, 100 (not to be cut), 200, 100 and 100 million đồng: 600 in all, of which 500 may be cut."""
FREE = {"tim_tran": "khong", "tim_tran_nui": "khong"}
"""No caps of units."""
DROP = {"cat_ty_le": "khong", "cat_so_luong": "khong", "cat_dinh_muc": "khong", **FREE}
"""No caps, and a line is cut whole or not at all."""

UNITS, COMMUNES = "Kéo để đổi: không đơn vị nào mất quá", "Kéo để đổi: xã miền núi không quá"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as opened:
        yield opened


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Searches are answered at once, in the test itself."""
    return use(monkeypatch, AtOnce())


def use(monkeypatch: pytest.MonkeyPatch, slot: AtOnce) -> pytest.MonkeyPatch:
    monkeypatch.setattr("budget.cuts.process.inquiry.SLOT", slot)
    monkeypatch.setattr("budget.cuts.process.solving_beside.SLOT", slot)
    monkeypatch.setattr("budget.plan.cut_terms.SLOT", slot)
    return monkeypatch


def find(patch: pytest.MonkeyPatch, plan: Plan, **choices: str | tuple[str, ...]) -> AppTest:
    return open_screen(patch, plan.path, "cuts", **choices)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(item for item in app.button if item.label == label).click()
    return run(app)


def write(app: AppTest, label: str, text: str) -> AppTest:
    next(item for item in app.text_input if item.label == label).input(text)
    return run(app)


def field(app: AppTest, label: str) -> str:
    return str(next(item for item in app.text_input if item.label == label).value)


def slider(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    return next(item for item in app.select_slider if item.label == label)


def table(app: AppTest) -> list[list[str]]:
    """The rows of the table of lines, as texts: number, two pins, name, unit, amount, what is done, taken, left, source, ..."""
    (sent,) = [json.loads(item.proto.json) for item in app.get("bidi_component") if "cut-lines" in item.proto.id]
    rows = re.findall(r"<tr data-id.*?</tr>", sent["table"])
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td.*?</td>", row)] for row in rows]


def names(app: AppTest) -> list[str]:
    return [row[3] for row in table(app)]


def inquiry_of(app: AppTest) -> Inquiry:
    found: Inquiry = app.session_state["cut-inquiry"][1]
    return found


def test_the_least_harmful_cut_is_told_with_its_proof(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, **FREE)
    said = words_of(app)
    assert "Cắt **60.000.000** đồng" in said
    assert "Đã chứng minh: không có cách nào ít thiệt hại hơn" in said
    assert re.search(r"có chọn lọc chỉ gây \d+,\d % thiệt hại của cắt đều", said)
    assert "Các điểm của đường giới hạn cắt giảm" in said, "the chart has its table"
    assert english_in(said) == []


def test_a_line_that_is_kept_for_good_is_never_touched_and_says_why(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, tim_cat="80 %", tim_xem="all", tim_xep="number", **FREE)
    rows = {row[3]: row for row in table(app)}
    assert list(rows) == ["Máy tính", "Máy in", "Máy quét", "Máy chủ", "Đầu đọc thẻ"]
    assert rows["Máy in"][5:9] == ["100.000.000", "Giữ nguyên", "", "100.000.000"]
    assert sum(int(row[7].replace(".", "") or 0) for row in rows.values()) >= 480_000_000


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"tim_cat": "khong"}, "Chưa nói cắt bao nhiêu"),
        ({"tim_cat": "120 %"}, "lớn hơn 100 %"),
        ({"tim_cat": "mười"}, "“mười”"),
        ({"tim_tran": "1.5.2"}, "“1.5.2”"),
        ({"tim_tran_nui": "200"}, "lớn hơn 100 %"),
    ],
)
def test_what_cannot_be_read_says_what_to_do_and_nothing_is_searched(
    plan: Plan, here: pytest.MonkeyPatch, choices: dict[str, str], said: str
) -> None:
    app = find(here, plan, **choices)
    assert any(said in error.value for error in app.error)
    assert "cut-inquiry" not in app.session_state


@pytest.mark.parametrize(
    ("typed", "cut"), [("5 %", "30.000.000"), ("20", "120.000.000"), ("100 triệu", "100.000.000"), ("100.000.000", "100.000.000")]
)
def test_a_target_is_a_share_or_an_amount(plan: Plan, here: pytest.MonkeyPatch, typed: str, cut: str) -> None:
    app = write(find(here, plan, **FREE), "Cắt bao nhiêu", typed)
    assert f"Cắt **{cut}** đồng" in words_of(app)


def test_a_usual_share_is_one_click(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = press(find(here, plan, **FREE), "5 %")
    assert field(app, "Cắt bao nhiêu") == "5 %"
    assert "Cắt **30.000.000** đồng" in words_of(app)
    assert app.query_params["tim-cat"] == "5 %"


def test_the_slider_turns_to_a_point_that_is_solved(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, **FREE)
    points = inquiry_of(app).points
    chosen = points[12]
    slider(app, "Trượt trên các điểm đã giải: cắt bao nhiêu").set_value(chosen.target)
    run(app)
    assert field(app, "Cắt bao nhiêu").replace(".", "") == f"{chosen.target} đồng"
    assert inquiry_of(app).drawn.target == chosen.target
    assert inquiry_of(app).points == points, "the frontier is not searched for again"
    assert f"thiệt hại {format_short(chosen.answer.harm)} quy đổi" in words_of(app)


def test_a_target_out_of_reach_says_what_would_have_to_give_way(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, tim_cat="50 %", tim_tran="20 %")
    (warning,) = [item.value for item in app.warning if "Không thể đạt mục tiêu" in item.value]
    assert "Nới mức trần cắt của" in warning
    assert "khi đã nới như trên" in words_of(app)


def test_only_what_is_allowed_is_done(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, **DROP)
    assert {row[6] for row in table(app)} == {"Cắt cả khoản"}
    assert "Cắt **100.000.000** đồng" in words_of(app)


def test_what_is_put_off_is_told_apart(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, cat_bo="khong", cat_gian="co", tim_gian_den="2025-2", **DROP)
    said = words_of(app)
    assert re.search(r"Cắt \*\*0\*\*, giãn \*\*\d", said)
    assert {row[6] for row in table(app)} == {"Giãn sang quý 2/2025"}


def test_a_kept_pin_keeps_the_line_and_a_cut_pin_cuts_it(plan: Plan, here: pytest.MonkeyPatch) -> None:
    computer, scanner = plan.lines.find_id("1"), plan.lines.find_id("3")
    pins = (f"giu {computer} cần cho một cửa", f"cat {scanner} đã có máy")
    app = find(here, plan, tim_ghim=pins, tim_xem="all", tim_xep="number", **DROP)
    rows = {row[3]: row for row in table(app)}
    assert (rows["Máy tính"][1:3], rows["Máy tính"][6]) == (["●", "○"], "Giữ nguyên")
    assert (rows["Máy quét"][1:3], rows["Máy quét"][6]) == (["○", "●"], "Cắt cả khoản")
    assert "cần cho một cửa" in rows["Máy tính"][11]
    assert "Đang ghim: giữ **1**, cắt **1**" in words_of(app)


def test_a_pin_that_cannot_be_is_named(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, tim_ghim=(f"cat {plan.lines.find_id('2')} thử",), **FREE)
    assert any("Khoản mục 2 đã ghim để cắt nhưng không được cắt" in warning.value for warning in app.warning)


def test_the_lines_are_ordered_narrowed_and_searched(plan: Plan, here: pytest.MonkeyPatch) -> None:
    every = {"tim_xem": "all", **FREE}
    assert names(find(here, plan, tim_xep="name", **every)) == ["Đầu đọc thẻ", "Máy chủ", "Máy in", "Máy quét", "Máy tính"]
    assert names(find(here, plan, tim_xep="number-giam", **every))[0] == "Đầu đọc thẻ"
    assert names(find(here, plan, tim_xep="amount-giam", **every))[0] == "Máy quét"
    assert names(find(here, plan, tim_xem="locked", **FREE)) == ["Máy in"]
    assert names(find(here, plan, tim_chu="may chu", **every)) == ["Máy chủ"]
    assert "Không có khoản mục nào như vậy" in words_of(find(here, plan, tim_chu="không có", **every))


def test_one_line_says_why_what_the_other_decision_costs_and_the_nearest_exchange(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, **DROP)
    ((number, _, _, name, *_),) = table(app)
    said = words_of(app)
    assert f"**Khoản mục {number}: {name}**" in said
    assert "Cần để đạt mục tiêu cắt 60 triệu" in said
    assert "thay bằng khoản mục" in said
    app = press(app, "Tính đúng giá của quyết định ngược lại")
    assert any("(tính lại toàn bộ)" in info.value for info in app.info)


def test_the_money_an_appraisal_takes_off_is_no_cut(plan: Plan, here: pytest.MonkeyPatch) -> None:
    here.setattr("pages.parts.cut_finding.reduced_by_kind", lambda drawn: {Reduction.DUPLICATE: 20_000_000})
    app = find(here, plan, **FREE)
    (box,) = [item for item in app.checkbox if item.label == "Đề nghị trùng: 20.000.000"]
    assert box.value
    box.set_value(False)
    assert Reduction.DUPLICATE not in inquiry_of(run(app)).drawn.settings.reductions


def test_making_room_cuts_other_spending_and_says_where_the_money_goes(plan: Plan, here: pytest.MonkeyPatch) -> None:
    add_line(plan, name="Trụ sở", quantity="10", unit_price="90.000.000", listing="other", priority="4", unit=DISTRICT, source="NQ36-H")
    app = find(here, plan, tim_kieu="make_room", tim_cat="khong", **FREE)
    said = words_of(app)
    assert names(app) == ["Trụ sở"]
    assert "tổng hai danh mục không đổi" in said
    assert "4. Máy chủ" in said


def test_saving_needs_a_name_and_a_reason_and_makes_a_scenario(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = press(find(here, plan, **DROP), "Lưu thành phương án")
    assert any("chưa có tên" in error.value for error in app.error)
    write(app, "Tên phương án", "Cắt mười phần trăm")
    write(app, "Lý do (in trong phụ lục)", "theo văn bản của Bộ")
    press(app, "Lưu thành phương án")
    assert any("Đã lưu phương án “Cắt mười phần trăm”" in item.value for item in app.success)
    (made,) = plan.scenarios.listed()[1:]
    assert plan.totals(made.id).amount() == 500_000_000
    assert plan.totals().amount() == 600_000_000
    assert plan.entries(1)[0].reason == "theo văn bản của Bộ"


def test_a_saved_run_is_told_old_and_solved_again(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, **DROP)
    ((number, *_),) = table(app)
    write(app, "Tên phương án", "PA1")
    write(app, "Lý do (in trong phụ lục)", "cắt thử")
    press(app, "Lưu thành phương án")
    scenario = plan.scenarios.get("PA1").id
    assert "Số liệu chưa đổi từ lúc tìm" in words_of(find(here, plan, phuong_an=scenario, **DROP))
    edit(plan, plan.lines.find_id(number), "quantity", "2")
    app = find(here, plan, phuong_an=scenario, **DROP)
    assert any("**Cũ**" in warning.value for warning in app.warning)
    here.delattr("budget.plan.cuts_part.Cuts.solve")  # who waits for it must not hold up the program
    app = press(app, "Giải lại")
    said = words_of(app)
    assert "cắt 100 triệu, tính mọi năm (trước 100 triệu)" in said
    assert f"Khoản mục {number}" in said
    write(app, "Lý do thay kết quả", "theo số mới")
    press(app, "Thay vào phương án này")
    assert "Số liệu chưa đổi từ lúc tìm" in words_of(app)


def test_what_people_cut_by_hand_stands_beside_the_frontier(plan: Plan, here: pytest.MonkeyPatch) -> None:
    operate(plan, branch(plan, "Cắt tay"), OperationKind.DROP, text="may quet")
    app = find(here, plan, **FREE)
    (chart,) = app.get("vega_lite_chart")
    assert "Cắt tay: 200 triệu" in str(json.loads(chart.proto.spec))
    first = inquiry_of(app)
    operate(plan, branch(plan, "Cắt sau"), OperationKind.DROP, text="may tinh")
    (chart,) = run(app).get("vega_lite_chart")
    assert inquiry_of(app) is first
    assert "Cắt sau: 100 triệu" in str(json.loads(chart.proto.spec)), "a scenario made while the answer stands is shown too"


def test_a_search_that_waits_says_so_and_can_be_stopped(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = find(use(monkeypatch, Never()), plan, **FREE)
    (bar,) = app.get("progress")
    assert bar.proto.text == "Tìm cho mục tiêu này: đang chờ lượt, còn 2 lần tìm trước"
    app = press(app, "Dừng")
    assert "Đã dừng tìm theo yêu cầu" in words_of(app)
    use(monkeypatch, AtOnce())
    assert "Cắt **60.000.000** đồng" in words_of(press(app, "Tìm lại"))


def test_a_new_rule_keeps_the_last_answer_in_sight_until_there_is_another(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, **FREE)
    use(here, Never())
    app.checkbox[0].set_value(False)
    said = words_of(run(app))
    assert "kết quả của quy định trước" in said
    assert "Cắt **60.000.000** đồng" in said
    assert next(item for item in app.button if item.label == "Lưu thành phương án").disabled


def test_a_cap_that_is_dragged_is_searched_for_and_what_it_changed_is_told(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, tim_cat="40 %", **FREE)
    first = inquiry_of(app).answer
    assert "So với kết quả trước" not in words_of(app), "there is none before the first"
    assert slider(app, UNITS).value == 100
    slider(app, UNITS).set_value(60)
    said = words_of(run(app))
    assert (field(app, "Không đơn vị nào mất quá"), app.query_params["tim-tran"]) == ("60 %", "60 %")
    assert inquiry_of(app).drawn.settings.unit_cap_bp == 6000
    second = inquiry_of(app).answer
    assert first is not None
    assert second is not None
    assert "**So với kết quả trước** (mức trần mỗi đơn vị không giới hạn → 60 %)" in said
    assert f"thiệt hại tăng {format_short(second.harm - first.harm)} quy đổi; cắt thêm 1, " in said
    assert english_in(said) == []


def test_the_end_of_the_slider_is_no_cap_and_a_typed_share_stays_as_typed(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan)
    slider(app, COMMUNES).set_value(100)
    run(app)
    assert (field(app, "Xã miền núi không quá"), app.query_params["tim-tran-nui"]) == ("", "khong")
    assert inquiry_of(app).drawn.settings.mountain_cap_bp is None
    write(app, "Xã miền núi không quá", "12,5 %")
    assert slider(app, COMMUNES).value == 13
    assert (field(run(app), "Xã miền núi không quá"), inquiry_of(app).drawn.settings.mountain_cap_bp) == ("12,5 %", 1250)


def test_the_rules_before_are_one_click_away_and_their_answer_is_there_already(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, **FREE)
    first = inquiry_of(app)
    write(app, "Không đơn vị nào mất quá", "15 %")
    assert inquiry_of(app) is not first
    use(here, Never())
    app = press(app, "Về quy định trước")
    assert (field(app, "Không đơn vị nào mất quá"), field(app, "Cắt bao nhiêu")) == ("", "10 %")
    assert inquiry_of(app) is first
    assert "mức trần mỗi đơn vị 15 % → không giới hạn" in words_of(app)


def test_what_was_written_beside_the_question_leaves_its_answer_where_it_is(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, **DROP)
    first, (before,) = inquiry_of(app), names(app)
    branch(plan, "Ai đó lập")
    edit(plan, plan.lines.find_id("1"), "name", "Máy tính để bàn")
    assert inquiry_of(run(app)) is first, "the same question is not searched for again"
    assert (before, names(app)) == ("Máy tính", ["Máy tính để bàn"]), "but what it says is today's"
    edit(plan, plan.lines.find_id("1"), "quantity", "3")
    said = words_of(run(app))
    assert inquiry_of(app) is not first
    assert "**So với kết quả trước** (mục tiêu 60 triệu → 53 triệu, số liệu đã sửa)" in said


def test_a_search_that_was_stopped_stays_so_when_others_write(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(here, plan, **DROP)
    use(here, Never())
    app = press(write(app, "Không đơn vị nào mất quá", "55 %"), "Dừng")
    edit(plan, plan.lines.find_id("1"), "quantity", "3")
    said = words_of(run(app))
    assert "Đã dừng tìm theo yêu cầu" in said
    assert "Số liệu đã được sửa sau lần tìm này" in said
    assert next(item for item in app.button if item.label == "Lưu thành phương án").disabled
    use(here, AtOnce())
    app = press(app, "Tìm lại")
    assert "Số liệu đã được sửa sau lần tìm này" not in words_of(app)


def test_a_search_that_failed_can_be_begun_again(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = find(use(here, Broken()), plan, **FREE)
    assert any("Bộ giải dừng giữa chừng" in error.value for error in app.error)
    use(here, AtOnce())
    assert "Cắt **60.000.000** đồng" in words_of(press(app, "Tìm lại"))


def test_rules_are_as_they_were_left(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = write(find(here, plan, **FREE), "Cắt bao nhiêu", "7 %")
    app.switch_page("pages/sources.py").run()
    app.switch_page("pages/cuts.py").run()
    assert (field(app, "Cắt bao nhiêu"), field(app, "Không đơn vị nào mất quá")) == ("7 %", "")


def test_the_search_really_runs_beside_the_program(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = find(monkeypatch, plan, **DROP)
    until = time.monotonic() + PATIENCE
    while not inquiry_of(app).is_over and time.monotonic() < until:
        time.sleep(0.05)
    assert "Cắt **100.000.000** đồng" in words_of(run(app))
    assert inquiry_of(app).single.base_seq == plan.head()


def test_the_ladder_releases_more_step_by_step(plan: Plan, here: pytest.MonkeyPatch) -> None:
    app = press(find(here, plan, phan_cat="bac-thang", **DROP), "Lập bậc thang")
    said = words_of(app)
    assert "Bước 1: hụt 3 % (18 triệu)" in said
    assert "Bước 3: hụt 8 % (48 triệu)" in said
    assert english_in(said) == []


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"bac_muc": "khong"}, "Chưa có mức hụt nào"),
        ({"bac_muc": "3; 120"}, "lớn hơn 100 %"),
        ({"tim_kieu": "make_room"}, "Bậc thang lập cho việc cắt trong dự toán"),
    ],
)
def test_a_ladder_that_cannot_be_laid_says_why(plan: Plan, here: pytest.MonkeyPatch, choices: dict[str, str], said: str) -> None:
    app = find(here, plan, phan_cat="bac-thang", **choices)
    assert said in words_of(app)
    assert not [button for button in app.button if button.label == "Lập bậc thang"]
