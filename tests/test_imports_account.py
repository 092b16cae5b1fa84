"""What stands in the way of an import, in the order people can do something about it."""

from dataclasses import replace

from budget.imports.account import ImportPreview, SheetAccount, difference_of, stands_in_the_way, total_account
from budget.imports.decisions import Decisions
from budget.imports.landing import RowProblem
from budget.imports.questions import UNIT, Question
from budget.imports.understanding import TotalCheck
from budget.imports.uploads import UploadKind
from budget.model.problem import Problem

REJECTED = RowProblem(9, Problem("x", "Không đọc được số."), "Một")
ASKED = Question(UNIT, "Trà Don @516", "Trà Don", ("20938", "20956"), True, "Một", 7)
TAKEN = SheetAccount("Một", 10, 6, 2, 1, (REJECTED,), amount=60, totals=(TotalCheck(8, 5, 70, 60, "Tổng cộng"),))
LEFT = SheetAccount("Hai", 4, 0, 4, 0, left_out=Problem("sheet_empty", "Trang trống."))
PREVIEW = ImportPreview("1", "a.xlsx", UploadKind.STRANGER, (TAKEN, LEFT), 6, 60, 60, (ASKED,), (), (), Decisions())


def codes(preview: ImportPreview) -> list[str]:
    return [problem.code for problem in stands_in_the_way(preview)]


def test_the_file_then_the_questions_then_the_rows_then_emptiness() -> None:
    broken = replace(PREVIEW, problems=(Problem("file_broken", "Hỏng."),))
    assert codes(broken) == ["file_broken"]
    assert codes(PREVIEW) == ["unit_asked"]
    answered = replace(PREVIEW, questions=())
    assert codes(answered) == ["rows_rejected"]
    skipping = replace(answered, decisions=Decisions(skip_rejected=True))
    assert codes(skipping) == []
    assert skipping.ready
    assert codes(replace(skipping, lines=0)) == ["file_empty"]
    assert codes(replace(skipping, lines=0, sheets=(LEFT,))) == ["sheet_empty"]


def test_a_question_that_may_stay_open_does_not_stop() -> None:
    open_one = replace(PREVIEW, questions=(replace(ASKED, required=False),), sheets=(replace(TAKEN, rejected=()),))
    assert open_one.ready


def test_the_refusal_names_the_question_and_the_flag_that_answers_it() -> None:
    (problem,) = stands_in_the_way(PREVIEW)
    assert "“Trà Don” ở dòng 7" in problem.sentence
    assert '--answer "Trà Don @516=MÃ"' in problem.fix


def test_only_taken_sheets_are_summed() -> None:
    total = total_account(PREVIEW)
    assert (total.rows, total.lines, total.headings, total.blanks, len(total.rejected)) == (10, 6, 2, 1, 1)
    assert [difference_of(check) for check in total.totals_wrong] == [10]
