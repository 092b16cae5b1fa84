"""compare: amounts, groups, lines and a bridge that closes to the đồng."""

from pathlib import Path

from tests.command_line import ask, call, plan_file, refused

LINES = [
    {"quantity": "1", "unit_price": "10.000.005", "priority": "4"},
    {"quantity": "4", "unit_price": "20.000.000", "priority": "3"},
    {"quantity": "1", "unit_price": "30.000.000", "priority": "1"},
]
OPERATIONS = """
reason: thử
operations:
  - {kind: percent, where: {priority: 4}, percent: "12,5"}
  - {kind: reduce_quantity, where: {priority: 3}, to: 3}
  - {kind: defer, where: {priority: 3}, year: 2025}
"""


def test_the_bridge_closes_and_only_differing_lines_are_listed(tmp_path: Path) -> None:
    (tmp_path / "ops.yaml").write_text(OPERATIONS, encoding="utf-8")
    with plan_file(tmp_path, LINES) as path:
        for name in ("A", "B"):
            ask("scenario", "new", path, name)
        ask("scenario", "apply", path, "A", tmp_path / "ops.yaml")
        found = ask("compare", path, "goc", "A", "B", "--by", "priority,source")
        assert (found["scenarios"], found["amounts"][0] - found["amounts"][1]) == (["Phương án gốc", "A", "B"], 1_250_001 + 20_000_000)
        assert found["amounts"][0] + sum(step["amount"] for step in found["bridge"]) == found["amounts"][1]
        assert [step["step"] for step in found["bridge"]] == ["percent", "reduce_quantity", "defer"]
        assert found["bridges"]["B"] == []
        lines = {line["number"]: line for line in found["lines"]}
        assert set(lines) == {1, 2}
        assert lines[1]["kind"] == "reduced"
        assert lines[2]["kind"] == "reduced,deferred"
        assert lines[2]["amounts"] == [80_000_000, 60_000_000, 80_000_000]
        assert (lines[2]["sides"][0]["quantity"], lines[2]["sides"][1]["quantity"], lines[2]["sides"][1]["year"]) == (4, 3, 2025)
        for place, amount in enumerate(found["amounts"]):
            assert sum(group["amounts"][place] for group in found["groups"]) == amount
        one_year = ask("compare", path, "goc", "A", "--year", "2024")
        assert one_year["amounts"][0] + sum(step["amount"] for step in one_year["bridge"]) == one_year["amounts"][1]
        told = call("compare", path, "goc", "A", "B").stdout
        assert "Cắt theo tỷ lệ" in told
        assert "2 khoản mục khác nhau." in told


def test_two_different_known_scenarios_are_needed(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        assert refused("compare", path, "goc")["code"] == "compare_count"
        assert refused("compare", path, "goc", "goc")["code"] == "compare_count"
        assert refused("compare", path, "goc", "X")["code"] == "scenario_missing"
        refused("compare", path, "goc", "X", "--by", "mau_sac", code=2)
