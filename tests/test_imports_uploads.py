"""What sort of file was brought: the template by its sheets, everything else a stranger's."""

from pathlib import Path

from budget.imports.uploads import UploadKind, kind_of_upload, sheet_names
from tests.plans import a_plan
from tests.readings import write_estimate


def test_the_template_is_known_by_its_sheets(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        plan.exports.template(tmp_path / "mau.xlsx")
    assert kind_of_upload(tmp_path / "mau.xlsx") is UploadKind.TEMPLATE


def test_our_own_workbook_is_not_taken_for_a_strangers(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        plan.exports.workbook(tmp_path / "xuat.xlsx")
        assert kind_of_upload(tmp_path / "xuat.xlsx") is UploadKind.RETURNED
        preview = plan.imports.preview(tmp_path / "xuat.xlsx")
        assert [problem.code for problem in preview.problems] == ["own_workbook"]
        assert plan.imports.apply(preview)[0] is None


def test_other_files_are_strangers_whatever_they_are(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "a.xlsx", [], sheet="A & B", more={"Khoản mục": []})
    assert sheet_names(file) == ("A & B", "Khoản mục")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    for path in (file, tmp_path / "b.xlsx", tmp_path / "khong-co.xlsx"):
        assert kind_of_upload(path) is UploadKind.STRANGER
