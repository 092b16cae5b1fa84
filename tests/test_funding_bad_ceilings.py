"""Ceilings that cannot be true are named with their place, at entry and in what scripts have put in."""

from pathlib import Path

import pytest

from budget.funding.bad_ceilings import find_faults
from budget.plan.face import Plan
from budget.store.kinds import ALL, KINDS
from budget.store.records import Batch, Change, Value
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan


def put(plan: Plan, source: str, unit: str, year: int = 2024, nature: str = "recurrent", **told: Value) -> None:
    """A ceiling as a script would write it, past the entry form."""
    identity = f"{source}|{unit}|{year}|{nature}"
    record: dict[str, Value] = {**dict.fromkeys(KINDS["ceiling"].columns), "id": identity, "source": source, "unit": unit}
    record.update({"year": year, "nature": nature, "granted": 100, "spent": 0, "committed": 0, "document": "CK 1", **told})
    plan.store.commit(Batch("kịch bản", "set_ceiling", changes=[Change("ceiling", identity, ALL, None, record)]))


def faults(plan: Plan) -> list[str]:
    with plan.store.read() as cursor:
        return [problem.code for problem in find_faults(cursor)[0]]


@pytest.mark.parametrize(
    ("place", "told", "code", "words"),
    [
        (("NQ36-H", DISTRICT), {"granted": -5}, "negative", "hạn mức đã giao âm (-5 đ)"),
        (("NQ36-H", DISTRICT), {"spent": -5}, "negative", "số đã chi âm"),
        (("NQ36-H", DISTRICT), {"spent": 60, "committed": 41}, "ceiling_overspent", "đã chi và cam kết 101 đ"),
        (("NQ36-H", DISTRICT, 2026), {}, "year_out_of_range", "đến năm 2025"),
        (("QD334", "49", 2023), {}, "year_out_of_range", "từ năm 2024"),
        (("NQ36-H", COMMUNE), {}, "unit_cannot_hold", "không giữ được nguồn"),
        (("NQ36-X", DEPARTMENT), {}, "unit_cannot_hold", "không giữ được nguồn"),
        (("QD334", DISTRICT), {}, "unit_cannot_hold", "của ngân sách tỉnh"),
        (("NQ36-H", DISTRICT, 2024, "investment"), {}, "nature_mismatch", "chi thường xuyên"),
        (("KHONG", DISTRICT), {}, "unknown_source", "không có trong danh mục"),
    ],
)
def test_what_a_script_put_in_is_found_with_its_place(
    tmp_path: Path, place: tuple[str, str], told: dict[str, Value], code: str, words: str
) -> None:
    with a_plan(tmp_path) as plan:
        put(plan, *place, **told)
        assert faults(plan) == [code]
        (problem,) = [problem for problem in plan.checks.of_ceilings() if problem.code == "ceiling_wrong"]
        assert words in problem.sentence
        assert problem.pot is not None
        assert problem.pot.startswith(f"{place[0]}|{place[1]}|")


def test_a_ceiling_that_can_be_true_is_silent(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        put(plan, "NQ36-H", DISTRICT, spent=60, committed=40)
        put(plan, "QD334", "49", granted=None, spent=None)
        assert faults(plan) == []


@pytest.mark.parametrize(
    ("source", "unit", "year", "code"),
    [("NQ36-H", DISTRICT, 2026, "year_out_of_range"), ("NQ36-H", DEPARTMENT, 2024, "unit_cannot_hold")],
)
def test_the_same_is_refused_at_entry_one_by_one_and_in_a_list(tmp_path: Path, source: str, unit: str, year: int, code: str) -> None:
    with a_plan(tmp_path) as plan:
        head = plan.head()
        change, problems = plan.funding.set_ceiling(plan.funding.place_of(source, unit, year), {"granted": 5}, "giao")
        assert (change, [problem.code for problem in problems]) == (None, [code])
        receipt, problems = plan.funding.set_many(source, year, {unit: 5}, "giao")
        assert (receipt, [problem.code for problem in problems]) == (None, [code])
        assert plan.head() == head


def test_own_money_without_the_units_own_document_is_told_once_a_source_and_year(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        put(plan, "NSH-THEM", "502", document="")
        put(plan, "NSH-THEM", "503", document="LNSNN2015")  # the source's own document commits nobody
        put(plan, "NSH-THEM", "504")
        put(plan, "BSCDS", "502", document="")  # the province's to allot
        (problem,) = [problem for problem in plan.checks.of_ceilings() if problem.code == "commitment_missing"]
        assert problem.pot == "NSH-THEM|2024"
        assert "200 đ chưa có văn bản cam kết" in problem.sentence
        assert "Tam Kỳ" in problem.sentence
        assert "Hội An" in problem.sentence
