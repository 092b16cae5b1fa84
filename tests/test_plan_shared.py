"""One process holds one open plan a file, whoever asks for it, and lets it go whole."""

import threading
from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.plan.shared import Shared, close_plan, is_open, share_plan
from budget.store.opening import create_database
from budget.store.store import Store
from tests.plans import add_line, close, make_plan


def test_a_plan_is_opened_once_however_many_ask_at_once(tmp_path: Path) -> None:
    plan = make_plan(tmp_path)
    close(plan)
    found: list[Shared] = []
    threads = [threading.Thread(target=lambda: found.append(share_plan(plan.path))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len({id(shared) for shared in found}) == 1
    close_plan(plan.path)


def test_the_same_file_by_another_name_is_the_same_plan(tmp_path: Path) -> None:
    plan = make_plan(tmp_path)
    (tmp_path / "link.duckdb").symlink_to(plan.path)
    assert share_plan(tmp_path / "link.duckdb") is share_plan(plan.path)
    assert is_open(tmp_path / "link.duckdb")
    close(plan)
    assert not is_open(plan.path)


def test_closing_twice_and_opening_again_is_fine(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    close_plan(plan.path)
    close_plan(plan.path)
    again = share_plan(plan.path)
    assert again.totals.of().lines() == 1
    close_plan(plan.path)


def test_a_plan_file_without_a_plan_says_so_and_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "bare.duckdb"
    create_database(path).close()
    for _ in range(2):
        with pytest.raises(PlanError) as refused:
            share_plan(path)
        assert refused.value.problem.code == "not_a_plan"
        assert not is_open(path)
    Store.open(path).close()


def test_the_sample_mark_goes_with_the_last_illustrative_line(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    shared = share_plan(plan.path)
    assert not shared.has_sample()
    with plan.store.database.write() as cursor:
        cursor.run("UPDATE line SET sample = TRUE")
    assert shared.has_sample()
    plan.lines.delete([plan.lines.find_id("1")], "dữ liệu minh họa")
    assert not shared.has_sample()
    add_line(plan)
    assert not shared.has_sample()
    close(plan)
