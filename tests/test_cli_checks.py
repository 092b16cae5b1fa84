"""check: problems with code, severity, line, sentence, fix and citation."""

from pathlib import Path

from tests.command_line import ask, call, plan_file

KEYS = {"code", "severity", "line", "sentence", "fix", "citation"}


def test_problems_carry_what_the_contract_names(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"source": "QD334", "quantity": "100"}]) as path:
        ask("ceiling", "set", path, "QD334", "--amount", "5 triệu", "--reason", "x")
        found = ask("check", path)
        assert all(set(problem) >= KEYS for problem in found["problems"])
        assert "ceiling_exceeded" in [problem["code"] for problem in found["problems"]]
        assert sum(found["counts"].values()) == len(found["problems"])
        assert "Sai quy định:" in call("check", path).stdout


def test_an_empty_plan_has_none(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert ask("check", path)["problems"] == []
        assert "không thấy vấn đề nào" in call("check", path).stdout


def test_a_scenario_is_checked_by_itself(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"source": "QD334", "quantity": "100", "unit_price": "1.000.000"}]) as path:
        ask("ceiling", "set", path, "QD334", "--amount", "95 triệu", "--spent", "0", "--reason", "x")
        ask("scenario", "new", path, "A")
        ask("set", path, "1", "quantity", "90", "--reason", "x", "--scenario", "A")
        codes = {name: [problem["code"] for problem in ask("check", path, "--scenario", name)["problems"]] for name in ("goc", "A")}
    assert "ceiling_exceeded" in codes["goc"]
    assert "ceiling_exceeded" not in codes["A"]


def test_what_is_set_aside_is_counted_listed_apart_and_comes_back(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "1,5"}]) as path:
        before = ask("check", path)
        told = ask("dismiss", path, "quantity_fraction", "1", "--reason", "Máy dùng chung hai đơn vị")
        after = ask("check", path, "--dismissed")
        assert told["code"] == "quantity_fraction"
        assert (before["dismissed"], after["dismissed"]) == (0, 1)
        assert len(after["problems"]) == len(before["problems"]) - 1
        assert [(item["code"], item["reason"]) for item in after["set_aside"]] == [("quantity_fraction", "Máy dùng chung hai đơn vị")]
        assert "Đã xem và bỏ qua: 1." in call("check", path).stdout
        ask("undismiss", path, "quantity_fraction", "1")
        assert ask("check", path)["problems"] == before["problems"]


def test_an_error_an_unknown_code_and_a_problem_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "1,5"}]) as path:
        for code, words in (("missing_code", "không bỏ qua được"), ("no_such", "Không có mã kiểm tra"), ("price_outlier", "không còn nữa")):
            refused = call("dismiss", path, code, "1", "--reason", "x")
            assert refused.code == 1
            assert words in refused.stderr
        assert "chưa được bỏ qua" in call("undismiss", path, "price_outlier", "1").stderr
