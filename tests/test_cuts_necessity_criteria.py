"""Each of the eight criteria from what a plan tells: points, the sentence, and unknown where nobody told."""

from datetime import date
from pathlib import Path

from budget.cuts.necessity.needed import Needed, find_needed
from budget.model.ids import BASE
from budget.model.states import Criterion
from budget.plan.face import Plan
from tests.plans import a_plan, add_line, edit

DAY = date(2024, 6, 30)


def read(plan: Plan, criterion: Criterion, day: date = DAY) -> list[tuple[int, str]]:
    """Points and sentence of each line, in the order they were added."""
    with plan.store.read() as cursor:
        found: Needed = find_needed(cursor, BASE, None, day)
    reading = found.readings[criterion]
    return [(int(points), reading.say(place)) for place, points in enumerate(reading.points)]


def points(plan: Plan, criterion: Criterion, day: date = DAY) -> list[int]:
    return [value for value, _ in read(plan, criterion, day)]


def test_legal_duty_comes_from_the_task_s_document_or_priority_1(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"task": "NV01"}, {"priority": "1"}]) as plan:
        found = read(plan, Criterion.LEGAL_DUTY)
    assert [value for value, _ in found] == [-1, 70, 100]
    assert "Chưa gắn nhiệm vụ" in found[0][1]
    assert "1080/KH-UBND" in found[1][1]


def test_a_deadline_counts_in_the_line_s_own_year(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"task": "NV16"}, {"task": "NV16", "year": "2025"}]) as plan:
        assert points(plan, Criterion.DEADLINE) == [-1, 50, 100]


def test_a_chain_hands_the_need_of_its_last_line_up(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        server = add_line(plan, name="Máy chủ")
        middle = add_line(plan, name="Phần mềm", priority="4", requires=server)
        add_line(plan, name="Dịch vụ", priority="1", requires=middle)
        add_line(plan, name="Rời", priority="1")
        found = read(plan, Criterion.DEPENDED_ON)
    assert [value for value, _ in found] == [100, 100, 0, 0]
    assert found[0][1] == "Khoản mục số 2 phụ thuộc vào khoản này."
    assert "Không khoản mục nào" in found[2][1]


def test_a_circle_of_dependencies_comes_to_an_end(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        first = add_line(plan, name="Một", priority="2")
        second = add_line(plan, name="Hai", priority="3", requires=first)
        with plan.store.database.write() as cursor:
            cursor.run("UPDATE line SET requires = ? WHERE id = ?", [second, first])
        assert points(plan, Criterion.DEPENDED_ON) == [80, 80]


def test_a_contract_is_signed_or_not(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"contracted": "có"}, {"contracted": "không"}]) as plan:
        assert read(plan, Criterion.CONTRACTED) == [(100, "Đã ký hợp đồng."), (0, "Chưa ký hợp đồng.")]


def test_readiness_is_the_chance_seen_on_the_day(tmp_path: Path) -> None:
    ready = {"guidance": "Không cần", "design": "Đã có", "procurement": "Đang làm"}
    with a_plan(tmp_path, [{}, ready, {**ready, "guidance": "Chưa có"}, {"disbursable": "40"}]) as plan:
        assert points(plan, Criterion.READINESS) == [-1, 100, 0, 40]
        assert points(plan, Criterion.READINESS, date(2024, 12, 1)) == [-1, 50, 0, 40]
        assert "Còn 30 ngày" in read(plan, Criterion.READINESS, date(2024, 12, 1))[1][1]


def test_people_served_are_known_by_hand_only(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        ((value, sentence),) = read(plan, Criterion.PEOPLE)
    assert value == -1
    assert "chấm bằng tay" in sentence


def test_what_is_asked_twice_speaks_against_the_younger_line(tmp_path: Path) -> None:
    twice = {"name": "Máy quét", "quantity": "1"}
    with a_plan(tmp_path, [twice, twice, {"listing": "other"}]) as plan:
        found = read(plan, Criterion.NOT_DUPLICATE)
    assert [value for value, _ in found] == [100, 0, -1]
    assert "trùng với khoản mục số 1" in found[1][1]
    assert "không rà soát trùng" in found[2][1]


def test_within_norm_is_the_share_that_is_within_the_lower_of_price_and_quantity(tmp_path: Path) -> None:
    lines = [
        {},
        {"norm": "MT_CBCC", "unit_price": "15.000.000", "vat_included": "có"},
        {"norm": "MT_CBCC", "unit_price": "20.000.000", "vat_included": "có"},
        {"quantity": "8", "entitled": "10", "usable": "4"},
        {"norm": "MT_CBCC", "unit_price": "20.000.000", "vat_included": "có", "quantity": "8", "entitled": "10", "usable": "10"},
        {"quantity": "6", "entitled": "10", "usable": "4"},
    ]
    with a_plan(tmp_path, lines) as plan:
        found = read(plan, Criterion.WITHIN_NORM)
    assert [value for value, _ in found] == [-1, 100, 75, 75, 0, 100]
    assert "định mức" in found[2][1]
    assert found[3][1] == "Tiêu chuẩn 10, hiện có dùng được 4, đề nghị 8."


def test_a_norm_that_cannot_be_compared_with_is_unknown(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"norm": "MT_CBCC", "measure": "gói"}]) as plan:
        assert points(plan, Criterion.WITHIN_NORM) == [-1]
        edit(plan, plan.lines.find_id("1"), "measure", "bộ")
        edit(plan, plan.lines.find_id("1"), "vat_included", "có")
        assert points(plan, Criterion.WITHIN_NORM) == [100]
