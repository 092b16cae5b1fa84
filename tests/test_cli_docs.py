"""docs/cli.md says what the program does: every command, every option, every key, every operation setting."""

import re

import pytest

from budget.cli.commands import COMMANDS, Command
from budget.cli.grammar import VietnameseParser
from budget.lines.fields import FIELDS
from budget.lines.listing import LISTED
from budget.model.states import OperationKind
from budget.scenarios.parsing import SETTINGS
from budget.scenarios.selecting import KEYS, SINGLE
from budget.totals.reading import GROUPINGS
from tests.command_line import ROOT

DOCS = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def section_of(command: str) -> str:
    """The text under a command's heading; empty when it has none."""
    found = re.search(rf"^### `{command}\b.*?(?=^##)", DOCS + "\n## ", re.DOTALL | re.MULTILINE)
    return found.group(0) if found else ""


def options_of(command: Command) -> set[str]:
    """The options a command declares for itself."""
    parser = VietnameseParser()
    command.declare(parser)
    return {word for action in parser._actions for word in action.option_strings if word.startswith("--")} - {"--help"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_and_option_has_its_place(command: Command) -> None:
    section = section_of(command.name)
    assert section, f"docs/cli.md has no section for {command.name}"
    documented = set(re.findall(r"--[a-z-]+", section))
    if "Selection" in section:
        documented |= set(re.findall(r"--[a-z-]+", section_of_heading("Selection")))
    assert options_of(command) <= documented


def section_of_heading(heading: str) -> str:
    """The text under a plain heading."""
    found = re.search(rf"^## {heading}.*?(?=^## )", DOCS + "\n## ", re.DOTALL | re.MULTILINE)
    assert found
    return found.group(0)


def test_no_section_describes_a_command_there_is_not() -> None:
    headings = [re.match(r"### `([a-z ]+?)(?: [A-Z\[-].*)?`", line) for line in DOCS.splitlines() if line.startswith("### `")]
    assert [found.group(1).strip() for found in headings if found] == [command.name for command in COMMANDS]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Operations file", {kind.value for kind in OperationKind}),
        ("Operations file", {name for settings in SETTINGS.values() for name in settings}),
        ("Operations file", {*KEYS, *SINGLE}),
        ("Fields", set(FIELDS)),
        ("Groupings", set(GROUPINGS)),
        ("Keys of a line", set(LISTED)),
    ],
)
def test_every_word_of_the_registers_is_written_down(heading: str, words: set[str]) -> None:
    text = section_of_heading(heading)
    as_layers = {word: re.sub(r"^(requested|content|finance|approved)_", "<layer>_", word) for word in words}
    assert {word for word, as_layer in as_layers.items() if f"`{word}`" not in text and f"`{as_layer}`" not in text} == set()
