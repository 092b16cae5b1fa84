"""plan.imports: the filled template previewed row by row, then taken whole as one batch that undo takes back."""

from collections.abc import Callable
from pathlib import Path

from budget.imports.planning import ImportPreview, PlannedImport, plan_import
from budget.imports.template import TemplateRow, read_template
from budget.lines.editing import Known
from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.store.records import Batch, Receipt
from budget.store.store import Store


class Imports:
    """Importing lines into an open plan."""

    def __init__(self, store: Store, actor: str, known: Callable[[], Known], budget_year: int) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._known = known
        self._budget_year = budget_year

    def preview(self, path: Path) -> ImportPreview:
        """What a filled template would add: lines and đồng, every refused row with its number and sentence. Nothing is written."""
        rows, problems = read_template(path)
        planned = self._plan(tuple(rows))
        return ImportPreview(
            id=new_id(),
            file=path.name,
            rows=tuple(rows),
            lines=len(planned.changes),
            amount=planned.amount,
            rejected=planned.rejected,
            notes=planned.notes,
            problems=tuple(problems),
        )

    def apply(self, preview: ImportPreview, reason: str = "") -> tuple[Receipt | None, list[Problem]]:
        """Add every row of a preview as one batch, or nothing: None with what stands in the way."""
        if preview.problems:
            return None, list(preview.problems)
        with self._store.database.lock:
            # codes may have changed since the preview was shown, so the rows are judged again against the plan as it stands
            planned = self._plan(preview.rows)
            if planned.rejected or not planned.changes:
                return None, [_refusal(planned)]
            batch = Batch(self._actor, "import", reason or f"Nhập từ tệp {preview.file}", planned.changes, operation_id=preview.id)
            return self._store.commit(batch), []

    def _plan(self, rows: tuple[TemplateRow, ...]) -> PlannedImport:
        with self._store.read() as cursor:
            first = int(str(cursor.rows("SELECT COALESCE(max(number), 0) + 1 FROM line")[0][0]))
        return plan_import(rows, self._known(), first, self._budget_year)


def _refusal(planned: PlannedImport) -> Problem:
    if not planned.rejected:
        return Problem("file_empty", "Tệp chưa có khoản mục nào.", "Điền khoản mục vào tệp mẫu rồi nhập lại.")
    first = planned.rejected[0]
    rows = len({item.row for item in planned.rejected})
    sentence = f"Chưa nhập gì vì còn {rows} dòng không nhận được; đầu tiên là dòng {first.row}: {first.problem.sentence}"
    return Problem("rows_rejected", sentence, "Sửa các dòng đó trong tệp rồi nhập lại cả tệp.")
