"""The walls between the parts: who may import whom, where SQL may stand, how long a file may grow."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# The floors of docs/architecture.md. A module may import its own part, or anything on a floor below its own.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"model", "money", "words", "vietnamese", "quantity"}),
    frozenset({"store", "reference"}),
    frozenset(
        {
            "allocation",
            "checks",
            "cuts",
            "exports",
            "funding",
            "imports",
            "lines",
            "police",
            "sample",
            "scenarios",
            "schedule",
            "tasks",
            "totals",
        }
    ),
    frozenset({"plan"}),
    frozenset({"cli"}),
)
# What a page may know of the domain: the face, and the concepts and words it shows.
# The program that holds a plan answers the command line for it, so one thing of the command line is known to it: the control route.
OPEN_TO_PAGES = (
    "budget.plan",
    "budget.model",
    "budget.money",
    "budget.words",
    "budget.vietnamese",
    "budget.quantity",
    "budget.typed_date",
    "budget.moments",
    "budget.cli.control",
)
SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\b.+\bSET|DELETE\s+FROM|CREATE\s+(TABLE|VIEW))\b", re.DOTALL)
SQL_BEFORE_CAPITALS = re.compile(r"^\s*(select|with)\b.+\bfrom\b", re.DOTALL)
LIMITS = ((re.compile(r"^app\.py$"), 80), (re.compile(r"^pages/[^/]+\.py$"), 150), (re.compile(r"^(budget|pages/parts)/.+\.py$"), 400))


def sources() -> Iterator[tuple[str, str]]:
    """Every Python file of the program: its path from the root, and its text."""
    for folder in ("budget", "pages"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    app = ROOT / "app.py"
    if app.exists():
        yield "app.py", app.read_text(encoding="utf-8")


def imported_modules(source: str) -> set[str]:
    """The dotted names a source imports, wherever in it; `from a import b` counts as `a.b`, for b may be a module."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def part_of(name: str) -> str:
    """The part of budget/ a dotted module name belongs to: budget.store.journal -> store; the package itself -> ''."""
    pieces = name.split(".")
    return pieces[1] if len(pieces) > 1 else ""


def floor_of(part: str) -> int:
    """The floor a part stands on; a helper module beside the packages (budget/x.py) belongs to the lowest."""
    return next((number for number, parts in enumerate(FLOORS) if part in parts), 0)


def stands_under(name: str, root: str) -> bool:
    """Whether a dotted name is the module or package `root`, or in it."""
    return name == root or name.startswith(f"{root}.")


def crossed_walls(path: str, source: str) -> list[str]:
    """What a source imports though its place forbids it, one sentence each."""
    imported = sorted(imported_modules(source))
    if path.startswith("budget/"):
        return [f"{path} imports {name}" for name in imported if not budget_may_import(path, name)]
    return [f"{path} imports {name}" for name in imported if not page_may_import(name)]


def budget_may_import(path: str, name: str) -> bool:
    """Whether the module of budget/ at `path` may import `name`."""
    own = path.removeprefix("budget/").removesuffix(".py").split("/")[0]
    if name.split(".")[0] in {"streamlit", "altair", "pages", "app", "tests", "bench"}:
        return False
    if stands_under(name, "duckdb"):
        return own == "store"
    if not stands_under(name, "budget"):
        return True
    if own == "__main__":
        return part_of(name) == "cli"
    other = part_of(name)
    return other == own or floor_of(other) < floor_of(own) or floor_of(other) == floor_of(own) == 0 or _same_nouns(own, other)


def _same_nouns(own: str, other: str) -> bool:
    """The nouns may know each other: a scenario resolves lines, a check reads both. The floors below may not."""
    return {own, other} <= FLOORS[2]


def page_may_import(name: str) -> bool:
    """Whether app.py or a page may import `name`."""
    if stands_under(name, "duckdb"):
        return False
    return not stands_under(name, "budget") or any(stands_under(name, root) for root in OPEN_TO_PAGES)


def sql_texts(source: str) -> list[str]:
    """The string constants of a source that read as SQL, docstrings aside."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    return [text for text in texts if SQL.search(text) or SQL_BEFORE_CAPITALS.search(text)]


def lines_over(path: str, source: str) -> int:
    """By how many lines a file is longer than its place allows; 0 when it fits."""
    limit = next((limit for pattern, limit in LIMITS if pattern.match(path)), None)
    return 0 if limit is None else max(0, len(source.splitlines()) - limit)


def import_circles(graph: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """The circles among parts, each once, as the parts in it in alphabetical order."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(graph.get(start, ()))
        while waiting:
            part = waiting.pop()
            if part not in seen:
                seen.add(part)
                waiting.extend(graph.get(part, ()))
        return seen

    reach = {part: reached(part) for part in graph}
    return sorted({tuple(sorted(b for b in reach[a] if a in reach.get(b, set()))) for a in graph if a in reach[a]})


