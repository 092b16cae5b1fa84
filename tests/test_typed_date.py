"""Days as people type them: the writings that are taken, and those that are refused with an example."""

import pytest

from budget.typed_date import read_date


@pytest.mark.parametrize("text", ["5/3/2024", "05-03-2024", "05.03.2024", "2024-03-05", "  05/03/2024 "])
def test_a_day_is_read_as_people_and_scripts_write_it(text: str) -> None:
    assert read_date(text) == ("2024-03-05", [])


def test_nothing_is_no_day() -> None:
    assert read_date(" ") == (None, [])


@pytest.mark.parametrize("text", ["31/02/2024", "3/2024", "05/03/1024", "hôm nay"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    day, problems = read_date(text)
    assert day is None
    assert (problems[0].code, "05/03/2024" in problems[0].fix) == ("not_a_date", True)
