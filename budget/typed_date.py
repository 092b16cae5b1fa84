"""Days as people type them, read into the form that is stored."""

from datetime import datetime

from budget.model.problem import Problem
from budget.vietnamese import normalise

FIRST_YEAR, LAST_YEAR = 2000, 2100


def read_date(text: str) -> tuple[str | None, list[Problem]]:
    """A day as people write it (5/3/2024, 05-03-2024) or as scripts do (2024-03-05), stored as 2024-03-05; "" is no day."""
    cleaned = normalise(text)
    if not cleaned:
        return None, []
    for layout in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(cleaned, layout).date()  # noqa: DTZ007  # a day on a document has no time zone
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day.isoformat(), []
    return None, [Problem("not_a_date", f"“{text}” không phải là ngày đọc được.", "Nhập ngày/tháng/năm, ví dụ 05/03/2024.")]
