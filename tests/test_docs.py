"""The documents say what is there: every part, setting and picture they name exists, and every one that exists is named."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SETTING = re.compile(r"\b(DUTOAN_[A-Z]+)\b")


def read(path: Path) -> str:
    """A text file."""
    return path.read_text(encoding="utf-8")


def test_every_package_of_the_domain_is_in_the_architecture() -> None:
    said = read(DOCS / "architecture.md")
    parts = [path.parent.name for path in (ROOT / "budget").glob("*/__init__.py")]
    assert len(parts) > 10
    assert [part for part in parts if f"`budget/{part}`" not in said] == []


def test_every_setting_the_program_reads_is_documented() -> None:
    said = read(DOCS / "architecture.md")
    sources = [
        *ROOT.glob("*.py"),
        *ROOT.glob("budget/**/*.py"),
        *ROOT.glob("pages/**/*.py"),
        *ROOT.glob("tests/**/*.py"),
        ROOT / "Makefile",
    ]
    used = {name for path in sources for name in SETTING.findall(read(path))}
    assert {"DUTOAN_PLAN", "DUTOAN_DEBUG", "DUTOAN_CHROMIUM"} <= used
    assert sorted(name for name in used if f"`{name}`" not in said) == []


def test_every_link_of_the_documents_leads_somewhere() -> None:
    for document in [ROOT / "README.md", *DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", read(document)):
            if not target.startswith("http"):
                assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_screen_is_in_the_guide_with_its_picture() -> None:
    guide, addresses = read(DOCS / "huong-dan.md"), read(ROOT / "pages" / "parts" / "navigation.py")
    screens = re.findall(r'\("\w+", "([^"]+)", "([a-z0-9-]+)"', addresses)
    assert len(screens) == 16
    for title, address in screens:
        assert f"images/{address}.png" in guide, title


def test_every_column_table_of_a_journaled_kind_is_in_the_architecture() -> None:
    from budget.store.kinds import KINDS

    said = read(DOCS / "architecture.md")
    assert [name for name in KINDS if f"`{name}`" not in said] == []
