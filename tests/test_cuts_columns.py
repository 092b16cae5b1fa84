"""Columns of many lines: texts by place, what is alike said once, unknown kept apart from 0."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.columns import UNKNOWN, flags_of, kinds_of, say_each, texts_of, whole_of


@given(st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=30))
def test_texts_come_back_line_by_line_and_missing_is_empty(texts: list[str | None]) -> None:
    column = texts_of(pa.chunked_array([pa.array(texts, pa.string())]))
    assert column.each() == tuple(text or "" for text in texts)
    assert column.are(["a", ""]).tolist() == [(text or "") in ("a", "") for text in texts]
    assert column.numbers(len).tolist() == [len(text or "") for text in texts]


def test_what_is_missing_is_unknown_and_never_nought() -> None:
    assert whole_of(pa.chunked_array([pa.array([0, None, 7])])).tolist() == [0, UNKNOWN, 7]
    assert flags_of(pa.chunked_array([pa.array([True, None, False])])).tolist() == [True, False, False]


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 10**12)), min_size=1, max_size=40))
def test_lines_of_one_kind_are_alike_in_every_column(rows: list[tuple[int, int]]) -> None:
    columns = [np.array([row[place] for row in rows], np.int64) for place in range(2)]
    kinds = kinds_of(columns)
    assert len(kinds.first) == len(set(rows))
    assert kinds.tell(lambda place: str(rows[place])) == tuple(str(row) for row in rows)


def test_a_sentence_is_said_once_for_those_alike() -> None:
    said: list[int] = []

    def say(place: int) -> str:
        said.append(place)
        return f"số {place}"

    lines, alike = np.array([True, False, True, True]), np.array([5, 5, 5, 6])
    places, texts = say_each(lines, (alike,), say)
    assert (places.tolist(), texts, said) == ([0, 2, 3], ("số 0", "số 0", "số 3"), [0, 3])
    assert say_each(np.array([False]), (), say)[1] == ()
    assert say_each(lines, (), lambda _: "một câu")[1] == ("một câu",) * 3
