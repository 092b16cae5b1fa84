"""The shipped sample is whole: every code it names exists, natures agree, and every amount follows from its drivers."""

from collections import Counter
from datetime import date

import pytest

from budget.model.line import LAYER_FIELDS, LINE_SCHEMA
from budget.model.problem import PlanError
from budget.model.states import Category, Form, Layer, Listing, Priority, Route
from budget.money import scale_amount
from budget.reference.in_force import budget_code_in_force
from budget.sample.load import load_sample
from budget.vietnamese import fold

SAMPLE = load_sample("quang-nam-2024")
LINES = SAMPLE.lines.to_pylist()
ESTIMATE = [line for line in LINES if line["listing"] == "estimate"]
KINDS = {unit.code: unit.kind for unit in SAMPLE.reference.units}


def test_the_table_has_exactly_the_agreed_columns() -> None:
    assert SAMPLE.lines.schema == LINE_SCHEMA
    assert SAMPLE.lines.num_rows >= 2_000


def test_an_unknown_sample_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(PlanError) as caught:
        load_sample("ha-noi-1999")
    assert "quang-nam-2024" in caught.value.problem.fix


def test_every_code_a_line_names_exists() -> None:
    reference = SAMPLE.reference
    tasks = {task.code for task in reference.tasks}
    norms = {norm.code for norm in reference.norms}
    for line in LINES:
        assert line["unit"] in reference.unit_by_code
        assert line["task"] in tasks
        assert line["norm"] is None or line["norm"] in norms
        assert line["source"] is None or line["source"] in reference.source_by_code
        assert line["category"] in set(Category)
        assert line["form"] in set(Form)
        assert line["listing"] in set(Listing)
        assert line["route"] is None or line["route"] in set(Route)
        assert line["priority"] in set(Priority)
        assert line["quarter"] in (1, 2, 3, 4)
        assert line["year"] in (2024, 2025)
        assert line["sample"] is True


def test_the_budget_code_and_the_source_have_the_nature_of_the_line() -> None:
    for line in LINES:
        code = budget_code_in_force(SAMPLE.reference.budget_codes, line["budget_code"], date(2024, 6, 30))
        assert code is not None, line["budget_code"]
        assert code.level == "subitem"
        assert code.nature == line["nature"]
        if line["source"] is not None:
            assert SAMPLE.reference.source_by_code[line["source"]].nature == line["nature"]


def test_ids_and_numbers_are_single_and_the_search_text_is_folded() -> None:
    assert len({line["id"] for line in LINES}) == len(LINES)
    assert [line["number"] for line in LINES] == list(range(1, len(LINES) + 1))
    assert all(line["folded"] == fold(line["name"]) for line in LINES)


def test_every_amount_follows_from_its_drivers() -> None:
    for line in LINES:
        for layer in Layer:
            quantity, price, times, adjustment, amount = (line[f"{layer}_{field}"] for field in LAYER_FIELDS)
            if amount is None:
                assert (quantity, price, times, adjustment) == (None,) * 4
            else:
                assert quantity >= 0
                assert price > 0
                assert adjustment <= 0
                assert amount == scale_amount(quantity, price, times, adjustment)
        worked = line["requested_amount"] if line["finance_amount"] is None else line["finance_amount"]
        assert line["amount"] == worked


def test_priorities_and_appraisal_have_the_shares_that_give_work() -> None:
    count = len(ESTIMATE)
    shares = {priority: sum(line["priority"] == priority for line in ESTIMATE) / count for priority in Priority}
    for priority, share in zip(Priority, (0.20, 0.40, 0.28, 0.12), strict=True):
        assert abs(shares[priority] - share) < 0.04
    appraised = [line for line in ESTIMATE if line["finance_amount"] is not None]
    assert 0.28 < len(appraised) / count < 0.42
    assert sum(line["finance_amount"] for line in appraised) < sum(line["requested_amount"] for line in appraised)
    assert all(line["approved_amount"] is None for line in LINES)


def test_the_whole_is_of_a_province_s_size() -> None:
    recurrent = sum(line["amount"] for line in ESTIMATE if line["nature"] == "recurrent")
    assert 150_000_000_000 <= recurrent <= 260_000_000_000
    assert sum(line["nature"] == "investment" for line in ESTIMATE) >= 10


def test_software_requires_a_server_of_the_same_unit() -> None:
    by_id = {line["id"]: line for line in LINES}
    dependent = [line for line in LINES if line["requires"] is not None]
    assert len(dependent) >= 40
    assert all(by_id[line["requires"]]["unit"] == line["unit"] for line in dependent)
    assert sum(line["category"] == "software" for line in dependent) >= 30


