"""The name a browser kept: read when it can be, empty when it was tampered with, never markup of another length."""

import json
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from pages.parts import identity
from pages.parts.identity import _name_in, choices_in
from pages.parts.view import View


@pytest.mark.parametrize("kept", ["", "{", "[]", "null", "5", '"An"', '{"name": 5}', '{"name": null}', '{"other": "An"}'])
def test_what_cannot_be_read_is_no_name(kept: str) -> None:
    assert _name_in(kept) == ""


def test_a_name_is_kept_in_one_line_of_eighty_letters() -> None:
    assert _name_in(json.dumps({"name": "  Nguyễn\n Thị  Hoa "})) == "Nguyễn Thị Hoa"
    assert _name_in(json.dumps({"name": "a" * 500})) == "a" * 80


def test_kept_choices_are_read_and_anything_else_is_left_out() -> None:
    kept = {"don-vi-tien": "trieu", "nam": 2024, "phuong-an": ["goc"], "tim": "máy", "bo-du-toan": "b" * 500}
    assert choices_in(json.dumps(kept)) == {"don-vi-tien": "trieu", "bo-du-toan": "b" * 200}
    assert [choices_in(broken) for broken in ("", "{", "[]", "null", "5")] == [{}] * 5


def test_a_name_is_handed_to_the_browser_until_runs_have_come_to_their_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever leaves the first screen at once interrupts the run that would have told the browser."""
    handed: list[object] = []

    def component(*, data: dict[str, object], **_named: object) -> dict[str, str]:
        handed.append(data["save"])
        return {}

    monkeypatch.setattr(identity, "st", SimpleNamespace(session_state={}, container=lambda **_named: nullcontext()))
    monkeypatch.setattr(identity, "_component", component)
    monkeypatch.setattr(identity, "_keeper", lambda **_given: None)
    identity.save_identity("Nguyễn Thị Hoa")
    for _ in range(3):
        assert identity.remember_identity() == "Nguyễn Thị Hoa"
    for _ in range(3):
        identity.keep_choices(View())
        identity.remember_identity()
    kept = '{"name": "Nguyễn Thị Hoa"}'
    assert handed == [kept, kept, kept, kept, None, None]
