"""What a person would pick instead for a search of cuts: plain HiGHS through scipy, and CP-SAT, each in a process of its own.

`python -m bench.cut_peers PEER LINES ACTIONS` prints one JSON object: seconds, harm, bound, gap, megabytes at the peak.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

import numpy as np
from ortools.sat.python import cp_model

from bench.cut_instances import make_cut_instance
from budget.cuts.instance import Instance
from tests.whole_cuts import solve_whole, write_whole

TIME_LIMIT = 60.0
PEER_GAP = 1e-4


@dataclass(frozen=True)
class Outcome:
    """What one way found: seconds on the clock and of processor, harm and proved bound (None = none), gap, peak memory in MB."""

    way: str
    seconds: float
    processor: float
    harm: float | None
    bound: float | None
    megabytes: float

    @property
    def gap(self) -> float | None:
        """How far the harm may be above the least; None without an answer."""
        return None if self.harm is None or self.bound is None else max(0.0, (self.harm - self.bound) / max(1.0, self.harm))


def run_apart(way: str, lines: int, actions: int = 1) -> Outcome:
    """One way in a process of its own, so that its peak memory is its own."""
    words = [sys.executable, "-m", "bench.cut_peers", way, str(lines), str(actions)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return Outcome(**json.loads(told.strip().splitlines()[-1]))


def by_highs(instance: Instance) -> tuple[float | None, float | None]:
    """Harm and bound of the whole program by HiGHS."""
    found = solve_whole(instance, gap=PEER_GAP, time_limit=TIME_LIMIT)
    return found.harm, found.bound


def by_cp_sat(instance: Instance, workers: int) -> tuple[float | None, float | None]:
    """Harm and bound of the whole program by CP-SAT."""
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
    return found, solver.best_objective_bound


WAYS = {"highs": by_highs, "cp-sat-8": lambda instance: by_cp_sat(instance, 8), "cp-sat-2": lambda instance: by_cp_sat(instance, 2)}


def main() -> None:
    """One way, told as JSON."""
    way, lines, actions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    instance = make_cut_instance(lines, actions=actions)
    clock, busy = time.perf_counter(), time.process_time()
    harm, bound = WAYS[way](instance)
    seconds, processor = time.perf_counter() - clock, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(asdict(Outcome(way, seconds, processor, harm, bound, peak))))


if __name__ == "__main__":
    main()
