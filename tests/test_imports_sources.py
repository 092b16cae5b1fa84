"""Names of sources and tasks as they stand in strangers' tables: one meaning, or a question."""

import pytest

from budget.imports.matching import UNKNOWN, Match
from budget.imports.sources import SourceMatcher, TaskMatcher
from tests.plans import reference


@pytest.fixture(scope="module")
def sources() -> SourceMatcher:
    return SourceMatcher(reference().sources)


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("QĐ 334", "", "QD334"),
        ("Nguồn Quyết định số 334/QĐ-UBND", "", "QD334"),
        ("NQ 36", "district", "NQ36-H"),
        ("Nghị quyết 36/2021/NQ-HĐND", "commune", "NQ36-X"),
        ("Nguồn vốn › NQ 36", "district", "NQ36-H"),
        ("Bổ sung CĐS", "district", "BSCDS"),
        ("Vốn đầu tư công", "", "DTC"),
        ("NSTW", "", "NSTW"),
        ("chi TX tỉnh", "", "CTX-TINH"),
        ("DT-GIAO", "", "DT-GIAO"),
        ("Phí để lại", "", "PHI"),
    ],
)
def test_a_name_that_means_one_source_is_taken(sources: SourceMatcher, name: str, level: str, code: str) -> None:
    assert sources.match(name, level) == Match(code)


def test_what_several_sources_could_be_is_asked(sources: SourceMatcher) -> None:
    assert set(sources.match("Ngân sách huyện", "district").candidates) >= {"NSH-THEM", "NSH-BDXH"}
    assert sources.match("Ngân sách huyện", "district").code == ""
    assert set(sources.match("NQ 36").candidates) == {"NQ36-H", "NQ36-X"}
    assert sources.match("NQ 36", "province").code == ""


@pytest.mark.parametrize("name", ["", "Xã hội hóa", "Nguồn khác", "ODA"])
def test_what_no_source_is_called_is_unknown(sources: SourceMatcher, name: str) -> None:
    assert sources.match(name) == UNKNOWN


def test_tasks_are_found_by_code_or_name() -> None:
    tasks = TaskMatcher(reference().tasks)
    assert tasks.match("NV14") == tasks.match("Số hóa dữ liệu đất đai") == tasks.match("số hoá dữ liệu đất đai.") == Match("NV14")
    assert tasks.match("Một việc khác") == UNKNOWN
