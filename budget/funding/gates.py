"""The decisions an investment project needs before a year's money may be placed: policy, report, investment decision, medium-term plan.

The feasibility or technical-economic report is approved by the investment decision, so it is there once the decision is; a document counts
only with its number and a date not after the day the line is judged by. Work that prepares a project (mục 9200) waits for the policy
alone, for it pays for the report. Recurrent lines need none of them.
"""

from collections.abc import Mapping

PREPARATION = "92"
"""Budget codes of mục 9200 to 9249, chuẩn bị đầu tư, begin so."""
GATES: Mapping[str, str] = {
    "policy": "quyết định chủ trương đầu tư (số, ngày)",
    "feasibility": "báo cáo nghiên cứu khả thi hoặc kinh tế - kỹ thuật (số, ngày)",
    "decision": "quyết định đầu tư phê duyệt báo cáo nghiên cứu khả thi hoặc kinh tế - kỹ thuật (số, ngày)",
    "medium_term": "mức vốn trong kế hoạch đầu tư công trung hạn",
}
"""Gate -> what is missing while it is shut, in the order of the procedure; the order is also that of the bits below."""


def gates_sql(line: str, nature: str, on: str) -> str:
    """The SQL of a line's shut gates as bits of a BIGINT (1, 2, 4, 8 in the order of GATES); 0 = everything is there.

    `line` is the alias of a row with the columns of `line`; `nature` and `on` are SQL of its nature and the day (text) it is judged by.
    """
    policy, report, decision = (_missing(f"{line}.{name}", on) for name in ("policy", "feasibility", "decision"))
    carried_out = f"NOT starts_with(COALESCE({line}.budget_code, ''), '{PREPARATION}')"
    later = (f"({report}) AND ({decision})", decision, f"COALESCE({line}.medium_term, 0) <= 0")
    shut = (policy, *(f"{carried_out} AND ({condition})" for condition in later))
    bits = " + ".join(f"CASE WHEN {condition} THEN {1 << place} ELSE 0 END" for place, condition in enumerate(shut))
    return f"(CASE WHEN {nature} = 'investment' THEN {bits} ELSE 0 END)::BIGINT"


def gates_of(bits: int) -> tuple[str, ...]:
    """The names of the shut gates in the order of GATES."""
    return tuple(name for place, name in enumerate(GATES) if bits >> place & 1)


def tell_missing(gates: tuple[str, ...]) -> str:
    """A sentence that names what is missing; empty when nothing is."""
    return f"Còn thiếu: {'; '.join(GATES[gate] for gate in gates)}." if gates else ""


def _missing(document: str, on: str) -> str:
    dated = f"COALESCE({document}_date, '')"
    return f"trim(COALESCE({document}_document, '')) = '' OR {dated} = '' OR {dated} > {on}"
