"""rule list, add, set, end, delete: what turns is told before it is written, and what cannot stand is refused."""

from pathlib import Path

from budget.cli.rule_options import TELL, field_of
from budget.funding.rule_fields import RULE_FIELDS
from tests.command_line import ask, call, plan_file, refused

ADD = (
    *("PHI", "--verdict", "allow", "--document", "LNSNN2015", "--why", "Đã kê khai."),
    *("--unit-kind", "department", "--category", "equipment", "--reason", "kê khai"),
)


def test_every_field_of_a_rule_can_be_told() -> None:
    assert {field_of(option) for option in TELL} | {"source"} == set(RULE_FIELDS)


def test_a_rule_is_previewed_added_changed_ended_and_taken_out(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"source": "PHI"}]) as path:
        turned = {"source": "PHI", "before": "insufficient", "after": "allow", "lines": 1, "amount": 20_000_000}
        turned |= {"planned_lines": 1, "planned_amount": 20_000_000}
        seen = ask("rule", "add", path, *ADD, "--dry-run")
        assert (seen["turned"], seen["changed"], seen["seq"]) == ([turned], False, None)
        made = ask("rule", "add", path, *ADD)
        assert (made["turned"], made["changed"]) == ([turned], True)
        rule = made["rule"]
        listed = {item["rule"]: item for item in ask("rule", "list", path, "--source", "PHI", "--verdict", "allow")["rules"]}
        assert (listed[rule]["lines"], listed[rule]["category"], listed[rule]["rank"]) == (1, "equipment", 6)
        assert "PHI-02" not in listed
        assert refused("rule", "delete", path, rule, "--reason", "thử")["code"] == "rule_decides"
        back = ask("rule", "end", path, rule, "29/02/2024", "--reason", "hết đợt")
        assert [(shift["before"], shift["after"]) for shift in back["turned"]] == [("allow", "insufficient")]
        again = ask("rule", "set", path, rule, "--valid-to", "", "--article", "Điều 1", "--reason", "gia hạn")
        assert [shift["after"] for shift in again["turned"]] == ["allow"]
        ask("rule", "set", path, rule, "--year-from", "2030", "--reason", "chỉ từ 2030")
        assert ask("rule", "delete", path, rule, "--reason", "nhập nhầm")["changed"] is True
        assert rule not in call("rule", "list", path).stdout


def test_what_cannot_stand_is_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert refused("rule", "add", path, *ADD, "--unit-level", "commune", "--unit-kind", "police")["code"] == "rule_contradiction"
        assert refused("rule", "add", path, *ADD, "--cap-share", "200")["code"] == "cap_out_of_range"
        assert refused("rule", "add", path, *ADD[:-1], " ")["code"] == "reason_missing"
        backward = ("--valid-from", "2024-02-02", "--valid-to", "2024-02-01")
        assert refused("rule", "set", path, "PHI-02", *backward, "--reason", "x")["code"] == "period_backward"
        assert refused("rule", "set", path, "KHONG", "--verdict", "deny", "--reason", "x")["code"] == "rule_missing"
        assert refused("rule", "end", path, "PHI-02", "hôm nay", "--reason", "x")["code"] == "not_a_date"
        rule = ask("rule", "add", path, *ADD)["rule"]
        tie = refused("rule", "add", path, *(word if word != "allow" else "deny" for word in ADD))
        assert (tie["code"], rule in tie["error"]) == ("rule_conflict", True)
        refused("rule", "set", path, "PHI-02", "--reason", "x", code=2)


def test_a_rule_changed_after_it_was_seen_is_not_overwritten(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        seen = ask("rule", "set", path, "PHI-02", "--article", "Điều 1", "--reason", "x")["seq"]
        ask("rule", "set", path, "PHI-02", "--article", "Điều 2", "--reason", "x", "--expect", seen)
        stale = refused("rule", "set", path, "PHI-02", "--article", "Điều 3", "--reason", "x", "--expect", seen)
        assert stale["code"] == "stale_version"
        same = ask("rule", "set", path, "PHI-02", "--article", "Điều 2", "--reason", "x")
        assert (same["changed"], same["turned"]) == (False, [])
