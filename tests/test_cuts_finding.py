"""The door to the solvers: it answers as they do, and stays shut until somebody asks."""

import subprocess
import sys
from pathlib import Path

from budget.cuts.finding import find, find_points
from budget.cuts.search.solving import solve
from tests.cut_arrays import question, whole

INSTANCE = question([whole("a", 40), whole("b", 30, 200), whole("c", 30, 300)], 50)


def test_it_answers_as_the_solvers_do() -> None:
    assert find(INSTANCE, 1e-6, 10.0).chosen.tolist() == solve(INSTANCE).chosen.tolist()
    assert [point.saved for point in find_points(INSTANCE, 3, 1e-6, 10.0)][-1] == 100


def test_no_solver_is_loaded_before_somebody_asks() -> None:
    code = "import sys; import budget.cuts.finding; print(sorted({'ortools', 'scipy'} & {name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=Path(__file__).parent.parent)
    assert done.stdout.strip() == "[]"
