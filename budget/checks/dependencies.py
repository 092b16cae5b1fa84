"""A line that requires another is worth nothing without it: software kept while its server is dropped helps nobody."""

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.model.problem import Problem

_PARENTS = "(SELECT id, number, name, amount, dropped, year, quarter, deferred FROM resolved(?)) p"


def check_dependencies(scope: Scope) -> list[Problem]:
    """Kept lines whose required line is dropped, absent, at zero, or deferred past them."""
    problems: list[Problem] = []
    if not scope.may(lambda k: k["requires"]):
        return problems
    source = f"""kept k LEFT JOIN {_PARENTS} ON p.id = k.requires
        WHERE k.requires <> '' AND k.amount > 0
          AND (p.id IS NULL OR p.dropped OR p.amount = 0 OR p.year * 4 + p.quarter > k.year * 4 + k.quarter)"""
    columns = "p.number, p.name, p.dropped, p.amount, p.quarter, p.year, k.requires"
    for line, (number, name, dropped, amount, quarter, year, required) in scope.rows(columns, source, [scope.scenario]):
        parent = f"khoản mục số {number} “{name}”"
        if number is None or dropped or amount == 0:
            what = "không còn trong bộ dự toán" if number is None else "đã bị bỏ" if dropped else "còn 0 đồng"
            first = "khoản mục gốc" if number is None else parent
            sentence = f"{line} vẫn giữ nhưng phụ thuộc {first} {what}."
            fix = "Bỏ luôn khoản phụ thuộc, hoặc giữ lại khoản gốc."
            problems.append(found("requires_dropped", sentence, fix, line=line.id))
        else:
            sentence = f"{line} thực hiện trước {parent} mà nó phụ thuộc (quý {quarter}/{year})."
            fix = "Giãn cả hai khoản, hoặc đưa khoản gốc về trước."
            problems.append(found("requires_later", sentence, fix, line=line.id, others=(str(required),)))
    return problems
