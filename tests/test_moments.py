"""Moments in words."""

from budget.moments import say_moment


def test_a_moment_as_sentences_say_it() -> None:
    assert say_moment("2024-03-05T14:05:09+07:00") == "14:05 ngày 05/03/2024"
