"""The same thing asked for twice: by one unit, in one year, under one source or under two."""

from collections.abc import Mapping

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line
from budget.checks.wording import spell, strip_again
from budget.model.problem import Problem

_ASKED_AGAIN = """(
    WITH groups AS (SELECT again FROM traits GROUP BY again HAVING count(*) > 1),
         members AS (SELECT t.again, t.id, t.number, t.source, t.year, l.name
                     FROM groups g JOIN traits t USING (again) JOIN named l ON l.id = t.id),
         listed AS (SELECT again, list({id: id, number: number, name: name, source: source} ORDER BY number) AS members
                    FROM members GROUP BY again)
    SELECT k.id, k.number, k.name, k.unit_name, m.year, m.source, d.members
    FROM members m JOIN listed d USING (again) JOIN kept k ON k.id = m.id) k"""
SHOWN = 3
NO_SOURCE = "chưa có nguồn"


def check_duplicates(scope: Scope) -> list[Problem]:
    """Lines that ask again for what older lines of their unit ask for in the same year, each naming the older ones."""
    names = {str(code): str(name) for code, name in scope.cursor.rows("SELECT code, short_name FROM source")}
    problems = []
    for line, (year, own, members) in scope.rows("year, source, members", _ASKED_AGAIN):
        older = [member for member in _structs(members) if int(str(member["number"])) < line.number]
        others = [member for member in older if may_be_same(line.name, str(member["name"]))]
        if others:
            problems.append(_duplicate(line, int(str(year)), str(own), others, names))
    return problems


def may_be_same(one: str, other: str) -> bool:
    """Whether two names that fold alike can mean the same thing: spelt alike, or one of them typed without accents.

    Trà Dơn and Trà Đơn are two communes; "hoà" and "hòa" are one word.
    """
    spelt, again = (" ".join(spell(word) for word in strip_again(name).split()) for name in (one, other))
    return spelt == again or spelt.isascii() or again.isascii()


def _duplicate(line: Line, year: int, own: str, others: list[Mapping[str, object]], names: Mapping[str, str]) -> Problem:
    shown = ", ".join(f"số {other['number']} ({names.get(str(other['source']), NO_SOURCE)})" for other in others[:SHOWN])
    more = f" và {len(others) - SHOWN} khoản nữa" if len(others) > SHOWN else ""
    across = any(other["source"] != own for other in others)
    where = f"khoản này lấy nguồn {names[own]}" if own in names else f"khoản này {NO_SOURCE}"
    sentence = f"{line} được đề nghị nhiều lần trong năm {year}: trùng với khoản mục {shown}{more}; {where}."
    fix = "Giữ một khoản, bỏ hoặc gộp khoản trùng; nếu là hai nhu cầu thì ghi rõ trong nội dung chi, hoặc xác nhận không phải trùng."
    older = tuple(str(other["id"]) for other in others)
    return found("duplicate_across_sources" if across else "duplicate_request", sentence, fix, line=line.id, others=older)


def _structs(value: object) -> list[Mapping[str, object]]:
    """A DuckDB list of structs as what it is."""
    if not isinstance(value, list):
        raise TypeError("a list of structs is needed")
    return value
