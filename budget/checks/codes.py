"""Budget codes: in force on the line's day (TT 324/2016 from 2018) and of the line's nature; recurrent and investment never mix."""

from collections.abc import Iterable

from budget.checks.few import Facts
from budget.checks.law import Law
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line, line_of
from budget.funding.rules import cite
from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Severity

_ENDED_GROUPS = ("9000", "9050")
"""The items of intangible and professional assets that ended with the QĐ 33/2008 list: refused, not only doubted."""

# editions overlap in their codes: the one in force on the day counts, whatever its confidence
_JUDGED = """(
    WITH asked AS (SELECT DISTINCT budget_code, judged_on FROM kept WHERE budget_code <> ''),
         answered AS (
           SELECT a.budget_code, a.judged_on,
             arg_max(c, COALESCE(c.valid_from, '')) FILTER (COALESCE(c.valid_from, '') <= a.judged_on
               AND COALESCE(NULLIF(c.valid_to, ''), '9999') >= a.judged_on) AS held,
             arg_max(c, COALESCE(c.valid_to, '')) FILTER (COALESCE(NULLIF(c.valid_to, ''), '9999') < a.judged_on) AS ended
           FROM asked a LEFT JOIN budget_code c ON c.code = a.budget_code GROUP BY ALL)
    SELECT k.id, k.number, k.name, k.unit_name, k.budget_code, k.nature, h.held.code IS NOT NULL AS known,
      h.held.name AS code_name, h.held.nature AS code_nature, h.held.document AS document, h.held.confidence AS confidence,
      h.ended.name AS ended_name, h.ended.document AS ended_document, COALESCE(h.ended.parent, h.ended.code) AS ended_group
    FROM kept k LEFT JOIN answered h USING (budget_code, judged_on)
    WHERE k.budget_code <> '') k"""
_COLUMNS = "budget_code, nature, known, code_name, code_nature, document, confidence, ended_name, ended_document, ended_group"
_WANTING = "NOT known OR (code_nature <> '' AND code_nature <> nature)"


def check_codes(scope: Scope) -> list[Problem]:
    """Lines whose budget code is not in force, or belongs to the other nature."""
    problems: list[Problem] = []
    for line, values in _wanting(scope):
        code, nature, known, name, code_nature, document, confidence, *ended = values
        if not known:
            problems.append(_unknown(scope, line, str(code), ended))
            continue
        label, other = labels.NATURE.get(str(nature), str(nature)), labels.NATURE.get(str(code_nature), str(code_nature))
        sentence = f"{line} là {label.lower()} nhưng mã {code} ({name}) thuộc {other.lower()}."
        citation = cite(scope.law.documents.get(str(document)), str(document), confirmed=confidence == "confirmed")
        severity = Severity.WARNING if confidence == "unsure" else None
        fix = "Chọn mã cùng tính chất chi, hoặc sửa tính chất chi của khoản mục."
        problems.append(found("code_nature_mismatch", sentence, fix, line=line.id, citation=citation, severity=severity))
    return problems


def _wanting(scope: Scope) -> Iterable[tuple[Line, tuple[object, ...]]]:
    """The lines whose code does not fit, with what was found of it."""
    if scope.few is None:
        return scope.rows(_COLUMNS, f"{_JUDGED} WHERE {_WANTING}")
    asked = [(k, _look_up(scope.law, k)) for k in scope.few if k["budget_code"] and not k["dropped"]]
    return [(line_of(k), values) for k, values in asked if values is not None]


def _look_up(law: Law, line: Facts) -> tuple[object, ...] | None:
    """The same of one line that is at hand; None where its code fits."""
    code, nature, day = str(line["budget_code"]), line["nature"], str(line["judged_on"])
    entries = law.codes.get(code, ())
    held = max((entry for entry in entries if entry.begins <= day <= entry.ends), key=lambda entry: entry.begins, default=None)
    if held is not None and (not held.nature or held.nature == nature):
        return None
    ended = max((entry for entry in entries if entry.ends < day), key=lambda entry: entry.ends, default=None)
    known = (False, None, None, None, None) if held is None else (True, held.name, held.nature, held.document, held.confidence)
    return code, nature, *known, *((None, None, None) if ended is None else (ended.name, ended.document, ended.group))


def _unknown(scope: Scope, line: Line, code: str, ended: list[object]) -> Problem:
    name, document, group = ended
    if name is None:
        sentence = f"{line} dùng mã {code} không có trong mục lục ngân sách đang áp dụng."
        fix = "Chọn mã có trong mục lục; nếu mã đúng theo Thông tư 324 thì bổ sung vào danh mục của chương trình."
        return found(
            "code_unknown", sentence, fix, line=line.id, citation=cite(scope.law.documents.get("TT324-2016"), "TT324-2016", confirmed=False)
        )
    refused = group in _ENDED_GROUPS
    sentence = f"{line} dùng mã {code} ({name}) của mục lục cũ, không còn trong mục lục đang áp dụng."
    fix = "Chọn mã thay thế trong mục lục hiện hành."
    citation = cite(scope.law.documents.get(str(document)), str(document))
    return found("code_unknown", sentence, fix, line=line.id, citation=citation, severity=Severity.ERROR if refused else None)
