"""The commands of the police request: what it comes to, routes confirmed, content appraised, dossiers written."""

from collections.abc import Mapping
from typing import Any

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.printing import decimal_number, format_count, format_table
from budget.model.labels import CONTENT_VERDICT, ROUTE
from budget.model.states import Route
from budget.money import format_money
from budget.police.appraisal import TEXTS, PlannedAppraisal
from budget.police.dossiers import Dossier, count_blocked
from budget.police.request import PoliceLine, PoliceRequest

SUGGESTED = "suggested"


def tell_request(call: Call) -> Answer:
    """The request by route, taken apart to the đồng, with what keeps its dossiers back."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        request = plan.police.request(scenario.id, words.year)
        dossiers = plan.police.split(request)
    found = request.reconcile()
    routes = [{"route": route.value, **_fields(request.sums(route), "lines requested content finance unappraised")} for route in Route]
    totals = _fields(found, "requested investment operating waiting unclassified not_local refused dropped reduced raised difference")
    data = {
        "scenario": scenario.name,
        "seq": request.seq,
        "routes": routes,
        "totals": totals,
        "unconfirmed": request.unconfirmed,
        "unappraised": request.sums().unappraised,
        "blocked_lines": count_blocked(dossiers),
        "blocking": [_problem(dossier, problem) for dossier in dossiers for problem in dossier.blocking],
        "dossiers": [_dossier(dossier) for dossier in dossiers],
        "lines": [_line(line) for line in request.lines],
    }
    return Answer(data, _tell(request, dossiers))


def confirm_route(call: Call) -> Answer:
    """Lines given their way; `suggested` gives each the one the tool suggests."""
    words = call.words
    with opened(call) as plan:
        lines = list(dict.fromkeys(plan.lines.find_id(name) for name in words.lines))
        known = {line.id: line for line in plan.police.request().lines}
        follow = words.route == SUGGESTED
        routes = {line: known[line].suggestion.route if follow and line in known else Route.UNCLASSIFIED for line in lines}
        if not follow:
            routes = dict.fromkeys(lines, Route(words.route))
        receipt, problems = plan.police.confirm(routes, words.reason or "", words.expect)
        refuse_errors(problems)
    told = {line: route.value for line, route in routes.items()}
    data = {"lines": lines, "routes": told, "seq": receipt.seq if receipt else None, "changed": receipt is not None}
    if receipt is None:
        return Answer(data, "Các khoản mục này đã ở hướng đó nên không ghi gì.")
    ways = ", ".join(dict.fromkeys(ROUTE[route] for route in routes.values()))
    return Answer(data, f"Đã xác nhận hướng của {len(lines)} khoản mục: {ways}.")


def appraise(call: Call) -> Answer:
    """One conclusion of the content appraisal for one line or many."""
    words = call.words
    texts = {name: value for name in TEXTS if (value := getattr(words, name)) is not None}
    with opened(call) as plan:
        lines = list(dict.fromkeys(plan.lines.find_id(name) for name in words.lines))
        if words.dry_run:
            seq, planned = None, plan.police.preview_appraisal(lines, texts)
        else:
            receipt, planned = plan.police.appraise(lines, texts, words.reason, words.expect)
            seq = receipt.seq if receipt else None
        refuse_errors(planned.problems)
    text = f"{CONTENT_VERDICT[words.verdict]}: {planned.changed} khoản mục, số thẩm định nội dung"
    return _planned(lines, planned, seq, words.dry_run, text, {"verdict": words.verdict})


def take_to_finance(call: Call) -> Answer:
    """Content figures taken as finance figures, of the lines named or of every judged line that has none yet."""
    words = call.words
    with opened(call) as plan:
        every = [line.id for line in plan.police.request().lines if line.content_amount is not None and line.finance_amount is None]
        lines = list(dict.fromkeys(plan.lines.find_id(name) for name in words.lines)) or every
        if words.dry_run or not lines:
            seq, planned = None, plan.police.preview_finance(lines) if lines else PlannedAppraisal((), 0, 0, 0, 0)
        else:
            receipt, planned = plan.police.take_to_finance(lines, words.reason, words.expect)
            seq = receipt.seq if receipt else None
        refuse_errors(planned.problems)
    text = f"Lấy số thẩm định nội dung của {planned.changed} khoản mục; số trong dự toán"
    return _planned(lines, planned, seq, words.dry_run, text, {})


def write_dossier(call: Call) -> Answer:
    """One dossier as a workbook."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        made = plan.police.write_dossier(Route(words.route), call.target(words.out), scenario.id, words.year)
        dossier = next(found for found in plan.police.dossiers(scenario.id, words.year) if found.route == words.route)
    data = {"file": str(made.file), "bytes": made.bytes, "sha256": made.sha256, "amount": made.amount, "seq": made.seq}
    state = "đủ điều kiện trình" if dossier.may_go_up else f"bản dự thảo, còn {len(dossier.blocking)} việc vướng"
    text = f"Đã ghi {dossier.title.lower()} ({state}): {format_money(made.amount)} đồng, tệp {made.file.name}."
    return Answer({**data, "may_go_up": dossier.may_go_up}, text)


