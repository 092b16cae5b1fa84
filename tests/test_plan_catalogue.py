"""The catalogue gives people names for a plan's codes and edits the codes they may refer to."""

from pathlib import Path

from budget.plan.catalogue import read_catalogue
from budget.store.records import Batch, Change
from tests.plans import COMMUNE, DEPARTMENT, a_plan, reference


def test_codes_have_names_and_unknown_ones_stay_themselves(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        catalogue = plan.catalogue()
        assert catalogue.unit_name(DEPARTMENT) == "Sở Tài chính"
        assert catalogue.unit_name("khác") == "khác"
        assert catalogue.source_name("QD334") == catalogue.sources["QD334"].short_name
        assert catalogue.source_name("khác") == "khác"
        assert len(catalogue.units) == len(reference().units)
        assert catalogue.units[COMMUNE].level == "commune"


def test_what_edits_may_refer_to(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        known = plan.catalogue().known()
        assert COMMUNE in known.units
        assert known.sources["DTC"] == "investment"
        assert {known.code_of("source", name) for name in ("QD334", "qđ 334", "QD 334")} == {"QD334"}
        assert known.code_of("unit", "QĐ 334") == "QĐ 334"
        assert known.norms == {norm.code for norm in reference().norms}
        assert known.tasks == {task.code for task in reference().tasks}


def test_a_changed_unit_is_read_again(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        before = plan.catalogue()
        assert plan.catalogue() is before
        with plan.store.read() as cursor:
            frame = cursor.table("SELECT * EXCLUDE (code, created_seq) FROM unit WHERE code = ?", [COMMUNE]).to_pylist()[0]
        plan.store.commit(Batch("An", "edit_unit", changes=[Change("unit", COMMUNE, "about", frame, {**frame, "name": "Tên mới"})]))
        assert plan.catalogue().unit_name(COMMUNE) == "Tên mới"
        plan.undo_last()
        assert plan.catalogue() == before


def test_budget_codes_are_those_in_force_in_the_year(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        with plan.store.database.write() as cursor:
            cursor.run("INSERT INTO budget_code (code, name, valid_from, valid_to) VALUES ('0001', 'cũ', '2010-01-01', '2020-12-31')")
            cursor.run("INSERT INTO budget_code (code, name, valid_from) VALUES ('0002', 'mới', '2026-01-01')")
            cursor.run("INSERT INTO budget_code (code, name, valid_from) VALUES ('0003', 'đang dùng', '2024-07-01')")
        with plan.store.read() as cursor:
            in_force = {year: set(read_catalogue(cursor, year).budget_codes) & {"0001", "0002", "0003"} for year in (2020, 2024, 2026)}
    assert in_force == {2020: {"0001"}, 2024: {"0003"}, 2026: {"0002", "0003"}}
