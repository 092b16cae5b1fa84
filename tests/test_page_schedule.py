"""Tiến độ: the tasks on a named day, filters that are remembered, forms that save or say why not, readiness set in place."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan
from tests.plans import a_plan
from tests.screens import english_in, open_screen, words_of

LAND = {"task": "NV14", "source": "SN-DC", "guidance": "missing", "quantity": "5", "quarter": "4"}
LINES = [LAND, {"task": "NV14", "source": "SN-DC"}, {"task": "NV02", "quarter": "2"}]
DAY = "15/02/2025"


def show(monkeypatch: pytest.MonkeyPatch, plan: Plan, tab: str = "", **choices: str | tuple[str, ...]) -> AppTest:
    given: dict[str, str | tuple[str, ...]] = {"don_vi_tien": "dong", "ngay_xet": DAY, "viec_xem": "NV14", **choices}
    app = open_screen(monkeypatch, plan.path, "schedule", **given)
    if tab:
        app.session_state["schedule-tabs" if tab in ("Theo thời gian", "Theo tuần", "Dự kiến giải ngân") else "task-tabs"] = tab
        app.run()
    assert not app.exception
    return app


def field(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    (found,) = [item for item in [*app.text_input, *app.selectbox] if item.label.startswith(label)]
    return found


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [item for item in app.button if item.label.startswith(label)]
    return button.click().run()


def test_the_day_decides_what_is_overdue_and_is_always_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        late = words_of(show(monkeypatch, plan))
        assert "27 nhiệm vụ quá hạn tính đến 15/02/2025" in late
        assert "quá hạn 46 ngày" in late
        early = show(monkeypatch, plan, ngay_xet="1/3/2024")
        assert field(early, "Ngày xét").value == "1/3/2024"
        assert "Không nhiệm vụ nào quá hạn hoặc sắp đến hạn tính đến 01/03/2024" in words_of(early)
        wrong = words_of(show(monkeypatch, plan, ngay_xet="31/02/2025"))
        assert "“31/02/2025” không phải là ngày" in wrong


def test_an_open_task_says_what_endangers_it_and_what_of_its_law_is_unsettled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        said = words_of(show(monkeypatch, plan))
    assert "Quá hạn 46 ngày" in said
    assert "17/2/2024 là thứ Bảy" in said
    assert "cần kiểm tra" in said
    assert english_in(said) == []


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"han": "chua-co"}, "Không nhiệm vụ nào khớp bộ lọc"),
        ({"nhom_viec": "TI5"}, "1 nhiệm vụ quá hạn"),
        ({"chu_tri": "SBN-STNMT"}, "2 nhiệm vụ quá hạn"),
        ({"trang_thai": "at_risk", "han": "qua-han"}, "1 nhiệm vụ quá hạn"),
    ],
)
def test_filters_narrow_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choices: dict[str, str], said: str) -> None:
    with a_plan(tmp_path, LINES) as plan:
        assert said in words_of(show(monkeypatch, plan, **choices))


def test_a_deadline_moves_only_with_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = show(monkeypatch, plan, "Sửa nhiệm vụ")
        field(app, "Hạn điều chỉnh").input("30/6/2025")
        field(app, "Lý do (bắt buộc").input("đề nghị sửa kế hoạch")
        press(app, "Lưu nhiệm vụ")
        task = plan.tasks.get("NV14", date(2025, 2, 15)).task
        assert (task.due, task.proposed) == (date(2024, 12, 31), date(2025, 6, 30))
        field(app, "Văn bản điều chỉnh hạn").input("99/KH-UBND")
        press(app, "Lưu nhiệm vụ")
        assert plan.tasks.get("NV14", date(2025, 2, 15)).task.due == date(2025, 6, 30)


def test_a_refusal_says_why_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        head = plan.head()
        app = show(monkeypatch, plan, "Sửa nhiệm vụ")
        field(app, "Ngày bắt đầu").input("31/02/2024")
        field(app, "Lý do (bắt buộc").input("bắt đầu")
        press(app, "Lưu nhiệm vụ")
        assert any("31/02/2024" in error.value for error in app.error)
        assert plan.head() == head


def test_a_task_is_ended_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = show(monkeypatch, plan, "Sửa nhiệm vụ")
        press(app, "Ghi hoàn thành")
        assert any("lý do" in error.value for error in app.error)
        field(app, "Lý do hoàn thành").input("đã nghiệm thu")
        press(app, "Ghi hoàn thành")
        task = plan.tasks.get("NV14", date(2025, 2, 15)).task
        assert (task.done, task.finished) == (True, date(2025, 2, 15))


def test_readiness_is_set_for_the_lines_nobody_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = show(monkeypatch, plan, ngay_xet="1/6/2024")
        app.session_state["ready-NV14-scope"] = "chua"
        app.run()
        field(app, "Hướng dẫn").select("Đã có")
        field(app, "Tự ước").input("60")
        field(app, "Lý do *").input("họp giao ban")
        press(app, "Lưu mức sẵn sàng")
        rows = plan.tasks.lines_of("NV14", date(2024, 6, 1))
        assert [row.chance_bp for row in rows] == [0, 6_000]


def test_money_by_quarter_weeks_bars_and_expectation_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        assert "quý 4/2024" in words_of(show(monkeypatch, plan, "Kinh phí theo quý"))
        assert "Trễ nhất: NV03" in words_of(show(monkeypatch, plan, "Theo thời gian"))
        weeks = words_of(show(monkeypatch, plan, "Theo tuần", tuan_nam="2024", tuan_quy="3"))
        assert "NV02 (30/09)" in weeks
        assert "Tuần 40 (30/09 - 06/10)" in weeks
        assert "50.000.000" in words_of(show(monkeypatch, plan, "Dự kiến giải ngân", ngay_xet="1/6/2024"))


def test_slipping_a_task_shows_what_moves_and_becomes_a_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        head = plan.head()
        app = show(monkeypatch, plan, "Thử lùi hạn")
        said = words_of(app)
        assert "năm 2024 giảm" in said
        assert "Hủy dự toán, phải xin lại" in said
        assert "Thời hạn chỉ đổi khi văn bản sửa đổi có số" in said
        assert english_in(said) == []
        press(app, "Lập phương án từ lần thử này")
        assert plan.head() == head  # no reason was given
        field(app, "Lý do *").input("chờ sửa Kế hoạch 1080")
        press(app, "Lập phương án từ lần thử này")
        scenario = plan.scenarios.listed()[-1]
        assert scenario.name == "PA1 - lùi NV14 2 quý"
        assert [row.year for line in plan.tasks.lines_of("NV14", date(2025, 2, 15), scenario.id) for row in line.portions] == [2025, 2024]
        assert app.session_state["view"].scenario == scenario.id


def test_the_burn_of_a_source_is_drawn_against_its_ceiling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        plan.funding.set_ceiling(("QD334", "49", 2024, "recurrent"), {"granted": 5_000_000}, "giao")
        app = show(monkeypatch, plan, nguon_tien_do="QD334")
        app.session_state["schedule-tabs"] = "Tiến độ chi"
        app.run()
        assert "QĐ 334: kế hoạch lũy kế năm 2024 vượt hạn mức còn lại từ quý 2, cuối năm vượt 15 triệu" in words_of(app)
