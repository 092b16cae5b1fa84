"""Rules and documents as stored, read back typed; files from before dates were marked as seen are brought up to date."""

from datetime import date
from pathlib import Path

import pytest

from budget.funding.rules import read_documents, read_rules, rule_of
from budget.model.states import Verdict
from budget.reference.law import Confidence
from budget.store.kinds import KINDS
from budget.store.opening import create_database, open_database
from budget.store.schema import VERSION
from tests.plans import a_plan, reference

EMPTY = {**dict.fromkeys(KINDS["rule"].columns), "id": "R1", "source": "QD334", "verdict": "allow"}


def test_the_rules_of_a_plan_are_those_of_its_reference_data(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        assert read_rules(cursor) == tuple(sorted(reference().rules, key=lambda rule: rule.id))


def test_documents_keep_what_was_seen_and_what_was_not(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        documents = read_documents(cursor)
    assert set(documents) == {document.code for document in reference().documents}
    assert documents["QD334"].name == "QĐ 334/QĐ-UBND ngày 07/02/2024"
    assert documents["LNSNN2015"].name == "Luật Ngân sách nhà nước số 83/2015/QH13"
    assert not documents["KH1080"].confirmed


def test_conditions_that_are_null_or_empty_mean_any_and_an_unknown_confidence_is_unsure() -> None:
    rule = rule_of({**EMPTY, "unit": "", "category": "", "valid_from": "2024-02-07", "rank": 2})
    assert (rule.verdict, rule.unit, rule.category, rule.valid_from) == (Verdict.ALLOW, None, None, date(2024, 2, 7))
    assert (rule.cap_amount, rule.year_from, rule.confidence, rule.rank) == (None, None, Confidence.UNSURE, 2)


def test_a_value_outside_the_closed_sets_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="maybe"):
        rule_of({**EMPTY, "verdict": "maybe"})


def test_a_file_from_before_dates_were_marked_as_seen_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    database = create_database(path)
    with database.write() as cursor:
        cursor.run(
            "INSERT INTO document (code, kind, number, issued, confidence) VALUES ('X', 'Quyết định', '1/QĐ', '2024-01-05', 'confirmed')"
        )
    with database.write() as cursor:
        cursor.run("ALTER TABLE document DROP COLUMN date_confidence")
        cursor.run("UPDATE meta SET value = '1' WHERE key = 'version'")
    database.close()
    database = open_database(path)
    with database.read() as cursor:
        assert cursor.rows("SELECT value FROM meta WHERE key = 'version'") == [(str(VERSION),)]
        assert read_documents(cursor)["X"].name == "QĐ 1/QĐ"
    database.close()
