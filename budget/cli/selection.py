"""Which lines the words of a command select."""

from argparse import Namespace

from budget.cli.grammar import UsageError
from budget.lines.query import LineFilter


def read_selection(words: Namespace) -> LineFilter:
    """The filter of --listing, --year, --unit, --source and the like; UsageError for a priority that is none."""
    wrong = [text for text in words.priority if text not in ("1", "2", "3", "4")]
    if wrong:
        raise UsageError(f"--priority không nhận “{wrong[0]}”.", "Mức ưu tiên từ 1 đến 4.")
    return LineFilter(
        listing=None if words.listing == "all" else words.listing,
        units=tuple(words.unit),
        levels=tuple(words.level),
        sources=tuple(words.source),
        categories=tuple(words.category),
        natures=tuple(words.nature),
        tasks=tuple(words.task),
        priorities=tuple(int(text) for text in words.priority),
        years=() if words.year is None else (words.year,),
        text=words.text,
    )
