"""Budget codes that are not in force, and codes of the other nature."""

from pathlib import Path

from budget.checks.run import check_lines
from budget.model.ids import BASE
from budget.model.states import Severity
from budget.store.kinds import LINE
from tests.checked import CLEAN, PROJECT, everything, force, found
from tests.plans import a_plan


def test_a_line_at_hand_is_judged_as_among_all_of_the_plan(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, PROJECT]) as plan:
        ids = [plan.lines.find_id(str(number)) for number in (1, 2)]
        with plan.store.read() as cursor:
            codes = [str(row[0]) for row in cursor.rows("SELECT DISTINCT code FROM budget_code ORDER BY code")]
        force(plan, ids[0], LINE.group_of("year"), year=2017)
        for code in [*codes[:: max(1, len(codes) // 20)], "9003", "0000"]:
            for line in ids:
                force(plan, line, "about", budget_code=code)
            together = [problem for problem in everything(plan) if problem.code.startswith("code_")]
            with plan.store.read() as cursor:
                alone = [problem for line in ids for problem in check_lines(cursor, BASE, [line]) if problem.code.startswith("code_")]
            assert sorted(map(repr, alone)) == sorted(map(repr, together)), code


def test_codes_in_force_and_of_the_right_nature_are_silent(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, {**CLEAN, **PROJECT}]) as plan:
        assert {problem.code for problem in everything(plan)} & {"code_unknown", "code_nature_mismatch"} == set()


def test_an_item_that_ended_with_the_old_list_is_refused(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, CLEAN]) as plan:
        force(plan, plan.lines.find_id("1"), "about", budget_code="9003")
        force(plan, plan.lines.find_id("2"), "about", budget_code="9050")
        problems = found(plan, "code_unknown")
        assert [problem.severity for problem in problems] == [Severity.ERROR, Severity.ERROR]
        assert "9003 (Mua phần mềm máy tính) của mục lục cũ" in problems[0].sentence
        assert problems[0].citation == "QĐ 33/2008/QĐ-BTC"


def test_a_code_only_the_old_list_has_is_doubted_since_the_new_list_is_recalled(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan:
        with plan.store.read() as cursor:
            sql = """SELECT min(code) FROM budget_code WHERE valid_to = '2017-12-31' AND parent NOT IN ('9000', '9050')
                     AND code NOT IN (SELECT code FROM budget_code WHERE valid_to IS NULL OR valid_to = '')"""
            code = str(cursor.rows(sql)[0][0])
        force(plan, plan.lines.find_id("1"), "about", budget_code=code)
        (problem,) = found(plan, "code_unknown")
        assert problem.severity is Severity.WARNING


def test_a_code_of_no_list_is_unknown(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan:
        force(plan, plan.lines.find_id("1"), "about", budget_code="1234")
        (problem,) = found(plan, "code_unknown")
        assert "1234 không có trong mục lục" in problem.sentence
        assert "cần kiểm tra" in problem.citation


def test_an_investment_code_on_a_recurrent_line_is_a_mismatch_that_says_what_is_not_confirmed(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "budget_code": "9301"}]) as plan:
        (problem,) = found(plan, "code_nature_mismatch")
        assert "chi thường xuyên nhưng mã 9301" in problem.sentence
        assert "thuộc chi đầu tư" in problem.sentence
        assert problem.citation == "TT 324/2016/TT-BTC (cần kiểm tra)"
