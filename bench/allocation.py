"""Who pays for what at size: our solve against OR-tools' minimum-cost flow on lines and a plain linear program, in one run.

`python -m bench.allocation [--lines N] [--program-lines N] [--plan-lines N]`. Every way must come to the same worth before
its time counts, the two exact ones to the đồng. Wall clock and processor time both stand there: the first stretches with the load.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from bench.clock import Times, measure_in_turn, resident_megabytes
from bench.report import Report, Row, describe_machine
from budget.allocation.answer import by_priority, funded_lines, used_pots
from budget.allocation.certificate import check_allocation
from budget.allocation.flow import Arcs, Offers, Pots, best_flow
from budget.allocation.instance import Instance, Ints, checked
from budget.allocation.solving import solve
from budget.allocation.worth import weigh
from budget.plan.making import generate_plan
from budget.plan.shared import close_plan

SOURCES = 10


def draw(lines: int, seed: int = 7, capped: float = 0.02, whole: float = 0.0) -> Instance:
    """Lines of uneven amounts and four priorities; each of ten sources may pay for four in ten lines; a few caps of their own."""
    dice = np.random.default_rng(seed)
    demand = (dice.lognormal(16.5, 1.2, lines).astype(np.int64) // 1000 + 1) * 1000
    allowed = dice.random((lines, SOURCES)) < 0.4
    line, pot = (part.astype(np.int64) for part in np.nonzero(allowed))
    has_cap = (dice.random(lines) < capped)[line] & (dice.random(len(line)) < 0.5)
    cap = np.where(has_cap, demand[line] * dice.integers(2000, 9000, len(line)) // 10_000, demand[line])
    ceiling = (dice.dirichlet(np.ones(SOURCES) * 2) * float(demand.sum()) * 0.6).astype(np.int64)
    minimum = np.where(dice.random(lines) < whole, demand, 0)
    return checked(Instance(demand, dice.integers(1, 5, lines), minimum, ceiling, line, pot, cap))


def on_lines(instance: Instance) -> Ints:
    """The same by a minimum-cost flow with a node for every line."""
    worth = weigh(instance)
    offers = Offers(np.arange(instance.lines), instance.demand, worth.of(instance.priority))
    arcs = Arcs(instance.pair_line, instance.pair_pot, instance.pair_cap)
    return best_flow(instance.lines, offers, arcs, Pots(instance.ceiling, worth.pot))


def by_program(instance: Instance) -> Ints:
    """The same by a linear program over the pairs (HiGHS), in triệu đồng, rounded."""
    worth, count = weigh(instance), len(instance.pair_line)
    gain = worth.of(instance.priority)[instance.pair_line] + worth.pot[instance.pair_pot]
    columns = np.arange(count)
    rows = vstack(
        [
            coo_array((np.ones(count), (instance.pair_line, columns)), shape=(instance.lines, count)),
            coo_array((np.ones(count), (instance.pair_pot, columns)), shape=(instance.pots, count)),
        ]
    ).tocsr()
    most = np.concatenate([instance.demand, instance.ceiling]) / 1e6
    limits = np.column_stack([np.zeros(count), instance.pair_cap / 1e6])
    answer = linprog(-gain.astype(float), A_ub=rows, b_ub=most, bounds=limits, method="highs")
    return np.rint(answer.x * 1e6).astype(np.int64)


def worth_of(instance: Instance, paid: Ints) -> int:
    """What an answer is worth, exactly."""
    worth = weigh(instance)
    funded, used = by_priority(instance, funded_lines(instance, paid)), used_pots(instance, paid)
    levels = worth.of(np.array([1, 2, 3, 4]))
    return sum(int(a) * b for a, b in zip(levels, funded, strict=True)) + sum(int(a) * int(b) for a, b in zip(worth.pot, used, strict=True))


def processor(act: Callable[[], object]) -> float:
    """Milliseconds of processor one act takes."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def measure_solve(report: Report, lines: int, runs: int) -> None:
    """Our solve against the flow on lines."""
    instance = draw(lines)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer = solve(instance)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if worth_of(instance, answer.paid) != worth_of(instance, on_lines(instance)):
        raise SystemExit("the two exact ways differ")
    ours, flow = measure_in_turn(lambda: solve(instance), lambda: on_lines(instance), runs)
    what = f"who pays for what, {SOURCES} sources, rules and caps of lines"
    report.timed(what, lines, ours, against="OR-tools flow on lines", other=flow, aim="300 ms, 3x")
    mine, theirs = (min(processor(act) for _ in range(3)) for act in (lambda: solve(instance), lambda: on_lines(instance)))
    report.timed("the same, processor time (least of 3)", lines, Times((mine,)), against="OR-tools flow on lines", other=Times((theirs,)))
    parts = ((instance.demand, instance.priority, instance.minimum), instance.ceiling)
    pairs = (instance.pair_line, instance.pair_pot, instance.pair_cap)
    start = time.perf_counter()
    found = check_allocation(*parts, pairs, answer.paid, answer.prices)
    report.timed("certificate checked apart", lines, Times(((time.perf_counter() - start) * 1000,)))
    report.add(Row("certificate: proved (1 = yes)", lines, int(found.proved), unit=""))
    report.add(Row("memory: peak more than the question itself", lines, peak - before, unit="MB"))
    mixed = draw(lines, whole=0.1)
    start = time.perf_counter()
    whole = solve(mixed)
    report.timed("the same, one line in ten all or nothing", lines, Times(((time.perf_counter() - start) * 1000,)))
    report.add(Row("of these proved (1 = yes)", lines, int(whole.optimal), unit=""))


