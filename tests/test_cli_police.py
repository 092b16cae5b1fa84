"""The police request from the command line: told apart, routed, appraised, sent on, written out."""

from pathlib import Path

import pytest

from budget.cli.commands import join_words
from tests.checked import POLICE
from tests.command_line import ask, call, plan_file, refused

WAITING = {**POLICE, "route": "", "content_quantity": "", "content_verdict": ""}
COMPUTERS = {**WAITING, "name": "Máy tính để bàn", "measure": "bộ", "category": "equipment", "budget_code": "6956"}


def test_the_request_adds_up_and_says_what_blocks(tmp_path: Path) -> None:
    with plan_file(tmp_path, [POLICE, WAITING, COMPUTERS, {}]) as path:
        told = ask("police", path)
        text = call("police", path).stdout
    totals = told["totals"]
    assert (totals["requested"], totals["operating"], totals["unclassified"], totals["difference"]) == (
        60_000_000,
        20_000_000,
        40_000_000,
        0,
    )
    assert [(row["route"], row["lines"]) for row in told["routes"]][:3] == [("investment", 0), ("operating", 1), ("unclassified", 2)]
    assert {(item["dossier"], item["code"]) for item in told["blocking"]} == {
        (way, "police_unclassified") for way in ("investment", "operating")
    }
    assert [line["suggestion"] for line in told["lines"]] == ["operating", "operating", "unclassified"]
    assert "Đề nghị 60.000.000 = hồ sơ đầu tư công 0 + hồ sơ kinh phí hoạt động 20.000.000 + chưa phân loại 40.000.000." in text
    assert "chưa trình được, còn 2 việc vướng" in text


def test_routes_are_confirmed_as_suggested_or_with_a_reason(tmp_path: Path) -> None:
    with plan_file(tmp_path, [WAITING, COMPUTERS, {}]) as path:
        done = ask("police", "route", path, "1", "2", "suggested")
        assert (list(done["routes"].values()), done["changed"]) == (["operating", "unclassified"], True)
        assert ask("police", "route", path, "1", "operating", "--reason", "x")["changed"] is False
        assert refused("police", "route", path, "2", "operating", "--reason", "x")["code"] == "police_route_wrong"
        assert refused("police", "route", path, "2", "not_local")["code"] == "reason_missing"
        assert refused("police", "route", path, "3", "suggested")["code"] == "not_police"
        assert ask("police", "route", path, "2", "not_local", "--reason", "Bộ Công an cấp")["changed"] is True


def test_an_appraisal_is_previewed_saved_and_sent_on(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{**WAITING, "route": "operating"}, {**WAITING, "name": "Kiểm tra", "route": "operating"}]) as path:
        preview = ask("police", "appraise", path, "1", "2", "passed", "--reason", "x", "--dry-run")
        assert (preview["changed"], preview["amount_after"], preview["seq"]) == (2, 40_000_000, None)
        done = ask(
            "police", "appraise", path, "1", "amend", "--quantity", "1", "--document", "12/STTTT", "--date", "20/05/2024", "--reason", "x"
        )
        assert done["amount_after"] == 10_000_000
        assert refused("police", "appraise", path, "2", "failed", "--reason", "x")["code"] == "opinion_missing"
        assert refused("police", "appraise", path, "1", "amend", "--price", "99.000.000", "--reason", "x")["code"] == "police_content_above"
        ask("police", "appraise", path, "2", "failed", "--opinion", "trùng", "--reason", "x")
        assert ask("police", path)["totals"]["refused"] == 20_000_000
        assert ask("police", "finance", path, "--reason", "x", "--dry-run")["amount_after"] == 10_000_000
        assert ask("police", "finance", path, "--reason", "thống nhất")["changed"] == 2
        assert ask("total", path)["amount"] == 10_000_000
        assert ask("police", "finance", path, "--reason", "lần nữa")["changed"] == 0


def test_a_dossier_is_written_and_says_whether_it_may_go_up(tmp_path: Path) -> None:
    with plan_file(tmp_path, [POLICE]) as path:
        done = ask("police", "dossier", path, "operating", "--out", tmp_path / "ho-so.xlsx")
        assert (done["amount"], done["may_go_up"]) == (20_000_000, True)
        assert Path(done["file"]).stat().st_size == done["bytes"]
        empty = call("police", "dossier", path, "investment", "--out", tmp_path / "khac.xlsx")
        assert "bản dự thảo" in empty.stdout


@pytest.mark.parametrize(
    ("argv", "joined"),
    [
        (["police", "a.duckdb"], ["police", "a.duckdb"]),
        (["police", "route", "a.duckdb"], ["police-route", "a.duckdb"]),
        (["--json", "--as", "An", "police", "appraise", "a"], ["--json", "--as", "An", "police-appraise", "a"]),
        (["scenario", "new", "a"], ["scenario", "new", "a"]),
        (["set", "police", "route"], ["set", "police", "route"]),
        (["--as"], ["--as"]),
        ([], []),
    ],
)
def test_two_words_are_one_command_only_where_the_command_stands(argv: list[str], joined: list[str]) -> None:
    assert join_words(argv) == joined
