"""What people type of a task: names in place of codes, numbers of documents, days; what nobody knows is refused by name."""

import pytest

from budget.model.states import Severity
from budget.tasks.typed import KnownNames, read_field

KNOWN = KnownNames(
    units={"sbn-stnmt": "SBN-STNMT", "so tai nguyen va moi truong": "SBN-STNMT", "sbn-stc": "SBN-STC", "so tai chinh": "SBN-STC"},
    groups={"ti4": "TI4"},
    documents={"kh1080": "KH1080", "1080/kh-ubnd": "KH1080", "cv-bkhdt": "CV-BKHDT"},
    document_names={"KH1080": "KH 1080 (1080/KH-UBND)", "CV-BKHDT": "CV Bộ KH&ĐT"},
    tasks=frozenset({"NV14"}),
)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("lead_unit", "Sở Tài nguyên và Môi trường", "SBN-STNMT"),
        ("lead_unit", "", ""),
        ("partners", "Sở Tài chính; SBN-STNMT\nso tai chinh", "SBN-STC;SBN-STNMT"),
        ("group", "ti4", "TI4"),
        ("state", "Đang vướng", "blocked"),
        ("state", "done", "done"),
        ("deadline", "31/3/2025", "2025-03-31"),
        ("deadline", "", None),
        ("document", "1080/KH-UBND", "KH1080"),
        ("amending_document", "KH1080", "KH 1080 (1080/KH-UBND)"),
        ("amending_document", "đang trình", "đang trình"),
        ("person", "  Phó Giám đốc   phụ trách ", "Phó Giám đốc phụ trách"),
    ],
)
def test_what_is_typed_is_understood(name: str, text: str, value: object) -> None:
    assert read_field(name, text, KNOWN) == (value, [])


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("lead_unit", "Sở Vũ trụ", "unknown_unit", "Sở Vũ trụ"),
        ("partners", "Sở Tài chính; Sở Vũ trụ; Ban X", "unknown_unit", "“Sở Vũ trụ”; “Ban X”"),
        ("group", "TI9", "unknown_group", "TI9"),
        ("state", "gần xong", "unknown_choice", "gần xong"),
        ("deadline", "31/02/2025", "not_a_date", "31/02/2025"),
        ("document", "kế hoạch mới", "unknown_document", "kế hoạch mới"),
        ("name", " ", "name_missing", "chưa có tên"),
    ],
)
def test_what_nobody_knows_is_refused_by_name(name: str, text: str, code: str, said: str) -> None:
    value, (problem,) = read_field(name, text, KNOWN)
    assert (value, problem.code, problem.severity) == (None, code, Severity.ERROR)
    assert said in problem.sentence


def test_a_numbered_document_that_is_not_listed_is_taken_with_a_note() -> None:
    value, (note,) = read_field("amending_document", "2345/KH-UBND", KNOWN)
    assert (value, note.code, note.severity) == ("2345/KH-UBND", "document_not_listed", Severity.NOTE)
