"""plan.scenarios: make, preview, apply and list scenarios; the base is never changed by one."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from budget.model.ids import BASE
from budget.model.problem import PlanError, Problem, refuse
from budget.model.states import ScenarioState
from budget.scenarios.bridge import BridgeStep, bridge_scenarios
from budget.scenarios.changing import deletion_batch, removal_batch, replace_about
from budget.scenarios.compare import Comparison, compare_scenarios
from budget.scenarios.creating import check_name, creation
from budget.scenarios.one_line import refuse_stale, refuse_unchanged
from budget.scenarios.operations import Draft, check_draft
from budget.scenarios.planning import Outcome, Preview, plan_operations, read_outcome, to_batch
from budget.scenarios.promote import Promotion, plan_promotion, promotion_batch
from budget.scenarios.reading import (
    AppliedOperation,
    Scenario,
    find_scenario,
    read_operations,
    read_scenarios,
    read_touched,
)
from budget.scenarios.rebase import Rebase, may_be_behind, plan_rebase, rebase_batch
from budget.store.records import Batch, Receipt
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

    def outcome(self, scenario: str, year: int | None = None) -> Outcome:
        """What a scenario comes to in a year (None = all): amount, cut and deferred against the base, in đồng."""
        with self._store.read() as cursor:
            return read_outcome(cursor, scenario, year)

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

    def bridge(self, first: str, second: str, year: int | None = None) -> list[BridgeStep]:
        """The steps from one scenario's amount to another's, exact to the đồng; `year` None = all years."""
        with self._store.database.trial() as cursor:
            return bridge_scenarios(cursor, find_scenario(cursor, first).id, find_scenario(cursor, second).id, year)

    def new(self, name: str, parent: str = BASE, note: str = "") -> tuple[Scenario | None, list[Problem]]:
        """Make a scenario; or what is wrong with its name."""
        cleaned = " ".join(name.split())
        with self._store.database.lock:
            existing = self.listed()
            problems = check_name(cleaned, existing)
            if problems:
                return None, problems
            parents = {scenario.id for scenario in existing}
            if parent not in parents:
                raise refuse("scenario_missing", "Phương án làm gốc không còn nữa.", "Chọn phương án khác làm gốc.")
            with self._store.read() as cursor:
                change = creation(cursor, cleaned, parent, note)
            self._store.commit(Batch(self._actor, "new_scenario", cleaned, [change]))
            return self.get(change.entity), []

    def preview(
        self, scenario: str, drafts: Sequence[Draft], shown: int | None = 500, year: int | None = None
    ) -> tuple[Preview | None, list[Problem]]:
        """What applying some operations would do, tried and rolled back; or what is wrong with them."""
        problems = self._check(scenario, drafts)
        if problems:
            return None, problems
        with self._store.database.trial() as cursor:
            return plan_operations(cursor, scenario, drafts, shown, year), []

    def apply(self, scenario: str, drafts: Sequence[Draft], operation_id: str | None = None) -> tuple[Applied | None, list[Problem]]:
        """Apply operations as one batch; the base is not touched."""
        with self._store.database.lock:
            preview, problems = self.preview(scenario, drafts)
            if preview is None:
                return None, problems
            with self._store.read() as cursor:
                batch = to_batch(preview, cursor, self._actor, operation_id)
            return Applied(self._store.commit(batch), preview), []

    def apply_to_line(self, scenario: str, draft: Draft, seen: int | None = None, operation_id: str | None = None) -> Applied:
        """Apply an operation on one line; PlanError when it would change nothing, or the line is newer than the seq seen."""
        with self._store.database.lock:
            preview, problems = self.preview(scenario, [draft])
            if preview is None:
                raise PlanError(problems[0])
            with self._store.read() as cursor:
                refuse_stale(cursor, scenario, draft.where.lines[0], seen)
                refuse_unchanged(preview.operations[0])
                batch = to_batch(preview, cursor, self._actor, operation_id)
            return Applied(self._store.commit(batch), preview)

    def describe(self, scenario: str, *, name: str | None = None, note: str | None = None) -> tuple[Receipt | None, list[Problem]]:
        """Give a scenario another name or note; no receipt when nothing changes."""
        with self._store.database.lock:
            known, problems = self._own(scenario)
            if known is None:
                return None, problems
            new = {"name": known.name if name is None else " ".join(name.split()), "note": known.note if note is None else note.strip()}
            if new == {"name": known.name, "note": known.note}:
                return None, []
            problems = check_name(new["name"], [other for other in self.listed() if other.id != known.id])
            if problems:
                return None, problems
            with self._store.read() as cursor:
                change = replace_about(cursor, "scenario", known.id, new)
            return self._store.commit(Batch(self._actor, "describe_scenario", new["name"], [change])), []

    def remove_operation(self, operation: str, reason: str, operation_id: str | None = None) -> tuple[Receipt | None, list[Problem]]:
        """Take one operation out of its scenario; the lines it held are resolved again without it."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                rows = cursor.rows("SELECT scenario FROM operation WHERE id = ?", [operation])
                if not rows:
                    raise refuse("operation_missing", "Thao tác này không còn trong phương án.", "Tải lại phương án.")
                scenario = str(rows[0][0])
            problems = [*_check_reason(reason), *self._own(scenario, changing=True)[1]]
            if problems:
                return None, problems
            with self._store.read() as cursor:
                batch = removal_batch(cursor, operation, self._actor, reason.strip(), operation_id)
            return self._store.commit(batch), []

    def delete(self, scenario: str, reason: str, operation_id: str | None = None) -> tuple[Receipt | None, list[Problem]]:
        """Delete a scenario with its operations; refused while other scenarios descend from it."""
        with self._store.database.lock:
            known, problems = self._own(scenario)
            problems = [*_check_reason(reason), *problems]
            children = [other.name for other in self.listed() if known is not None and other.parent == known.id]
            if children:
                sentence = f"Chưa xóa được vì còn phương án lập từ phương án này: {'; '.join(children)}."
                problems.append(Problem("scenario_has_children", sentence, "Xóa các phương án đó trước."))
            if problems or known is None:
                return None, problems
            with self._store.read() as cursor:
                batch = deletion_batch(cursor, known.id, self._actor, reason.strip(), operation_id)
            return self._store.commit(batch), []

    def new_matches(self, scenario: str) -> int:
        """How many lines have come to match a scenario's conditions since they were selected: what a rebase would let in."""
        with self._store.read() as cursor:
            known = find_scenario(cursor, scenario)
            if not may_be_behind(cursor, known.id):
                return 0
        return len(self.preview_rebase(known.id).entering)

    def preview_rebase(self, scenario: str) -> Rebase:
        """What selecting every operation's lines again on today's base would do, tried and rolled back."""
        with self._store.database.trial() as cursor:
            return plan_rebase(cursor, find_scenario(cursor, scenario).id)

    def rebase(self, scenario: str, reason: str = "", operation_id: str | None = None) -> tuple[Rebase | None, list[Problem]]:
        """Select every operation's lines again on today's base, as one batch."""
        with self._store.database.lock:
            known, problems = self._own(scenario, changing=True)
            if known is None or problems:
                return None, problems
            rebase = self.preview_rebase(known.id)
            with self._store.read() as cursor:
                batch = rebase_batch(cursor, rebase, self._actor, reason.strip() or f"Cập nhật theo gốc: {known.name}", operation_id)
            self._store.commit(batch)
            return rebase, []

    def preview_promotion(self, scenario: str) -> Promotion:
        """What making a scenario's outcome the base would write."""
        with self._store.read() as cursor:
            return plan_promotion(cursor, find_scenario(cursor, scenario).id)

    def promote(self, scenario: str, reason: str, operation_id: str | None = None) -> tuple[Promotion | None, list[Problem]]:
        """Make a scenario's outcome the base, as one batch that undo takes back whole."""
        with self._store.database.lock:
            known, problems = self._own(scenario, changing=True)
            problems = [*_check_reason(reason), *problems]
            if known is None or problems:
                return None, problems
            promotion = self.preview_promotion(known.id)
            if not promotion.lines:
                fix = "Áp dụng thao tác cắt, giãn hoặc đổi nguồn trong phương án trước."
                return None, [Problem("nothing_to_promote", "Phương án này không làm thay đổi khoản mục nào của dự toán gốc.", fix)]
            with self._store.read() as cursor:
                batch = promotion_batch(cursor, promotion, self._actor, reason.strip(), operation_id)
            self._store.commit(batch)
            return promotion, []

    def _own(self, scenario: str, *, changing: bool = False) -> tuple[Scenario | None, list[Problem]]:
        """A scenario a person may work on (and, with `changing`, whose operations may still change), or why not."""
        with self._store.read() as cursor:
            known = find_scenario(cursor, scenario)
        if known.id == BASE:
            fix = "Tạo một phương án rồi cắt giảm trong phương án đó."
            return None, [Problem("base_is_fixed", "Phương án gốc không nhận thao tác của phương án.", fix)]
        if changing and known.state == ScenarioState.PROMOTED:
            fix = "Tạo phương án mới để cắt giảm tiếp, hoặc hoàn tác lần đưa vào gốc."
            return known, [Problem("scenario_promoted", "Phương án này đã được đưa vào dự toán gốc nên không đổi được nữa.", fix)]
        return known, []

    def refusals(self, scenario: str, drafts: Sequence[Draft]) -> list[Problem]:
        """What is wrong with some operations before any line is looked at; empty when they can be tried."""
        return self._check(scenario, drafts)

    def _check(self, scenario: str, drafts: Sequence[Draft]) -> list[Problem]:
        known, problems = self._own(scenario, changing=True)
        if known is None or problems:
            return problems
        problems = [problem for draft in drafts for problem in check_draft(draft)]
        with self._store.read() as cursor:
            sources = {str(row[0]) for row in cursor.rows("SELECT code FROM source")}
        for draft in drafts:
            source = draft.settings.get("source")
            if source is not None and source not in sources:
                problems.append(Problem("unknown_source", f"Không có nguồn kinh phí “{source}”.", "Chọn mã nguồn có trong danh mục nguồn."))
        return problems


def _check_reason(reason: str) -> list[Problem]:
    if reason.strip():
        return []
    return [Problem("reason_missing", "Chưa ghi lý do.", "Ghi ngắn gọn vì sao, rồi làm lại; lý do được giữ trong nhật ký.")]
