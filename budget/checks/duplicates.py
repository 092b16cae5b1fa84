"""The same thing asked for twice: by one unit, in one year, under one source or under two."""

import re
import unicodedata
from collections.abc import Mapping

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line
from budget.model.problem import Problem
from budget.vietnamese import normalise

_GROUPS = """(
    WITH again AS (SELECT unit, year, wanted, measure_key FROM peers GROUP BY ALL HAVING count(*) > 1)
    SELECT unit, year, wanted, measure_key, list({id: id, number: number, name: name, source: source} ORDER BY number) AS members
    FROM peers JOIN again USING (unit, year, wanted, measure_key) GROUP BY ALL) d"""
_KEY = "d.unit = k.unit AND d.year = k.year AND d.wanted = k.wanted AND d.measure_key = k.measure_key"
SHOWN = 3
NO_SOURCE = "chưa có nguồn"
_AGAIN = re.compile(r"[ ,;-]*\(?bổ sung\)?$")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def check_duplicates(scope: Scope) -> list[Problem]:
    """Lines whose unit asks for the same thing again in the same year, each naming the others."""
    names = {str(code): str(name) for code, name in scope.cursor.rows("SELECT code, short_name FROM source")}
    source = f"kept k JOIN {_GROUPS} ON {_KEY} WHERE k.listing = 'estimate' AND k.amount > 0"
    problems = []
    for line, (year, own, members) in scope.rows("k.year, k.source, d.members", source):
        others = [member for member in _structs(members) if member["id"] != line.id and may_be_same(line.name, str(member["name"]))]
        if others:
            problems.append(_duplicate(line, int(str(year)), str(own), others, names))
    return problems


def may_be_same(one: str, other: str) -> bool:
    """Whether two names that fold alike can mean the same thing: spelt alike, or one of them typed without accents.

    Trà Dơn and Trà Đơn are two communes; "hoà" and "hòa" are one word.
    """
    spelt, again = (_spelling(_AGAIN.sub("", normalise(name).lower())) for name in (one, other))
    return spelt == again or spelt.isascii() or again.isascii()


def _spelling(name: str) -> str:
    """A name with the tone mark of each word moved to its end, since old and new spelling place it differently."""
    words = []
    for word in unicodedata.normalize("NFD", name).split():
        tones = [sign for sign in word if sign in _TONES]
        words.append("".join(sign for sign in word if sign not in _TONES) + "".join(tones))
    return " ".join(words)


def _duplicate(line: Line, year: int, own: str, others: list[Mapping[str, object]], names: Mapping[str, str]) -> Problem:
    shown = ", ".join(f"số {other['number']} ({names.get(str(other['source']), NO_SOURCE)})" for other in others[:SHOWN])
    more = f" và {len(others) - SHOWN} khoản nữa" if len(others) > SHOWN else ""
    across = any(other["source"] != own for other in others)
    where = f"khoản này lấy nguồn {names[own]}" if own in names else f"khoản này {NO_SOURCE}"
    sentence = f"{line} được đề nghị nhiều lần trong năm {year}: trùng với khoản mục {shown}{more}; {where}."
    fix = "Giữ một khoản, bỏ hoặc gộp khoản trùng; nếu là hai nhu cầu khác nhau thì ghi rõ trong nội dung chi."
    return found("duplicate_across_sources" if across else "duplicate_request", sentence, fix, line=line.id)


def _structs(value: object) -> list[Mapping[str, object]]:
    """A DuckDB list of structs as what it is."""
    if not isinstance(value, list):
        raise TypeError("a list of structs is needed")
    return value