def measure_program(report: Report, lines: int) -> None:
    """Our solve against the linear program, once; wall clock and processor time of the same run."""
    instance, answers, wall, spent = draw(lines), [], [], []
    for act in (lambda: solve(instance).paid, lambda: by_program(instance)):
        clock, busy = time.perf_counter(), time.process_time()
        answers.append(act())
        wall.append((time.perf_counter() - clock) * 1000)
        spent.append((time.process_time() - busy) * 1000)
    mine, theirs = (worth_of(instance, paid) for paid in answers)
    if abs(mine - theirs) > mine // 10**6:
        raise SystemExit("the linear program differs")
    against = "HiGHS linear program"
    report.timed("the same against a linear program", lines, Times((wall[0],)), against=against, other=Times((wall[1],)), aim="100x")
    report.timed("of that run the processor time", lines, Times((spent[0],)), against=against, other=Times((spent[1],)))


def measure_plan(report: Report, lines: int) -> None:
    """From a plan file: facts, verdicts, pots, the solve, every table and reason, and a save."""
    with tempfile.TemporaryDirectory(prefix="dutoan-bench-") as folder:
        plan = generate_plan(Path(folder) / "plan.duckdb", lines, 7)
        taken: dict[str, list[float]] = {}
        for _ in range(3):
            start = time.perf_counter()
            preview = plan.allocation.preview(year=plan.budget_year)
            taken.setdefault("preview from a plan: read, judge, solve, check", []).append((time.perf_counter() - start) * 1000)
            taken.setdefault("of this the solve", []).append(preview.seconds * 1000)
        start = time.perf_counter()
        told = (preview.by_source, preview.flows, preview.by_unit, preview.shortfalls())
        taken["every table and every reason"] = [(time.perf_counter() - start) * 1000]
        start = time.perf_counter()
        receipt, problems = plan.allocation.save(preview, "đo")
        if receipt is None:
            raise SystemExit(str(problems))
        taken["save as one batch"] = [(time.perf_counter() - start) * 1000]
        start = time.perf_counter()
        plan.allocation.current()
        taken["read back and held against the plan"] = [(time.perf_counter() - start) * 1000]
        for what, times in taken.items():
            report.timed(what, lines, Times(tuple(times)))
        report.add(Row("rows asked / lacking", lines, preview.laid.instance.lines, unit=f"/ {len(told[3])}"))
        report.add(Row("memory: this process now", lines, resident_megabytes(), unit="MB"))
        close_plan(plan.path)


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.allocation", description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--program-lines", type=int, default=10_000, help="for the linear program, which is slow")
    parser.add_argument("--plan-lines", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    chosen = parser.parse_args()
    print(describe_machine())
    report = Report("allocation")
    measure_solve(report, chosen.lines, chosen.runs)
    if chosen.plan_lines:
        measure_plan(report, chosen.plan_lines)
    if chosen.program_lines:
        measure_program(report, chosen.program_lines)
    print(report.write())


if __name__ == "__main__":
    main()
