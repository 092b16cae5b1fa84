"""plan.scenarios: make, preview, apply and list scenarios; the base is never changed by one."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from budget.model.ids import BASE, new_id
from budget.model.problem import Problem, refuse
from budget.scenarios.compare import Comparison, compare_scenarios
from budget.scenarios.operations import Draft, check_draft
from budget.scenarios.planning import Outcome, Preview, plan_operations, read_outcome, to_batch
from budget.scenarios.reading import COLOURS, AppliedOperation, Scenario, find_scenario, read_operations, read_scenarios, read_touched
from budget.store.journal import head
from budget.store.kinds import ALL
from budget.store.records import Batch, Change, Receipt, Value
from budget.store.store import Store


@dataclass(frozen=True)
class Applied:
    """What applying came to: the receipt and the preview that came true."""

    receipt: Receipt
    preview: Preview


class Scenarios:
    """The scenarios of an open plan."""

    def __init__(self, store: Store, actor: str) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor

    def listed(self) -> list[Scenario]:
        """The base first, then every scenario in the order they were made."""
        with self._store.read() as cursor:
            return read_scenarios(cursor)

    def get(self, wanted: str) -> Scenario:
        """The scenario of that id, name or number; PlanError naming those there are."""
        with self._store.read() as cursor:
            return find_scenario(cursor, wanted)

    def operations(self, scenario: str) -> list[AppliedOperation]:
        """A scenario's own operations in order."""
        with self._store.read() as cursor:
            return read_operations(cursor, scenario)

    def outcome(self, scenario: str) -> Outcome:
        """What a scenario comes to: amount, cut and deferred against the base, in đồng."""
        with self._store.read() as cursor:
            return read_outcome(cursor, scenario)

    def touched(self, scenario: str, limit: int | None = None) -> pd.DataFrame:
        """The lines a scenario holds, before and after."""
        with self._store.read() as cursor:
            return read_touched(cursor, scenario, limit)

    def compare(
        self, scenarios: Sequence[str], by: Sequence[str] = ("source",), *, year: int | None = None, limit: int | None = None
    ) -> Comparison:
        """Two to six scenarios of the estimate side by side, by group and by differing line; `year` None = all years."""
        with self._store.read() as cursor:
            return compare_scenarios(cursor, scenarios, by, year, limit=limit)

    def new(self, name: str, parent: str = BASE, note: str = "") -> tuple[Scenario | None, list[Problem]]:
        """Make a scenario; or what is wrong with its name."""
        cleaned = " ".join(name.split())
        if not cleaned:
            return None, [Problem("name_missing", "Phương án chưa có tên.", "Đặt tên ngắn, ví dụ “Phương án 1: cắt 10 % ưu tiên 4”.")]
        with self._store.database.lock:
            existing = self.listed()
            if any(scenario.name == cleaned for scenario in existing):
                return None, [Problem("name_taken", f"Đã có phương án tên “{cleaned}”.", "Đặt tên khác, hoặc mở phương án đang có.")]
            parents = {scenario.id for scenario in existing}
            if parent not in parents:
                raise refuse("scenario_missing", "Phương án làm gốc không còn nữa.", "Chọn phương án khác làm gốc.")
            number = 1 + max(scenario.number for scenario in existing)
            with self._store.read() as cursor:
                seq = head(cursor)[0]
            record: dict[str, Value] = {
                "id": new_id(),
                "number": number,
                "name": cleaned,
                "parent": None if parent == BASE else parent,
                "layer": "finance",
                "state": "open",
                "colour": COLOURS[number % len(COLOURS)],
                "note": note,
                "base_seq": seq,
            }
            self._store.commit(Batch(self._actor, "new_scenario", cleaned, [Change("scenario", str(record["id"]), ALL, None, record)]))
            return self.get(str(record["id"])), []

    def preview(self, scenario: str, drafts: Sequence[Draft], shown: int | None = 500) -> tuple[Preview | None, list[Problem]]:
        """What applying some operations would do, tried and rolled back; or what is wrong with them."""
        problems = self._check(scenario, drafts)
        if problems:
            return None, problems
        with self._store.database.trial() as cursor:
            return plan_operations(cursor, scenario, drafts, shown), []

    def apply(self, scenario: str, drafts: Sequence[Draft], operation_id: str | None = None) -> tuple[Applied | None, list[Problem]]:
        """Apply operations as one batch; the base is not touched."""
        with self._store.database.lock:
            preview, problems = self.preview(scenario, drafts)
            if preview is None:
                return None, problems
            with self._store.read() as cursor:
                batch = to_batch(preview, cursor, self._actor, operation_id)
            return Applied(self._store.commit(batch), preview), []

    def _check(self, scenario: str, drafts: Sequence[Draft]) -> list[Problem]:
        if scenario == BASE:
            fix = "Tạo một phương án rồi cắt giảm trong phương án đó."
            return [Problem("base_is_fixed", "Phương án gốc không nhận thao tác cắt giảm.", fix)]
        problems = [problem for draft in drafts for problem in check_draft(draft)]
        with self._store.read() as cursor:
            find_scenario(cursor, scenario)
            sources = {str(row[0]) for row in cursor.rows("SELECT code FROM source")}
        for draft in drafts:
            source = draft.settings.get("source")
            if source is not None and source not in sources:
                problems.append(Problem("unknown_source", f"Không có nguồn kinh phí “{source}”.", "Chọn mã nguồn có trong danh mục nguồn."))
        return problems
