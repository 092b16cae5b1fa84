"""Every action and kind the program writes has words; changes of any kind are told without code words."""

import re
from pathlib import Path

import budget
from budget.plan.change_words import ACTIONS, KINDS, Names, action_label, describe_any
from budget.store.kinds import ALL
from budget.store.kinds import KINDS as STORED
from budget.store.records import Change

NAMES = Names({}, {"502": "UBND thành phố Tam Kỳ"}, {"QD334": "QĐ 334"}, {"s1": "Cắt bớt"})


def test_every_action_the_program_writes_has_words() -> None:
    folder = Path(budget.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
    written = {name for text in texts for name in re.findall(r"\bBatch\((?:self\._)?actor, \"([a-z_]+)\"", text)}
    assert {"edit", "set_ceiling", "undo"} <= written
    assert sorted(written - set(ACTIONS)) == []
    assert action_label("khong_co") == "Thay đổi khác"


def test_every_stored_kind_has_words() -> None:
    assert set(STORED) == set(KINDS)


def test_a_scenario_is_named_once() -> None:
    made = Change("scenario", "s2", ALL, None, {"name": "Phương án 2: giãn"})
    (text,) = describe_any(made, NAMES)
    assert (text.subject, text.label, text.new) == ("Phương án 2: giãn", "Thêm phương án", "Phương án 2: giãn")
    gone = Change("operation", "o", ALL, {"kind": "drop", "settings": "{}", "members": 3, "reason": "bỏ", "scenario": "s1"}, None)
    (text,) = describe_any(gone, NAMES)
    assert (text.subject, text.old, text.new) == ("Phương án Cắt bớt", "Bỏ khoản mục (3 khoản mục). Lý do: bỏ", "")


def test_a_ceiling_taken_away_shows_what_stood_there() -> None:
    old = {"granted": 5_000, "spent": None, "committed": 0}
    texts = describe_any(Change("ceiling", "QD334|49|2024|recurrent", ALL, old, None), NAMES)
    assert [(text.old, text.new) for text in texts] == [("5.000 đ", ""), ("chưa nhập", ""), ("0 đ", "")]
    assert texts[0].subject == "Hạn mức QĐ 334, Ngân sách tỉnh, năm 2024, chi thường xuyên"


def test_a_dismissal_names_its_line_the_other_and_the_reason() -> None:
    names = Names({"a": "Khoản mục 7: Máy in", "b": "Khoản mục 9: Máy in A4"}, {}, {}, {})
    record = {"code": "duplicate_across_sources", "line": "a", "other": "b", "reason": "hai phòng khác nhau"}
    (text,) = describe_any(Change("dismissal", "d", ALL, None, record), names)
    assert text.subject == "Khoản mục 7: Máy in"
    assert text.label == "Xác nhận đã xem: Đề nghị trùng ở hai nguồn, so với khoản mục 9: Máy in A4"
    assert (text.old, text.new) == ("", "hai phòng khác nhau")