def noun_graph() -> dict[str, set[str]]:
    """Which noun imports which other noun."""
    graph: dict[str, set[str]] = {noun: set() for noun in FLOORS[2]}
    for path, source in sources():
        own = path.removeprefix("budget/").split("/")[0]
        if own in graph:
            graph[own] |= {part_of(name) for name in imported_modules(source) if stands_under(name, "budget")} & (FLOORS[2] - {own})
    return graph


def test_no_arrow_points_back() -> None:
    """Imports go from screens to the face, from the face to the nouns, from the nouns to the store, and never up."""
    assert [sentence for path, source in sources() for sentence in crossed_walls(path, source)] == []


def test_nouns_do_not_import_in_a_circle() -> None:
    """Of two nouns one knows the other, never both each other."""
    assert import_circles(noun_graph()) == []


def test_pages_hold_no_sql() -> None:
    """A page asks the plan; only the store speaks SQL to the file."""
    found = [(path, text) for path, source in sources() if not path.startswith("budget/") for text in sql_texts(source)]
    assert found == []


def test_files_stay_small() -> None:
    """One idea a file: budget and parts up to 400 lines, a page 150, app.py 80."""
    assert {path: over for path, source in sources() if (over := lines_over(path, source))} == {}


def test_every_module_says_what_it_is() -> None:
    """Each module opens with its concept and law; a package may say it in its __init__ only."""
    silent = [path for path, source in sources() if source.strip() and not ast.get_docstring(ast.parse(source))]
    assert silent == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("budget/lines/edit.py", "import streamlit as st"),
        ("budget/lines/edit.py", "import duckdb"),
        ("budget/lines/edit.py", "from budget.plan import open_plan"),
        ("budget/store/journal.py", "from budget.lines.edit import change"),
        ("budget/store/journal.py", "def later():\n    from budget.plan import opening"),
        ("budget/reference/units.py", "from budget.store import database"),
        ("budget/model/ids.py", "import budget.store"),
        ("budget/money.py", "from budget.reference import units"),
        ("budget/totals/cube.py", "from budget import plan"),
        ("budget/plan/face.py", "from budget.cli import main"),
        ("budget/plan/face.py", "from pages.parts import theme"),
        ("pages/du_toan.py", "from budget.store import store"),
        ("pages/du_toan.py", "from budget import lines"),
        ("pages/parts/grid.py", "import budget.lines.edit"),
        ("app.py", "import duckdb"),
    ],
)
def test_a_crossed_wall_is_seen(path: str, source: str) -> None:
    """The test above can fail: each of these sources breaks one rule."""
    assert len(crossed_walls(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("budget/store/journal.py", "import duckdb\nfrom budget.model.ids import new_id\nfrom budget.store.kinds import KINDS"),
        ("budget/lines/edit.py", "from budget.store import store\nfrom budget.reference import units\nfrom budget.money import parse"),
        ("budget/scenarios/apply.py", "from budget.lines.query import lines"),
        ("budget/money.py", "from budget.quantity import milli\nimport decimal"),
        ("budget/plan/face.py", "from budget.scenarios import apply"),
        ("budget/__main__.py", "from budget.cli.main import main"),
        (
            "pages/du_toan.py",
            "import streamlit as st\nfrom budget.plan import Plan\nfrom budget.model.states import Layer\nfrom pages.parts import x",
        ),
    ],
)
def test_an_open_way_stays_open(path: str, source: str) -> None:
    """What the architecture allows is not refused."""
    assert crossed_walls(path, source) == []


def test_sql_in_a_page_is_seen() -> None:
    """SQL is known by its shape, whatever its case; Vietnamese and English prose is not SQL."""
    assert sql_texts('query = f"""SELECT amount\nFROM line WHERE id = {x}"""')
    assert sql_texts('query = "select sum(amount) from line"')
    assert sql_texts('query = "UPDATE line SET amount = 0"')
    assert not sql_texts('"""Select a unit from the list: SELECT x FROM y."""\nst.write("Chọn đơn vị từ danh sách, select from")')


def test_a_long_file_and_a_circle_are_seen() -> None:
    """The size and circle rules can fail."""
    assert lines_over("pages/du_toan.py", "x = 1\n" * 151) == 1
    assert lines_over("app.py", "x = 1\n" * 81) == 1
    assert lines_over("budget/money.py", "x = 1\n" * 400) == 0
    assert import_circles({"lines": {"funding"}, "funding": {"lines"}, "checks": {"lines"}}) == [("funding", "lines")]
