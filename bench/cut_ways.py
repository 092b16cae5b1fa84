"""Each way to search for cuts in a process of its own: ours, plain HiGHS through scipy, CP-SAT; so that its peak memory is its own.

`python -m bench.cut_ways WAY LINES ACTIONS` prints one JSON object (Outcome). The peers are asked for a gap of 1e-4 within a minute, ours
for 1e-6; `frontier` is 25 points of ours, harm and bound being those of the point with the widest gap.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np

from bench.cut_instances import make_cut_instance
from budget.cuts.certificate.checking import check_answer
from budget.cuts.instance import Instance
from budget.cuts.search.frontier import trace
from budget.cuts.search.solving import solve
from tests.whole_cuts import solve_whole, write_whole

TIME_LIMIT = 60.0
PEER_GAP = 1e-4
OUR_GAP = 1e-6
POINTS = 25
Found = tuple[float | None, float | None, Callable[[], None] | None]
"""Harm, bound, and what proves them, where there is such a thing."""


@dataclass(frozen=True)
class Outcome:
    """What one way found: seconds on the clock and of processor, harm and proved bound (None = none), peak memory in MB.

    `check_seconds`: what the certificate took on top, where there is one; an answer it does not confirm ends the run.
    """

    way: str
    seconds: float
    processor: float
    harm: float | None
    bound: float | None
    megabytes: float
    check_seconds: float = 0.0

    @property
    def gap(self) -> float | None:
        """How far the harm may be above the least; None without an answer."""
        return None if self.harm is None or self.bound is None else max(0.0, (self.harm - self.bound) / max(1.0, self.harm))


def run_apart(way: str, lines: int, actions: int = 1) -> Outcome:
    """One way in a process of its own, so that its peak memory is its own."""
    words = [sys.executable, "-m", "bench.cut_ways", way, str(lines), str(actions)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return Outcome(**json.loads(told.strip().splitlines()[-1]))


def by_highs(instance: Instance) -> Found:
    """Harm and bound of the whole program by HiGHS."""
    found = solve_whole(instance, gap=PEER_GAP, time_limit=TIME_LIMIT)
    return found.harm, found.bound, None


def by_cp_sat(instance: Instance, workers: int) -> Found:
    """Harm and bound of the whole program by CP-SAT."""
    from ortools.sat.python import cp_model  # here, so that it weighs on no other way's memory

    whole = write_whole(instance)
    model = cp_model.CpModel()
    taken = [model.new_int_var(0, int(most), "") for most in whole.most]
    matrix = whole.matrix
    for row in range(matrix.shape[0]):
        held = slice(matrix.indptr[row], matrix.indptr[row + 1])
        total = cp_model.LinearExpr.weighted_sum([taken[at] for at in matrix.indices[held]], matrix.data[held].astype(np.int64).tolist())
        if np.isfinite(whole.low[row]):
            model.add(total >= int(whole.low[row]))
        if np.isfinite(whole.high[row]):
            model.add(total <= int(whole.high[row]))
    model.minimize(cp_model.LinearExpr.weighted_sum(taken, whole.harm.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.relative_gap_limit = PEER_GAP
    solver.parameters.max_time_in_seconds = TIME_LIMIT
    status = solver.solve(model)
    found = solver.objective_value if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
    return found, solver.best_objective_bound, None


def by_prices(instance: Instance) -> Found:
    """Ours; the certificate has to confirm it."""
    answer = solve(instance, gap=OUR_GAP, time_limit=TIME_LIMIT)

    def check() -> None:
        checked = check_answer(instance, answer)
        if not checked.sound:
            raise SystemExit("; ".join(checked.findings))

    return answer.harm, answer.bound, check


def by_frontier(instance: Instance) -> Found:
    """Our frontier; harm and bound of the point that is proved least."""
    widest = max(trace(instance, POINTS), key=lambda point: point.gap)
    return widest.harm, widest.bound, None


WAYS = {
    "ours": by_prices,
    "frontier": by_frontier,
    "HiGHS": by_highs,
    "CP-SAT, 8 workers": lambda instance: by_cp_sat(instance, 8),
    "CP-SAT, 2 workers": lambda instance: by_cp_sat(instance, 2),
}


def main() -> None:
    """One way, told as JSON."""
    way, lines, actions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    instance = make_cut_instance(lines, actions=actions)
    clock, busy = time.perf_counter(), time.process_time()
    harm, bound, check = WAYS[way](instance)
    seconds, processor = time.perf_counter() - clock, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    clock = time.perf_counter()
    if check is not None:
        check()
    print(json.dumps(asdict(Outcome(way, seconds, processor, harm, bound, peak, time.perf_counter() - clock))))


if __name__ == "__main__":
    main()
