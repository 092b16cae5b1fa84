"""document list, add, set: what rules may cite."""

from pathlib import Path

from budget.cli.rule_options import DOCUMENT
from budget.funding.own_documents import DOCUMENT_FIELDS
from tests.command_line import ask, plan_file, refused

ADD = ("12/QĐ-UBND", "--kind", "Quyết định", "--title", "Giao bổ sung (thử)", "--rank", "2", "--reason", "mới đến")


def test_every_field_of_a_document_can_be_told() -> None:
    assert {option.replace("-", "_") for option in DOCUMENT} | {"number"} == set(DOCUMENT_FIELDS)


def test_a_document_is_added_listed_and_corrected(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        made = ask("document", "add", path, *ADD)
        assert made["document"] == "12-QD-UBND"
        listed = {item["code"]: item["own"] for item in ask("document", "list", path)["documents"]}
        assert (listed["12-QD-UBND"], listed["QD334"]) == (True, False)
        assert ask("document", "set", path, "12-QD-UBND", "--valid-to", "31/12/2024", "--reason", "x")["changed"] is True
        assert ask("document", "set", path, "12-QD-UBND", "--valid-to", "31/12/2024", "--reason", "x")["changed"] is False
        stale = ("--issuer", "UBND tỉnh", "--reason", "x", "--expect", made["seq"])
        assert refused("document", "set", path, "12-QD-UBND", *stale)["code"] == "stale_version"


def test_what_cannot_stand_is_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert refused("document", "add", path, *ADD[:-1], " ")["code"] == "reason_missing"
        assert (
            refused("document", "set", path, "QD334", "--number", "1", "--title", "x", "--kind", "x", "--rank", "1", "--reason", "x")[
                "code"
            ]
            == "document_missing"
        )
        refused("document", "set", path, "QD334", "--reason", "x", code=2)
