"""comment and attachment: what goes in comes out, refusals are sentences, undo and verify see it."""

import hashlib
from pathlib import Path

from tests.command_line import ask, call, plan_file, refused

PDF = b"%PDF-1.7 bao gia minh hoa"


def test_a_comment_is_said_listed_and_taken_back(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        said = ask("comment", "add", path, "1", "Bổ sung báo giá", "--as", "Lan")
        assert (said["author"], said["text"], said["from_number"]) == ("Lan", "Bổ sung báo giá", None)
        (listed,) = ask("comment", "list", path, "1")["comments"]
        assert listed["id"] == said["id"]
        assert "Lan: Bổ sung báo giá" in call("comment", "list", path, "1").stdout
        assert refused("comment", "delete", path, said["id"], "--as", "Hà")["code"] == "comment_of_other"
        ask("comment", "delete", path, said["id"], "--as", "Lan")
        assert ask("comment", "list", path, "1")["comments"] == []
        ask("undo", path)
        assert len(ask("comment", "list", path, "1")["comments"]) == 1
        assert refused("comment", "add", path, "1", " ")["code"] == "comment_empty"


def test_a_file_goes_in_and_comes_out_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "Báo giá.pdf").write_bytes(PDF)
    with plan_file(tmp_path, [{}]) as path:
        held = ask("attachment", "add", path, "1", "Báo giá.pdf", "--note", "báo giá 1", folder=tmp_path)
        assert (held["name"], held["bytes"], held["sha256"]) == ("Báo giá.pdf", len(PDF), hashlib.sha256(PDF).hexdigest())
        (listed,) = ask("attachment", "list", path, "1")["attachments"]
        assert (listed["id"], listed["note"], listed["media_type"]) == (held["id"], "báo giá 1", "application/pdf")
        got = ask("attachment", "get", path, held["id"], "--out", "ra.pdf", folder=tmp_path)
        assert (tmp_path / "ra.pdf").read_bytes() == PDF
        assert got["sha256"] == held["sha256"]
        assert refused("attachment", "get", path, held["id"], "--out", tmp_path / "ra.pdf")["code"] == "file_exists"
        assert refused("attachment", "get", path, held["id"], "--out", path)["code"] == "overwrites_plan"
        assert ask("verify", path)["details"]["files"] == 1
        ask("attachment", "delete", path, held["id"], "--reason", "nhầm")
        assert ask("attachment", "list", path, "1")["attachments"] == []
        assert refused("attachment", "get", path, held["id"])["code"] == "attachment_missing"


def test_files_that_are_not_taken_end_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    (tmp_path / "to.pdf").write_bytes(b"%PDF-" + b"0" * (10 * 2**20))
    with plan_file(tmp_path, [{}]) as path:
        assert refused("attachment", "add", path, "1", tmp_path / "a.exe")["code"] == "file_not_accepted"
        assert refused("attachment", "add", path, "1", tmp_path / "to.pdf")["code"] == "file_too_large"
        assert refused("attachment", "add", path, "1", tmp_path / "khong-co.pdf")["code"] == "file_missing"
        assert refused("attachment", "add", path, "9", tmp_path / "a.exe")["code"] == "line_missing"
