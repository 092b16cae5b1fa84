"""Each refusal is a whole sentence that names the file, and says what to do."""

import inspect

import pytest

from budget.imports import refusals

_SAMPLE: dict[str, object] = {
    "name": "a.xlsx", "size": 30 * 2**20, "most": 25 * 2**20, "found": "tệp PDF", "kind": ".xls", "sheet": "Bảng 1", "cell": "D12",
    "count": 1_200, "seconds": 60.0,
}  # fmt: skip
MAKERS = [maker for name, maker in inspect.getmembers(refusals, inspect.isfunction) if maker.__module__ == refusals.__name__]


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_a_refusal_tells_what_and_what_to_do(maker: object) -> None:
    assert callable(maker)
    problem = maker(*[_SAMPLE[name] for name in inspect.signature(maker).parameters])
    assert "“a.xlsx”" in problem.sentence
    assert problem.sentence.endswith(".")
    assert problem.fix.endswith(".")
    assert problem.code


def test_counts_and_places_are_shown_as_people_write_them() -> None:
    assert "1.200 ô công thức" in refusals.not_calculated("a.xlsx", "Bảng 1", "D12", 1_200).sentence
    assert "lớn 30 MB, vượt 25 MB" in refusals.too_large("a.xlsx", 30 * 2**20, 25 * 2**20).sentence


def test_a_refusal_can_be_raised() -> None:
    problem = refusals.has_macros("a.xlsx")
    assert refusals.Refused(problem).problem is problem
