"""What the tool suggests for a line of the police request, and which ways a person may not confirm."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import Category, Form, Nature, Route
from budget.police.routes import refuse_route, suggest_route


@dataclass(frozen=True)
class Line:
    """A training class of the communes' police, by its facts."""

    name: str = "Tập huấn cán bộ công an cấp xã"
    measure: str = "người/ngày"
    basis: str = "Dự toán Công an tỉnh đề nghị"
    category: str = Category.TRAINING
    nature: str = Nature.RECURRENT
    form: str = Form.PLAIN_TASK
    budget_code: str = "6658"


COMPUTERS = Line("Máy tính để bàn", "bộ", category=Category.EQUIPMENT, budget_code="6956")
PROJECT = Line("Dự án máy chủ", "dự án", "", Category.PROJECT, Nature.INVESTMENT, Form.PROJECT, "9351")


@pytest.mark.parametrize(
    ("line", "route", "said"),
    [
        (Line(), Route.OPERATING, "hội nghị"),
        (Line(category=Category.PUBLICITY, budget_code="6606"), Route.OPERATING, "tuyên truyền"),
        (Line(category=Category.INSPECTION, budget_code="6702"), Route.OPERATING, "công tác phí"),
        (Line(category=Category.MEETING, budget_code=""), Route.OPERATING, "Sở Tài chính"),
        (Line(category=Category.OTHER, budget_code="6749"), Route.OPERATING, "công tác phí"),
        (Line(category=Category.OTHER, budget_code="7049"), Route.UNCLASSIFIED, "một người phải chọn"),
        (Line(category=Category.OPERATION, budget_code="6956"), Route.UNCLASSIFIED, "mua sắm"),
        (PROJECT, Route.INVESTMENT, "Sở KH&ĐT"),
        (replace(PROJECT, category=Category.CONSTRUCTION), Route.INVESTMENT, "xây lắp"),
        (Line("Hệ thống cảnh báo", "hệ thống", category=Category.SOFTWARE), Route.INVESTMENT, "chi thường xuyên"),
        (Line("Phần mềm thống kê", "gói", category=Category.SOFTWARE), Route.UNCLASSIFIED, "phần mềm"),
        (COMPUTERS, Route.UNCLASSIFIED, "ngoài dự án"),
        (replace(COMPUTERS, form=Form.PROJECT), Route.INVESTMENT, "dự án"),
        (Line("Trang phục tổ lưu động", category=Category.OTHER, budget_code="7004"), Route.NOT_LOCAL, "Bộ Công an"),
        (replace(COMPUTERS, name="Nâng cấp mạng nội bộ của Bộ Công an"), Route.NOT_LOCAL, "Bộ Công an"),
        (replace(COMPUTERS, basis="Do Bộ Công an bảo đảm"), Route.NOT_LOCAL, "Bộ Công an"),
    ],
)
def test_the_suggestion_and_its_reason(line: Line, route: Route, said: str) -> None:
    suggestion = suggest_route(line)
    assert suggestion.route is route
    assert said in suggestion.reason


lines = st.builds(
    Line,
    name=st.sampled_from(["Máy tính", "Hệ thống camera", "Tập huấn", "Trang phục", ""]),
    measure=st.sampled_from(["bộ", "hệ thống", ""]),
    category=st.sampled_from([*Category, ""]),
    nature=st.sampled_from([*Nature, ""]),
    form=st.sampled_from([*Form, ""]),
    budget_code=st.sampled_from(["", "6606", "6702", "6956", "7004", "9351", "abc"]),
)


@given(lines)
def test_equipment_outside_a_project_never_gets_a_way_by_default_nor_by_hand(line: Line) -> None:
    if line.category == Category.EQUIPMENT and line.form != Form.PROJECT and line.nature != Nature.INVESTMENT:
        assert suggest_route(line).route in (Route.UNCLASSIFIED, Route.NOT_LOCAL)
        assert refuse_route(line, Route.INVESTMENT) is not None
        assert refuse_route(line, Route.OPERATING) is not None


@given(lines)
def test_every_suggestion_is_a_sentence(line: Line) -> None:
    reason = suggest_route(line).reason
    assert reason.endswith(".")
    assert reason[0].isupper()


def test_the_two_natures_of_money_do_not_mix() -> None:
    assert refuse_route(PROJECT, Route.INVESTMENT) is None
    assert refuse_route(Line(), Route.OPERATING) is None
    for line, route in ((PROJECT, Route.OPERATING), (Line(), Route.INVESTMENT)):
        refusal = refuse_route(line, route)
        assert refusal is not None
        assert "hai loại tiền" in refusal.sentence


@pytest.mark.parametrize("route", [Route.UNCLASSIFIED, Route.NOT_LOCAL])
def test_a_person_may_always_leave_a_line_unclassified_or_give_it_back(route: Route) -> None:
    assert refuse_route(COMPUTERS, route) is None
