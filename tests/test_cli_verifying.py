"""verify on the command line: exit code and keys (what it finds: test_plan_verification)."""

from pathlib import Path

from tests.command_line import ask, call, plan_file


def test_a_sound_plan_is_ok(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        found = ask("verify", path)
        assert (found["ok"], found["wrong"]) == (True, [])
        assert found["checked"] > 0
        assert "toàn vẹn" in call("verify", path).stdout
