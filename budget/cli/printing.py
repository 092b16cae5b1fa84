"""What the command line prints: one JSON object, or a table with its numbers to the right."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from budget.cli.call import Answer, Printer
from budget.model.problem import Problem
from budget.quantity import format_quantity


def print_answer(answer: Answer, stdout: Printer, as_json: bool) -> None:
    """Write an answer the way that was asked for."""
    if as_json:
        stdout.write(to_json(answer.data) + "\n")
    elif answer.text:
        stdout.write(answer.text.rstrip("\n") + "\n")


def print_problem(problem: Problem, stdout: Printer, stderr: Printer, as_json: bool, report: Mapping[str, Any] | None = None) -> None:
    """Write a refusal: a sentence and its cure on stderr; with JSON also the object on stdout, with what was found out so far."""
    stderr.write(f"{problem.sentence} {problem.fix}".strip() + "\n")
    if as_json:
        stdout.write(to_json({"error": problem.sentence, "fix": problem.fix, "code": problem.code, **(report or {})}) + "\n")


def to_json(data: Mapping[str, Any]) -> str:
    """One JSON object on one line, Vietnamese letters as they are."""
    return json.dumps(data, ensure_ascii=False)


def decimal_number(milli: int | None) -> int | float | None:
    """Thousandths as the number JSON prints exactly: 12000 is 12, 500 is 0.5.

    A quantity has at most 13 digits with its decimals, so the shortest text of the float is the decimal itself.
    """
    if milli is None:
        return None
    return milli // 1000 if milli % 1000 == 0 else milli / 1000


def format_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """A table in plain text; columns whose position stands in `right` are aligned to the right."""
    widths = [max(len(str(row[place])) for row in [headings, *rows]) for place in range(len(headings))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return "  ".join(padded).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join([line(headings), rule, *(line(row) for row in rows)])


def format_count(number: int) -> str:
    """A whole number with dots between its thousands."""
    return format_quantity(number * 1000)
