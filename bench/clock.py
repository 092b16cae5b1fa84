"""Times of one act: taken many times, told as the median and the 95th percentile in milliseconds."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Times:
    """How long an act took, each time, in milliseconds."""

    taken: tuple[float, ...]

    @property
    def p50(self) -> float:
        """The median."""
        return _at(self.taken, 0.50)

    @property
    def p95(self) -> float:
        """What nineteen of twenty stay under."""
        return _at(self.taken, 0.95)

    @property
    def runs(self) -> int:
        """How many times it was measured."""
        return len(self.taken)


def measure(act: Callable[[], object], runs: int) -> Times:
    """The times of `runs` acts, one after another; nothing is warmed up and nothing left out."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return Times(tuple(taken))


def measure_in_turn(first: Callable[[], object], second: Callable[[], object], runs: int) -> tuple[Times, Times]:
    """Two acts measured one after the other in each round, so that a busy moment of the machine meets both."""
    pairs = [(measure(first, 1).p50, measure(second, 1).p50) for _ in range(runs)]
    return Times(tuple(pair[0] for pair in pairs)), Times(tuple(pair[1] for pair in pairs))


def resident_megabytes() -> float:
    """How much memory this process holds now; 0 where the system does not say."""
    if not STATUS.exists():
        return 0.0
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _at(taken: Sequence[float], share: float) -> float:
    ordered = sorted(taken)
    return ordered[math.ceil(share * len(ordered)) - 1]
