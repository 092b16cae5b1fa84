"""Sources and tasks by the names strangers give them, in a column or above one. Law: one meaning is taken, several are asked.

A document's number names its source ("Quyết định 334/QĐ-UBND"); a source that exists apart for districts and communes ("NQ 36") is the one
of the line's own level.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from budget.imports.matching import UNKNOWN, Match
from budget.vietnamese import fold

_PARTS = re.compile(r" › | - |: ")
_SIGNS = re.compile(r"[^0-9a-z]+")
_IDLE = re.compile(r"^(?:(?:tu|bang|thuoc|do|trong do|nguon|von|kinh phi|kp|nguon von|de nghi|so tien|thanh tien)\s+)+")
_DOCUMENT = re.compile(r"\b(qd|quyet dinh|nq|nghi quyet|kh|ke hoach)\s+(?:so\s+)?([0-9]+)\b")
_SORT = {"quyet dinh": "qd", "nghi quyet": "nq", "ke hoach": "kh"}
_LONG_FORMS = (
    (re.compile(r"\bnstw\b"), "ngan sach trung uong"),
    (re.compile(r"\bnst\b"), "ngan sach tinh"),
    (re.compile(r"\bnsh\b"), "ngan sach huyen"),
    (re.compile(r"\bnsx\b"), "ngan sach xa"),
    (re.compile(r"\bns\b"), "ngan sach"),
    (re.compile(r"\btw\b"), "trung uong"),
    (re.compile(r"\bcds\b"), "chuyen doi so"),
    (re.compile(r"\bdtc\b"), "dau tu cong"),
    (re.compile(r"\bchi tx\b"), "chi thuong xuyen"),
    (re.compile(r"\bsn\b"), "su nghiep"),
)
_TIER_WORDS = {"district": "huyen", "commune": "xa", "province": "tinh", "central": "tinh"}
_TIERS = frozenset(_TIER_WORDS.values())


class NamedSource(Protocol):
    """What a source must tell of itself to be found by name."""

    @property
    def code(self) -> str:
        """Its code in the plan."""

    @property
    def name(self) -> str:
        """Its whole name."""

    @property
    def short_name(self) -> str:
        """What lists call it."""

    @property
    def nature(self) -> str:
        """recurrent or investment."""


class NamedTask(Protocol):
    """What a task must tell of itself to be found by name."""

    @property
    def code(self) -> str:
        """Its code in the plan."""

    @property
    def name(self) -> str:
        """Its whole name."""


class SourceMatcher:
    """The sources of a plan, ready to be found by name; answers are kept."""

    def __init__(self, sources: Iterable[NamedSource]) -> None:
        """Read every name once."""
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._documents: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._words: dict[str, frozenset[str]] = {}
        self._kept: dict[tuple[str, str], Match] = {}
        for source in sources:
            for name in filter(None, (source.code, source.name, source.short_name)):
                self._exact[_plain(name)].add(source.code)
                for document in _documents(name):
                    self._documents[document].add(source.code)
            self._words[source.code] = frozenset(f"{_plain(source.name)} {_plain(source.short_name)}".split())

    def match(self, name: str, level: str = "") -> Match:
        """What a name means as a source of a unit of that level ("" = any)."""
        key = (name, level)
        if key not in self._kept:
            self._kept[key] = self._find(name, level)
        return self._kept[key]

    def names_source(self, heading: str) -> bool:
        """Whether a heading is plainly what the plan calls a source (or two of them, one a tier)."""
        found = self._find_named(_plain(_PARTS.split(heading)[-1]), "")
        return found != UNKNOWN

    def _find(self, name: str, level: str) -> Match:
        parts = [part for part in reversed(_PARTS.split(name)) if part.strip()]
        for text in dict.fromkeys([name, *parts]):
            found = self._find_named(_plain(text), level)
            if found != UNKNOWN:
                return found
        return self._find_like(_plain(parts[0])) if parts else UNKNOWN

    def _find_named(self, plain: str, level: str) -> Match:
        exact = self._exact.get(plain, set())
        if len(exact) == 1:
            return Match(next(iter(exact)))
        cited = {code for document in _documents(plain) for code in self._documents.get(document, ())}
        for codes in (exact, cited):
            if codes:
                return self._of_level(codes, level)
        return UNKNOWN

    def _find_like(self, plain: str) -> Match:
        """Every source whose names hold all the words, as a question."""
        words = frozenset(plain.split())
        containing = {code for code, own in self._words.items() if words and words <= own}
        return Match("", tuple(sorted(containing))) if len(words) > 1 else UNKNOWN

    def _of_level(self, codes: set[str], level: str) -> Match:
        """Of several sources of one name the one that says the tier of the unit; all of them as a question otherwise."""
        if len(codes) == 1:
            return Match(next(iter(codes)))
        tier = _TIER_WORDS.get(level, "")
        own = [code for code in sorted(codes) if self._words[code] & _TIERS == {tier}]
        return Match(own[0]) if len(own) == 1 else Match("", tuple(sorted(codes)))


class TaskMatcher:
    """The tasks of a plan by code or name; a name without its marks counts, for two tasks never differ by marks alone."""

    def __init__(self, tasks: Iterable[NamedTask]) -> None:
        """Read every name once."""
        self._codes: dict[str, set[str]] = defaultdict(set)
        for task in tasks:
            for name in (task.code, task.name):
                self._codes[fold(name)].add(task.code)

    def match(self, name: str) -> Match:
        """What a name means as a task."""
        codes = sorted(self._codes.get(fold(name.strip(" .:;")), ()))
        return UNKNOWN if not codes else Match(codes[0]) if len(codes) == 1 else Match("", tuple(codes))


def _plain(name: str) -> str:
    text = _SIGNS.sub(" ", fold(name)).strip()
    for pattern, words in _LONG_FORMS:
        text = pattern.sub(words, text)
    return _IDLE.sub("", text)


def _documents(text: str) -> list[tuple[str, str]]:
    return [(_SORT.get(sort, sort), number) for sort, number in _DOCUMENT.findall(_SIGNS.sub(" ", fold(text)))]