def _planned(lines: list[str], planned: PlannedAppraisal, seq: int | None, dry_run: bool, text: str, more: Mapping[str, Any]) -> Answer:
    figures = {"changed": planned.changed, "amount_before": planned.before, "amount_after": planned.after}
    data = {"lines": lines, **more, **figures, "dry_run": dry_run, "seq": seq}
    tail = " (xem trước, chưa ghi)" if dry_run else "" if seq else " (không đổi nên không ghi)"
    return Answer(data, f"{text} từ {format_money(planned.before)} thành {format_money(planned.after)} đồng{tail}.")


def _fields(source: object, names: str) -> dict[str, Any]:
    return {name: getattr(source, name) for name in names.split()}


def _problem(dossier: Dossier, problem: object) -> dict[str, Any]:
    return {"dossier": dossier.route.value, **_fields(problem, "line code sentence fix")}


def _dossier(dossier: Dossier) -> dict[str, Any]:
    about = {"route": dossier.route.value, "lines": [line.id for line in dossier.lines]}
    counts = {"blocking": len(dossier.blocking), "notes": [problem.sentence for problem in dossier.notes]}
    return {**about, **_fields(dossier, "requested amount words may_go_up"), **counts}


def _line(line: PoliceLine) -> dict[str, Any]:
    about = _fields(line, "id number name unit year route verdict opinion document date requested content_amount finance_amount")
    suggestion = {"suggestion": line.suggestion.route.value, "suggestion_reason": line.suggestion.reason}
    return {**about, **suggestion, "standing": line.standing.value, "quantity": decimal_number(line.quantity_milli)}


def _tell(request: PoliceRequest, dossiers: tuple[Dossier, Dossier]) -> str:
    rows = [[ROUTE[route], *(_shown(request, route))] for route in Route]
    table = format_table(["Hướng", "Khoản mục", "Đề nghị", "Thẩm định nội dung", "Chưa thẩm định"], rows, (1, 2, 3, 4))
    parts = " + ".join(f"{name.lower()} {format_money(amount)}" for name, amount in request.reconcile().parts)
    states = [
        f"{dossier.title}: {format_money(dossier.amount)} đồng, "
        + ("đủ điều kiện trình." if dossier.may_go_up else f"chưa trình được, còn {len(dossier.blocking)} việc vướng.")
        for dossier in dossiers
    ]
    return "\n".join([table, f"Đề nghị {format_money(request.sums().requested)} = {parts}.", *states])


def _shown(request: PoliceRequest, route: Route) -> list[str]:
    sums = request.sums(route)
    return [format_count(sums.lines), format_money(sums.requested), format_money(sums.content), format_count(sums.unappraised)]
