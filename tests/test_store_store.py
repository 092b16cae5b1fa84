"""One transaction a batch: a failure leaves nothing, threads take turns, a killed process has lost no acknowledged batch."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.plan.face import Plan, open_plan
from budget.store.database import Cursor
from budget.store.records import Batch
from budget.store.stale import StaleWriteError
from budget.store.verify import compare_projections, rebuild
from tests.plans import add_line, close, edit, make_plan, problems_of

ROOT = Path(__file__).parent.parent
WRITE_FOR_EVER = """
import sys
sys.path.insert(0, sys.argv[2])
from budget.plan.face import open_plan
from budget.lines.editing import LineEdit
plan = open_plan(sys.argv[1], "An")
line = plan.lines.find_id("1")
number = 2
while True:
    number += 1
    receipt = plan.lines.edit([LineEdit(line, "quantity", str(number))]).receipt
    print(receipt.seq, number, flush=True)
"""


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{"name": f"Máy {number}"} for number in range(8)])
    yield made
    close(made)


def test_a_follower_that_fails_leaves_nothing_half_written(plan: Plan, tmp_path: Path) -> None:
    plan.scenarios.new("Cắt giảm")
    head, totals, line = plan.head(), plan.totals(), plan.lines.find_id("1")
    failing = True

    def follow(cursor: Cursor, seq: int, batch: Batch) -> Callable[[], None] | None:
        if failing:
            raise OSError("disk full")
        return None

    plan.store.follow(follow)
    attempts: list[Callable[[], object]] = [
        lambda: edit(plan, line, "quantity", "3"),
        lambda: add_line(plan),
        lambda: plan.lines.delete([line], "trùng"),
        lambda: plan.undo(head),
    ]
    for attempt in attempts:
        with pytest.raises(OSError, match="disk full"):
            attempt()
        assert plan.head() == head == plan.store.head()
        assert plan.totals() == totals
        assert problems_of(plan, tmp_path) == []
    failing = False
    assert edit(plan, line, "quantity", "3") == head + 1
    assert problems_of(plan, tmp_path) == []


def test_what_a_follower_returns_runs_only_after_the_commit(plan: Plan) -> None:
    seen: list[tuple[str, int]] = []

    def follow(cursor: Cursor, seq: int, batch: Batch) -> Callable[[], None]:
        seen.append(("inside", plan.store.head()))
        return lambda: seen.append(("after", plan.store.head()))

    plan.store.follow(follow)
    seq = edit(plan, plan.lines.find_id("1"), "quantity", "3")
    assert seen == [("inside", seq - 1), ("after", seq)]


def test_four_threads_editing_different_lines_all_land(plan: Plan, tmp_path: Path) -> None:
    start = plan.head()
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            door = open_plan(plan.path, f"Người {number}")
            for step in range(1, 9):
                edit(door, door.lines.find_id(str(number)), "quantity", str(step), door.head())
                edit(door, door.lines.find_id(str(number + 4)), "source", "PHI" if step % 2 else "QD334")
                assert door.totals().lines() == 8
        except BaseException as error:  # noqa: BLE001  # a thread's failure must reach the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert plan.head() == start + 4 * 16
    assert plan.totals().amount() == 4 * 80_000_000 + 4 * 20_000_000
    assert problems_of(plan, tmp_path) == []


@pytest.mark.parametrize("field", ["quantity", "source"])
def test_of_two_threads_with_the_same_view_one_wins_and_one_is_told(plan: Plan, tmp_path: Path, field: str) -> None:
    line, seen = plan.lines.find_id("1"), plan.head()
    texts = ("3", "4") if field == "quantity" else ("PHI", "DT-GIAO")
    barrier = threading.Barrier(2)
    won: list[int] = []
    refused: list[StaleWriteError] = []

    def work(text: str) -> None:
        barrier.wait()
        try:
            won.append(edit(plan, line, field, text, seen))
        except StaleWriteError as error:
            refused.append(error)

    threads = [threading.Thread(target=work, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(refused)) == (1, 1)
    assert refused[0].touch.seq == won[0]
    assert problems_of(plan, tmp_path) == []


def test_threads_that_check_no_version_still_keep_totals_and_journal_right(plan: Plan, tmp_path: Path) -> None:
    line = plan.lines.find_id("1")
    failures: list[BaseException] = []

    def work(actor: str) -> None:
        try:
            door = open_plan(plan.path, actor)
            for step in range(1, 12):
                door.lines.edit([LineEdit(line, "quantity", str(step)), LineEdit(line, "note", f"{actor} {step}")])
        except BaseException as error:  # noqa: BLE001  # a thread's failure must reach the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(actor,)) for actor in ("An", "Bình", "Chi")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert problems_of(plan, tmp_path) == []


def test_a_killed_process_has_lost_no_acknowledged_batch(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    close(plan)
    for round_number in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(plan.path), str(ROOT)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            lines = [writer.stdout.readline() for _ in range(8 + 5 * round_number)]
            os.kill(writer.pid, signal.SIGKILL)
            lines.extend(writer.stdout.readlines())
        acknowledged = [line.split() for line in lines if line.endswith("\n")]
        seq, quantity = int(acknowledged[-1][0]), int(acknowledged[-1][1])
        again = open_plan(plan.path, "An")
        # one batch more may have been written before its receipt was told
        assert again.head() - seq in (0, 1)
        assert again.totals().amount() == (quantity + again.head() - seq) * 10_000_000
        assert problems_of(again, tmp_path) == []
        close(again)


def test_a_plan_rebuilt_into_a_new_file_is_the_same_plan(plan: Plan, tmp_path: Path) -> None:
    plan.lines.delete([plan.lines.find_id("3")], "trùng")
    plan.undo(plan.head())
    fresh = rebuild(plan.store.database, tmp_path / "fresh.duckdb")
    assert compare_projections(plan.store.database, fresh) == []
    fresh.close()
    again = open_plan(tmp_path / "fresh.duckdb", "An")
    assert again.totals() == plan.totals()
    assert again.entries() == plan.entries()
    edit(again, again.lines.find_id("3"), "quantity", "9")
    assert problems_of(again, tmp_path) == []
    close(again)


def test_meta_tells_format_version_and_reference(plan: Plan) -> None:
    assert {"format", "version", "reference_version", "reference_hash"} <= set(plan.store.meta())
