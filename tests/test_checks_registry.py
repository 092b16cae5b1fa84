"""The register of checks and its documentation hold together."""

import re
from pathlib import Path

import pytest

from budget.checks.registry import REGISTRY, found, urgency
from budget.model.problem import Problem
from budget.model.states import Severity

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")


def documented() -> dict[str, str]:
    parts = re.split(r"^### `([a-z0-9_]+)`\n", DOCUMENT, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_code_is_documented_in_order_and_nothing_else_is() -> None:
    assert list(documented()) == list(REGISTRY)


@pytest.mark.parametrize("code", list(REGISTRY))
def test_the_document_says_severity_what_why_sentence_cure_and_citation(code: str) -> None:
    text = documented()[code]
    assert f"**{REGISTRY[code].title}** · {REGISTRY[code].severity} · family `{REGISTRY[code].family}`" in text
    for part in ("What", "Why", "Sentence", "Cure", "Citation"):
        assert re.search(rf"^- {part}: \S", text, flags=re.MULTILINE), part


def test_every_code_a_check_reports_is_registered_and_every_registered_one_is_reported() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "budget" / "checks").glob("*.py") if path.name != "registry.py"]
    texts.append((ROOT / "budget" / "funding" / "eligibility.py").read_text(encoding="utf-8"))
    together = "\n".join(texts)
    assert [code for code in REGISTRY if f'"{code}"' not in together] == []
    assert set(re.findall(r'found\(\s*"([a-z_]+)"', together)) <= set(REGISTRY)


def test_a_code_that_is_not_registered_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        found("no_such_code", "Câu.", "Sửa.")


def test_a_problem_has_the_severity_of_its_code_unless_told_otherwise() -> None:
    assert found("unit_slip", "Câu.", "Sửa.").severity is Severity.ERROR
    assert found("norm_exceeded", "Câu.", "Sửa.", severity=Severity.WARNING).severity is Severity.WARNING


def test_errors_come_before_warnings_whatever_their_place_in_the_register() -> None:
    late_error, early_warning = found("missing_amount", "a", "b"), found("ceiling_exceeded", "a", "b", severity=Severity.WARNING)
    assert urgency(late_error) < urgency(early_warning)
    assert urgency(Problem("unheard", "a", severity=Severity.NOTE)) > urgency(early_warning)
