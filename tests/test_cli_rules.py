"""rule list, add, set, end, delete: what turns is told before it is written, and what cannot stand is refused."""

from pathlib import Path

from budget.cli.rule_options import TELL, field_of
from budget.funding.rule_fields import RULE_FIELDS
from tests.command_line import ask, call, plan_file, refused

ADD = ("QD334", "--verdict", "deny", "--document", "QD334", "--why", "Đề án không chi.", "--reason", "kết luận họp")
NARROW = ("--category", "equipment", "--unit", "SBN-STC", "--unit-kind", "department", "--nature", "recurrent", "--valid-from", "7/2/2024")


def test_every_field_of_a_rule_can_be_told() -> None:
    assert {field_of(option) for option in TELL} | {"source"} == set(RULE_FIELDS)


def test_a_rule_is_previewed_added_changed_ended_and_taken_out(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        turned = {"source": "QD334", "before": "allow", "after": "deny", "lines": 1, "amount": 20_000_000}
        turned |= {"planned_lines": 1, "planned_amount": 20_000_000}
        seen = ask("rule", "add", path, *ADD, *NARROW, "--dry-run")
        assert (seen["turned"], seen["changed"], seen["seq"]) == ([turned], False, None)
        made = ask("rule", "add", path, *ADD, *NARROW)
        assert (made["rule"], made["turned"], made["changed"]) == ("QD334-06", [turned], True)
        listed = {rule["rule"]: rule for rule in ask("rule", "list", path, "--source", "QD334", "--verdict", "deny")["rules"]}
        assert (listed["QD334-06"]["lines"], listed["QD334-06"]["valid_from"], listed["QD334-06"]["rank"]) == (1, "2024-02-07", 2)
        assert "QD334-04" not in listed
        assert refused("rule", "delete", path, "QD334-06", "--reason", "thử")["code"] == "rule_decides"
        back = ask("rule", "end", path, "QD334-06", "29/02/2024", "--reason", "hết đợt")
        assert [(shift["before"], shift["after"]) for shift in back["turned"]] == [("deny", "allow")]
        again = ask("rule", "set", path, "QD334-06", "--valid-to", "", "--article", "Điều 1", "--reason", "gia hạn")
        assert [shift["after"] for shift in again["turned"]] == ["deny"]
        ask("rule", "set", path, "QD334-06", "--year-from", "2030", "--reason", "chỉ từ 2030")
        assert ask("rule", "delete", path, "QD334-06", "--reason", "nhập nhầm")["changed"] is True
        assert "QD334-06" not in call("rule", "list", path).stdout


def test_what_cannot_stand_is_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert refused("rule", "add", path, *ADD, "--unit-level", "commune", "--unit-kind", "police")["code"] == "rule_contradiction"
        assert refused("rule", "add", path, *ADD, "--cap-share", "200")["code"] == "cap_out_of_range"
        assert refused("rule", "add", path, *ADD[:-1], " ")["code"] == "reason_missing"
        tie = refused("rule", "set", path, "QD334-04", "--verdict", "deny", "--valid-to", "2024-02-01", "--reason", "x")
        assert tie["code"] == "period_backward"
        assert refused("rule", "set", path, "KHONG", "--verdict", "deny", "--reason", "x")["code"] == "rule_missing"
        assert refused("rule", "end", path, "QD334-04", "hôm nay", "--reason", "x")["code"] == "not_a_date"
        refused("rule", "set", path, "QD334-04", "--reason", "x", code=2)


def test_a_rule_changed_after_it_was_seen_is_not_overwritten(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        seen = ask("rule", "set", path, "QD334-04", "--article", "Điều 1", "--reason", "x")["seq"]
        ask("rule", "set", path, "QD334-04", "--article", "Điều 2", "--reason", "x", "--expect", seen)
        stale = refused("rule", "set", path, "QD334-04", "--article", "Điều 3", "--reason", "x", "--expect", seen)
        assert stale["code"] == "stale_version"
        same = ask("rule", "set", path, "QD334-04", "--article", "Điều 2", "--reason", "x")
        assert (same["changed"], same["turned"]) == (False, [])
