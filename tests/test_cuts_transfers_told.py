"""Transfers in words: names and units as the plan has them now, purses to raise, the identity of both lists to the đồng."""

from pathlib import Path

from budget.cuts.transfers.kept import Identity
from budget.cuts.transfers.told import say_identity
from tests.room import COMPUTERS, MEETING, MILLION, PROJECT, ROAD, a_room, solved


def test_a_transfer_names_both_lines_the_source_and_who_decides(tmp_path: Path) -> None:
    with a_room(tmp_path, [MEETING, ROAD, COMPUTERS, PROJECT]) as plan:
        told = plan.transfers.of(solved(plan))
        computers, project = told.transfers
        assert (computers.giver.name, computers.taker.name) == ("Hội nghị tổng kết", "Máy tính một cửa")
        assert (computers.source_name, computers.nature_name, computers.standing) == ("NS huyện thêm", "Chi thường xuyên", "Kiến nghị")
        assert (project.giver.number, project.taker.number, project.standing) == (2, 4, "Trong thẩm quyền cấp tỉnh")
        assert project.giver.unit_name == "Sở Giao thông vận tải"
        assert [(one.pot, one.year, one.amount) for one in told.raises] == [
            ("DTC|49|2024|investment", 2024, 1_000 * MILLION),
            ("NSH-THEM|502|2024|recurrent", 2024, 60 * MILLION),
        ]
        assert told.given_by(project.giver.line) == 1_000 * MILLION
        assert told.given_by("không có") == 0


def test_the_identity_tells_every_part_only_where_it_is_there() -> None:
    plain = say_identity(Identity(100, 0, 30, 0, 30, 0, 50))
    assert plain[0] == "Chi khác giảm 30 = chuyển 30 + chưa chuyển 0 đồng."
    assert plain[1].endswith("sau là chi khác 70 + đã bố trí cho dự toán 80.")
    full = say_identity(Identity(100, 10, 20, 10, 25, 5, 50))[1]
    assert "không đổi, 150 đồng" in full
    assert full.endswith("sau là chi khác 60 + đã bố trí cho dự toán 75 + chưa chuyển 5 + giảm trừ thẩm định 10.")
