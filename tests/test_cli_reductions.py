"""reductions: by ground and by line, sure and proposed apart."""

from pathlib import Path

from tests.command_line import ask, call, plan_file

TWICE = {"name": "Máy quét", "quantity": "1", "basis": "Báo giá", "source": "DT-GIAO"}


def test_reductions_have_the_keys_of_the_contract(tmp_path: Path) -> None:
    with plan_file(tmp_path, [TWICE, TWICE, {**TWICE, "name": "Máy in", "quantity": "8", "entitled": "10", "usable": "4"}]) as path:
        found = ask("reductions", path)
        text = call("reductions", path).stdout
    assert (found["certain"], found["proposed"], found["held"]) == (10_000_000, 20_000_000, 0)
    assert [(row["ground"], row["lines"], row["certain"], row["proposed"]) for row in found["grounds"]] == [
        ("over_norm", 1, 0, 20_000_000),
        ("duplicate", 1, 10_000_000, 0),
    ]
    row = found["reductions"][0]
    assert (row["number"], row["before"], row["amount"], row["operation"], row["settings"]) == (
        3,
        80_000_000,
        20_000_000,
        "reduce_quantity",
        {"to_milli": 6000},
    )
    assert (row["code"], row["certain"], row["held"], row["words"]) == ("quantity_over_entitlement", False, False, "Giảm số lượng còn 6")
    assert "chắc chắn 10.000.000 đồng, đề xuất 20.000.000 đồng; không tính là cắt giảm" in text
