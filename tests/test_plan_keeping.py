"""Keeping plans: names made safe, a backup that opens, restoring that never overwrites and refuses what is damaged."""

from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.plan.face import open_plan
from budget.plan.keeping import backup_name, list_plan_files, path_for_new, restore_backup, safe_file_name, take_backup
from budget.plan.shared import close_plan
from tests.plans import a_plan, add_line


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Dự toán Đề án 06 Quảng Nam 2025", "du-toan-de-an-06-quang-nam-2025"),
        ("  ../../etc/passwd ", "etc-passwd"),
        ("Kế hoạch (lần 2)!", "ke-hoach-lan-2"),
        ("***", ""),
    ],
)
def test_names_become_safe_file_names(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


def test_a_taken_or_empty_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "quang-nam.duckdb").touch()
    with pytest.raises(PlanError, match="Đã có"):
        path_for_new(tmp_path, "Quảng Nam")
    with pytest.raises(PlanError, match="chưa có tên"):
        path_for_new(tmp_path, " ! ")
    assert path_for_new(tmp_path, "Quảng Ngãi").name == "quang-ngai.duckdb"


def test_a_backup_comes_back_as_a_new_plan_beside_the_old(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        data = take_backup(plan)
        add_line(plan)
        restored = restore_backup(data, tmp_path, "Khôi phục")
        copy = open_plan(restored, "An")
        assert (copy.totals().amount(), plan.totals().amount()) == (20_000_000, 40_000_000)
        close_plan(restored)
        assert [file.name for file in list_plan_files(tmp_path)] == ["khoi-phuc", "plan"]
        assert backup_name(plan).startswith("plan-sao-luu-")


def test_a_damaged_backup_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        data = take_backup(plan)
        for broken in (b"khong phai bo du toan", data[: len(data) // 2]):
            with pytest.raises(PlanError) as refused:
                restore_backup(broken, tmp_path, "Khôi phục")
            assert str(tmp_path) not in refused.value.problem.sentence
        assert [file.name for file in list_plan_files(tmp_path)] == ["plan"]


def test_restoring_never_overwrites(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        with pytest.raises(PlanError, match="Đã có"):
            restore_backup(take_backup(plan), tmp_path, "plan")
        assert plan.totals().amount() == 20_000_000


def test_a_missing_folder_holds_no_plan(tmp_path: Path) -> None:
    assert list_plan_files(tmp_path / "chua-co") == []
