"""plan.police: the police request of a scenario, its routes confirmed, its content appraised, its two dossiers.

Routes and appraisals belong to the plan: they are the same in every scenario. One batch each, with a reason.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from budget.exports.dossier import write_dossier
from budget.exports.files import Exported
from budget.exports.reading import read_snapshot
from budget.lines.editing import LineRecord
from budget.lines.query import LineFilter, read_records
from budget.model.ids import BASE
from budget.model.problem import Problem, refuse
from budget.model.states import Route
from budget.police.appraisal import PlannedAppraisal, plan_appraisal, plan_finance, read_judgement
from budget.police.dossiers import Dossier, build_dossiers
from budget.police.request import PoliceLine, PoliceRequest, read_request
from budget.police.routes import refuse_route
from budget.scenarios.reading import find_scenario
from budget.store.kinds import LINE
from budget.store.records import Batch, Change, Receipt
from budget.store.store import Store

_COLUMNS = tuple(LINE.columns)
_REASON_MISSING = Problem("reason_missing", "Chưa ghi lý do.", "Ghi lý do; lý do này in trong nhật ký.")


class Police:
    """The police request of an open plan."""

    def __init__(self, store: Store, actor: str) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor

    def request(self, scenario: str = BASE, year: int | None = None) -> PoliceRequest:
        """The request as a scenario (id, name or PAn) has it; `year` None = all years."""
        with self._store.read() as cursor:
            return read_request(cursor, find_scenario(cursor, scenario).id, year)

    def dossiers(self, scenario: str = BASE, year: int | None = None) -> tuple[Dossier, Dossier]:
        """The investment dossier and the operating dossier."""
        return self.split(self.request(scenario, year))

    def split(self, request: PoliceRequest) -> tuple[Dossier, Dossier]:
        """The two dossiers of a request that was read already."""
        return build_dossiers(request)

    def confirm(
        self, routes: Mapping[str, Route], reason: str = "", seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Receipt | None, list[Problem]]:
        """Give lines their way as one batch, or none of them; what follows the suggestion needs no other reason than the suggestion's.

        (None, []) = every line has that way already. StaleWriteError when a line was changed after `seen`.
        """
        with self._store.database.lock:  # what the changes start from must still stand when they are written
            lines, records = self._lines(routes)
            problems = [_told(line, problem) for line in lines.values() if (problem := refuse_route(line, routes[line.id]))]
            why = reason.strip() or _suggested(lines, routes)
            if not why:
                problems.append(_REASON_MISSING)
            changes = [change for line, record in records.items() if (change := _route_change(record, routes[line], seen))]
            if problems or not changes:
                return None, problems
            return self._store.commit(Batch(self._actor, "confirm_routes", why, changes, operation_id=operation_id)), []

    def preview_appraisal(self, lines: Sequence[str], texts: Mapping[str, str]) -> PlannedAppraisal:
        """What a conclusion (texts of appraisal.TEXTS) would leave in the content layer of these lines; nothing is written."""
        with self._store.database.lock:
            return self._plan_appraisal(lines, texts, None)

    def appraise(
        self, lines: Sequence[str], texts: Mapping[str, str], reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Receipt | None, PlannedAppraisal]:
        """Record one conclusion of the content appraisal for these lines as one batch, or for none of them."""
        with self._store.database.lock:
            planned = self._plan_appraisal(lines, texts, seen)
            return self._commit("appraise_content", planned, reason, operation_id)

    def preview_finance(self, lines: Sequence[str]) -> PlannedAppraisal:
        """What taking the content figures as finance figures would do to the working amount; lines with finance figures keep theirs."""
        with self._store.database.lock:
            return plan_finance(self._lines(lines)[1], None)

    def take_to_finance(
        self, lines: Sequence[str], reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Receipt | None, PlannedAppraisal]:
        """Take the content figures of these lines as finance figures, one batch."""
        with self._store.database.lock:
            planned = plan_finance(self._lines(lines)[1], seen)
            return self._commit("content_to_finance", planned, reason, operation_id)

    def write_dossier(self, route: Route, out: Path, scenario: str = BASE, year: int | None = None) -> Exported:
        """One dossier as XLSX at `out`; while something blocks it the file says it is a draft and what is missing."""
        with self._store.read() as cursor:
            chosen = find_scenario(cursor, scenario).id
            request = read_request(cursor, chosen, year)
            units = tuple(dict.fromkeys(line.unit for line in request.lines))
            if not units:
                sentence = "Chưa có khoản mục nào của ngành công an để lập hồ sơ."
                raise refuse("police_request_empty", sentence, "Nhập hoặc thêm khoản mục của Công an tỉnh trước.")
            snapshot = read_snapshot(cursor, chosen, LineFilter(units=units))
        dossier = next(found for found in build_dossiers(request) if found.route is route)
        return write_dossier(snapshot, dossier, out)

    def _plan_appraisal(self, lines: Sequence[str], texts: Mapping[str, str], seen: int | None) -> PlannedAppraisal:
        judgement, problems = read_judgement(texts)
        if judgement is None:
            return PlannedAppraisal((), len(lines), 0, 0, 0, tuple(problems))
        return plan_appraisal(self._lines(lines)[1], judgement, seen)

    def _commit(
        self, action: str, planned: PlannedAppraisal, reason: str, operation_id: str | None
    ) -> tuple[Receipt | None, PlannedAppraisal]:
        if not planned.problems and not reason.strip():
            return None, PlannedAppraisal((), planned.chosen, 0, planned.before, planned.before, (_REASON_MISSING,))
        if planned.problems or not planned.changes:
            return None, planned
        batch = Batch(self._actor, action, reason.strip(), planned.changes, operation_id=operation_id)
        return self._store.commit(batch), planned

    def _lines(self, wanted: Sequence[str] | Mapping[str, Route]) -> tuple[dict[str, PoliceLine], dict[str, LineRecord]]:
        """Lines of the request by id, and every stored column of each, in the order named; PlanError for one that is no part of it."""
        with self._store.read() as cursor:
            of_police = {line.id: line for line in read_request(cursor).lines}
            records = read_records(cursor, _COLUMNS, list(wanted))
        missing = [line for line in wanted if line not in records]
        strange = [line for line in wanted if line in records and line not in of_police]
        if missing or not wanted:
            raise refuse("line_missing", "Có khoản mục đang chọn không còn trong bộ dự toán.", "Tải lại danh sách rồi chọn lại.")
        if strange:
            sentence = f"Khoản mục số {records[strange[0]]['number']} không thuộc đề nghị của ngành công an."
            raise refuse("not_police", sentence, "Chỉ chọn khoản mục của Công an tỉnh trong danh mục dự toán Đề án.")
        return {line: of_police[line] for line in wanted}, {line: records[line] for line in wanted}


def _route_change(record: LineRecord, route: Route, seen: int | None) -> Change | None:
    old = {name: record[name] for name in LINE.groups["about"]}
    return None if old["route"] == route else Change("line", str(record["id"]), "about", old, {**old, "route": route.value}, seen)


def _suggested(lines: Mapping[str, PoliceLine], routes: Mapping[str, Route]) -> str:
    """The reason of following the suggestion; "" where a person chose otherwise or changes what was confirmed."""
    if any(line.suggestion.route != routes[line.id] or line.route not in ("", Route.UNCLASSIFIED) for line in lines.values()):
        return ""
    if len(lines) > 1:
        return f"Xác nhận {len(lines)} khoản mục theo gợi ý"
    return "; ".join(f"Theo gợi ý: {line.suggestion.reason}" for line in lines.values())


def _told(line: PoliceLine, problem: Problem) -> Problem:
    return Problem(problem.code, f"Khoản mục số {line.number}: {problem.sentence}", problem.fix, line=line.id)
