"""The long harness: people working at once against a Decimal oracle, then kill -9 in the middle of saving, then verify.

`python -m bench.soak --minutes 5 --people 4 --kills 20`; ends with status 1 and says what differs when anything does.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.soak_model import Person, draw_people
from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.plan.face import Plan, open_plan
from budget.plan.making import generate_plan
from budget.plan.shared import close_plan
from budget.plan.verification import verify_plan

BURST = 25


def main() -> None:
    """Run both parts, or be the child that is to be killed."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=3.0, help="how long people work")
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--lines", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        save_until_killed(chosen.child, chosen.seed)
        return
    print(f"seed {chosen.seed}")
    with tempfile.TemporaryDirectory(prefix="dutoan-soak-") as folder:
        path = Path(folder) / "plan.duckdb"
        close_plan(generate_plan(path, chosen.lines, chosen.seed).path)
        work_together(path, chosen.minutes, chosen.people, chosen.seed)
        kill_while_saving(path, chosen.kills, chosen.seed)
        _verify(open_plan(path, "soak"))
        close_plan(path)
    print("ok")


def work_together(path: Path, minutes: float, people: int, seed: int) -> None:
    """Bursts of random acts from several threads; between bursts every total is what the oracles say."""
    doors = [open_plan(path, f"Người {number + 1}") for number in range(people)]
    crew = draw_people(doors, 40, seed)
    rest = doors[0].totals().amount() - sum(person.state.need for person in crew)
    deadline, bursts = time.monotonic() + minutes * 60, 0
    while time.monotonic() < deadline or not bursts:
        _burst(crew)
        bursts += 1
        _compare(doors[0], crew, rest)
    print(f"people: {bursts} bursts, {sum(person.acts for person in crew):,} acts, head {doors[0].head():,}; every total right")
    _verify(doors[0])
    close_plan(path)


def kill_while_saving(path: Path, rounds: int, seed: int) -> None:
    """A child saves and says so; it is killed at a random moment; what it said was saved must be there."""
    dice, said, lost = random.Random(seed), 0, 0
    for number in range(rounds):
        command = [sys.executable, "-m", "bench.soak", "--child", str(path), "--seed", str(seed + number)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent)
        if child.stdout is None or not child.stdout.readline():
            raise SystemExit("the child did not open the plan")
        time.sleep(dice.uniform(0.05, 1.5))
        child.send_signal(signal.SIGKILL)
        text = child.stdout.read()
        child.wait()
        spoken = [json.loads(line) for line in text.decode().splitlines() if line.endswith("]")]
        said += len(spoken)
        lost += _count_lost(path, spoken)
    print(f"kill -9: {rounds} rounds, {said:,} saves acknowledged, {lost} lost")
    if lost:
        raise SystemExit(1)


def save_until_killed(path: Path, seed: int) -> None:
    """Save prices without end; each is told on standard output after it was committed."""
    plan, dice = open_plan(path, "sắp bị ngắt"), random.Random(seed)
    lines = plan.lines.select(LineFilter())[:500]
    os.write(1, b"ready\n")
    while True:
        line, price = dice.choice(lines), dice.randrange(1, 90_000_000)
        saved = plan.lines.edit([LineEdit(line, "unit_price", f"{price:,}".replace(",", "."))], "thử sức bền")
        if saved.receipt is not None:
            os.write(1, (json.dumps([saved.receipt.seq, saved.receipt.hash, line, price]) + "\n").encode())


def _burst(crew: list[Person]) -> None:
    failures: list[BaseException] = []

    def work(person: Person) -> None:
        try:
            person.work(BURST)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the main thread must end the run with it
            failures.append(error)

    threads = [threading.Thread(target=work, args=(person,)) for person in crew]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def _compare(plan: Plan, crew: list[Person], rest: int) -> None:
    base = rest + sum(person.state.need for person in crew)
    expected = {BASE: base}
    for person in crew:
        expected[person.scenario] = base - person.state.need + person.state.need_in_scenario
    for scenario, amount in expected.items():
        kept, read = plan.totals(scenario).amount(), plan.group_totals((), scenario).amount
        if not kept == read == amount:
            raise SystemExit(f"{scenario}: the oracle says {amount}, the totals {kept}, the lines {read}")


def _count_lost(path: Path, spoken: list[tuple[int, str, str, int]]) -> int:
    plan = open_plan(path, "soak")
    with plan.store.read() as cursor:
        known = {int(str(seq)): str(code) for seq, code in cursor.rows("SELECT seq, hash FROM batch")}
        prices = {
            str(line): (int(str(requested)), None if finance is None else int(str(finance)))
            for line, requested, finance in cursor.rows("SELECT id, requested_unit_price, finance_unit_price FROM line")
        }
    last_seq = spoken[-1][0] if spoken else 0
    in_flight = max(known) - last_seq if spoken else 0
    newest = {line: price for _, _, line, price in spoken}
    # at most one save can have been committed and not told: its line may hold a price nobody heard of
    wrong = sum(1 for line, price in newest.items() if price not in prices[line])
    close_plan(path)
    return sum(1 for seq, code, *_ in spoken if known.get(seq) != code) + max(0, wrong - in_flight)


def _verify(plan: Plan) -> None:
    result = verify_plan(plan)
    if not result.ok:
        raise SystemExit("\n".join(f"{finding.place}: {finding.sentence}" for finding in result.wrong))
    print(f"verify: {result.checked}")


if __name__ == "__main__":
    main()
