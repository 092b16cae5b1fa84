"""verify: each way a plan file can lie is found, and a sound one is sound."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from budget.plan.verification import check_reference, verify_plan
from budget.reference.fingerprint import REFERENCE_VERSION, reference_hash
from budget.store.opening import open_database
from tests.command_line import ask, call, plan_file
from tests.plans import a_plan

LINES = [{"quantity": "2", "unit_price": "10.000.000"}, {"quantity": "0,333", "unit_price": "1.000"}]


@pytest.fixture(scope="module")
def sound_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with a scenario that verifies; tests tamper with copies."""
    folder = tmp_path_factory.mktemp("sound")
    with plan_file(folder, LINES) as path:
        (folder / "ops.yaml").write_text("- {kind: percent, where: all, percent: 7, reason: x}\n")
        ask("scenario", "new", path, "A")
        ask("scenario", "apply", path, "A", folder / "ops.yaml")
        assert call("verify", path).code == 0
    return path


def tamper(path: Path, sql: str) -> None:
    """Change the file behind the program's back."""
    database = open_database(path)
    with database.write() as cursor:
        cursor.run(sql)
    database.close()


def test_a_plan_with_scenarios_bulks_and_undos_is_sound(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        (tmp_path / "ops.yaml").write_text("- {kind: percent, where: all, percent: 7, reason: x}\n")
        ask("scenario", "new", path, "A")
        ask("scenario", "apply", path, "A", tmp_path / "ops.yaml")
        ask("set", path, "1", "quantity", "3", "--reason", "x")
        ask("undo", path)
        found = ask("verify", path)
    assert (found["ok"], found["wrong"]) == (True, [])
    assert found["details"]["batches"] == 7
    assert found["details"]["totals"] == 2
    assert found["checked"] == sum(found["details"].values())


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("UPDATE line SET requested_amount = requested_amount + 1 WHERE number = 1", "line.requested_amount"),
        ("UPDATE line SET requested_unit_price = 1, requested_amount = 2 WHERE number = 1", "table line"),
        ("DELETE FROM line WHERE number = 2", "table line"),
        ("UPDATE line SET note = 'x' WHERE number = 2", "table line"),
        ("UPDATE overlay SET amount = amount - 5", "overlay.amount"),
        ("DELETE FROM overlay", "table overlay"),
        ("UPDATE batch SET actor = 'kẻ khác', header = replace(header, 'An', 'kẻ khác') WHERE seq = 2", "batch 2"),
        ("UPDATE change SET new = replace(new, '2000', '9000') WHERE seq = 2", "batch 2"),
        ("DELETE FROM batch WHERE seq = 3", "batch 4"),
        ("UPDATE meta SET value = 'khác' WHERE key = 'reference_hash'", "reference"),
        ("UPDATE unit SET name = 'Đơn vị ma' WHERE code = '502'", "table unit"),
    ],
)
def test_every_lie_is_found_and_named(sound_plan: Path, tmp_path: Path, sql: str, place: str) -> None:
    path = Path(shutil.copy(sound_plan, tmp_path))
    tamper(path, sql)
    outcome = call("verify", path, "--json")
    assert outcome.code == 1
    assert outcome.json["ok"] is False
    assert place in [wrong["place"] for wrong in outcome.json["wrong"]]


def test_what_is_wrong_is_told_to_people(sound_plan: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound_plan, tmp_path))
    tamper(path, "DELETE FROM line WHERE number = 2")
    outcome = call("verify", path)
    assert outcome.code == 1
    assert "chỗ không khớp" in outcome.stdout
    assert "Bảng line" in outcome.stdout


def test_totals_that_drifted_in_memory_are_found(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        assert verify_plan(plan).ok
        drift: Callable[[], None] = lambda: plan._shared.totals._set(plan.totals().moved(plan.head(), []))  # noqa: E731
        drift()
        assert verify_plan(plan).ok
        emptied = type(plan.totals())(plan.head(), {name: {} for name in plan.totals().by}, {}, {}, {})
        plan._shared.totals._set(emptied)
        assert [finding.place for finding in verify_plan(plan).wrong] == ["totals Phương án gốc"]


def test_reference_data_of_another_version_is_not_compared() -> None:
    assert check_reference({"reference_version": "1999.1", "reference_hash": "x"}) == []
    assert check_reference({"reference_version": REFERENCE_VERSION, "reference_hash": reference_hash()}) == []
    assert check_reference({"reference_version": REFERENCE_VERSION}) != []
