"""What a row says beyond money and names; what the plan has no place for is kept and said."""

from budget.imports.decisions import Decisions
from budget.imports.questions import TASK, Asked
from budget.imports.row_values import RowValues
from budget.imports.understanding import Meaning, ReadRow
from budget.model.problem import Problem
from tests.readings import directory, line, reading

DIRECTORY = directory()


def values(asked: Asked | None = None, notes: list[Problem] | None = None, **decided: object) -> RowValues:
    def note(row: ReadRow, problem: Problem) -> None:
        if notes is not None:
            notes.append(problem)

    return RowValues(reading([]), DIRECTORY, Decisions(**decided), asked or Asked(), note)  # type: ignore[arg-type]


def test_the_finer_code_counts_and_an_unknown_one_is_kept() -> None:
    extra: list[str] = []
    assert values().budget_code(line(5, 1, budget_item="6605", budget_sub_item="6956,0"), extra) == "6956"
    assert values().budget_code(line(5, 1, budget_item="6605", budget_sub_item="9999"), extra) == "6605"
    assert extra == []
    notes: list[Problem] = []
    assert values(notes=notes).budget_code(line(5, 1, budget_sub_item="9999"), extra) == ""
    assert extra == ["Mục, tiểu mục trong tệp: 9999"]
    assert [problem.code for problem in notes] == ["kept_in_note"]


def test_a_category_is_told_decided_or_proposed_in_this_order() -> None:
    told, plain = line(5, 1, category="Tuyên truyền"), line(5, 1, name="Máy in")
    assert values(category="training").category(told, "may in", []) == "publicity"
    assert values(category="training").category(plain, "may in", []) == "training"
    place = values()
    assert (place.category(plain, "may in", []), place.proposed) == ("equipment", 1)


def test_time_is_the_rows_own_or_the_plans() -> None:
    assert values().time(line(5, 1, year="2025", quarter="Quý III"), []) == (2025, 3)
    assert values().time(line(5, 1, quarter="IV/2026"), []) == (2026, 4)
    assert values(year=2030).time(line(5, 1), []) == (2030, 1)
    extra: list[str] = []
    assert values().time(line(5, 1, year="2024-2025", quarter="cả năm"), extra) == (2024, 1)
    assert extra == ["Năm trong tệp: 2024-2025", "Thời gian trong tệp: cả năm"]


def test_a_task_is_found_answered_or_asked_without_obligation() -> None:
    named = line(5, 1, task="Số hóa dữ liệu đất đai")
    assert values().task(named, []) == "NV14"
    other = line(5, 1, task="Việc khác")
    asked, extra = Asked(), list[str]()
    assert values(asked).task(other, extra) == ""
    assert extra == ["Nhiệm vụ trong tệp: Việc khác"]
    assert [(question.kind, question.required) for question in asked.questions()] == [(TASK, False)]
    assert values(tasks={"Việc khác": "NV01"}).task(other, []) == "NV01"


def test_what_was_given_is_money_or_kept() -> None:
    row = line(5, 1, money={Meaning.THIS_YEAR_SPENT: -1, Meaning.LAST_YEAR_OUTTURN: 7})
    extra: list[str] = []
    assert values().given(row, extra) == (7, None, None)
    assert extra == ["Đã chi đến ngày trong tệp: -1"]