def test_every_kind_of_unit_and_all_communes_ask_for_something() -> None:
    asking = Counter(KINDS[code] for code in {line["unit"] for line in ESTIMATE})
    assert asking == Counter(KINDS.values())


def test_what_may_never_be_cut_is_locked_with_its_reason() -> None:
    assert all(line["locked"] for line in LINES if line["contracted"])
    assert all(bool(line["lock_reason"]) == line["locked"] for line in LINES)
    reasons = {line["lock_reason"] for line in LINES if line["locked"]}
    assert {"Đã ký hợp đồng", "Đường truyền, không được cắt", "An toàn thông tin theo cấp độ"} <= reasons


def test_the_police_request_has_its_routes_and_nobody_else_has_one() -> None:
    routes = Counter(line["route"] for line in LINES if KINDS[line["unit"]] == "police")
    assert set(routes) == set(Route)
    assert all(line["route"] is None for line in LINES if KINDS[line["unit"]] != "police")
    for line in LINES:
        if line["route"] in ("unclassified", "not_local"):
            assert line["source"] is None
        assert line["source"] is not None or line["route"] is not None


def test_the_other_list_has_room_of_both_natures() -> None:
    other = [line for line in LINES if line["listing"] == "other"]
    assert 60 <= len(other) <= 100
    for nature in ("recurrent", "investment"):
        assert any(line["nature"] == nature and line["priority"] == 4 for line in other)


def test_land_data_has_48_running_communes_and_13_districts_in_phase_2() -> None:
    assert sum("CSDL đất đai đang vận hành tại" in line["name"] for line in LINES) == 48
    assert len({line["unit"] for line in LINES if line["name"] == "Chuẩn hóa CSDL đất đai giai đoạn 2"}) == 13
    assert any(line["task"] == "NV14" and line["quarter"] == 4 and line["year"] == 2024 for line in LINES)


@pytest.mark.parametrize(
    ("unit", "name", "quantity", "price", "times", "code", "source", "amount"),
    [
        ("SBN-STP", "Máy tính để bàn", 12, 14_900_000, 1, "6956", "QD334", 178_800_000),
        ("SBN-STTTT", "Lập báo cáo nghiên cứu khả thi dự án CNTT", 1, 180_000_000, 1, "9202", "DTC", 180_000_000),
        ("516", "Thuê đường truyền", 12, 2_800_000, 1, "6605", "NQ36-H", 33_600_000),
        ("20944", "Đầu đọc thẻ căn cước công dân", 2, 4_500_000, 1, "6552", "NQ36-X", 9_000_000),
        ("504", "Máy tính bộ phận một cửa 10 xã", 10, 14_500_000, 1, "6956", "BSCDS", 145_000_000),
        ("513", "Nhập liệu dữ liệu hộ tịch", 300_000, 300, 1, "6757", "NSH-THEM", 90_000_000),
        ("SBN-VPUBND", "Phụ cấp lưu trú đoàn kiểm tra", 6, 200_000, 18, "6702", "CTX-TINH", 21_600_000),
        ("CA-TINH", "In tờ rơi VNeID", 50_000, 1_200, 1, "6606", "CTX-TINH", 60_000_000),
        ("CA-TINH", "Dự án máy chủ, máy trạm", 1, 9_500_000_000, 1, "9351", "DTC", 9_500_000_000),
        ("508", "Chuẩn hóa CSDL đất đai giai đoạn 2", 45_000, 6_500, 1, "7012", "SN-DC", 292_500_000),
        ("SBN-STNMT", "Duy trì kết nối CSDL đất đai - dân cư", 12, 18_000_000, 1, "6799", "DT-GIAO", 216_000_000),
        ("513", "Phí chi trả trợ giúp xã hội qua tài khoản", 4_000, 3_000, 12, "7049", "NSH-BDXH", 144_000_000),
    ],
)
def test_the_twelve_known_lines_stand_as_they_were_given(
    unit: str, name: str, quantity: int, price: int, times: int, code: str, source: str, amount: int
) -> None:
    (line,) = [line for line in LINES if line["unit"] == unit and line["name"] == name]
    assert (line["requested_quantity_milli"], line["requested_unit_price"]) == (quantity * 1_000, price)
    assert line["requested_times_milli"] == times * 1_000
    assert (line["budget_code"], line["source"], line["amount"]) == (code, source, amount)
