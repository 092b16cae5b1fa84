"""Codes that stayed behind a sort: rows go back to their lines by what they say, and only when nothing is left to guess."""

from hypothesis import given
from hypothesis import strategies as st

from budget.imports.returned_book import Copied
from budget.imports.returned_moved import find_places

Row = dict[str, str]


def row(name: str, quantity: str, measure: str = "bộ") -> Row:
    return {"name": name, "measure": measure, "quantity": quantity}


def copies(rows: dict[str, Row]) -> dict[str, dict[str, Copied]]:
    return {line: {field: Copied(text, text) for field, text in texts.items()} for line, texts in rows.items()}


LEFT = {"a": row("Máy in", "1"), "b": row("Máy quét", "2"), "c": row("Tập huấn", "3"), "d": row("Máy in", "4")}


def test_edits_in_place_move_nothing() -> None:
    assert find_places(LEFT, copies(LEFT)) == {}
    assert find_places({**LEFT, "a": row("Máy in màu", "9"), "b": row("Máy quét", "1")}, copies(LEFT)) == {}


def test_a_rename_to_a_name_that_still_stands_is_an_edit() -> None:
    assert find_places({**LEFT, "a": row("Máy quét", "1")}, copies(LEFT)) == {}


@given(st.permutations(sorted(LEFT)))
def test_any_sort_is_put_back_or_refused_and_never_read_as_edits(order: list[str]) -> None:
    stands = dict(zip(sorted(LEFT), (LEFT[line] for line in order), strict=True))
    places = find_places(stands, copies(LEFT))
    if order == sorted(LEFT):
        assert places == {}
    elif places is None:
        # only numbers moved, between lines of the same words: nobody can tell a sort from edits
        assert all(stands[line]["name"] == LEFT[line]["name"] for line in LEFT)
    else:
        assert {line: stands[places.get(line, line)] for line in LEFT} == LEFT


def test_an_edited_row_is_told_by_its_words() -> None:
    assert find_places({"a": row("Tập huấn", "30"), "b": LEFT["b"], "c": LEFT["a"], "d": LEFT["d"]}, copies(LEFT)) == {"a": "c", "c": "a"}


def test_a_moved_row_with_another_name_is_refused() -> None:
    assert find_places({"a": row("Tập huấn", "3"), "b": LEFT["b"], "c": row("Máy lạ", "1"), "d": LEFT["d"]}, copies(LEFT)) is None


def test_words_that_belong_to_a_row_that_is_gone_are_refused() -> None:
    assert find_places({"a": LEFT["b"], "c": LEFT["c"], "d": LEFT["d"]}, copies(LEFT)) is None
