"""The commands `cut` and `frontier`: the least harmful cut with its proof, why each line is cut, and harm against saving."""

import json
import math
import time
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.cutting_instance import instance_of
from budget.cli.cutting_text import cut_text, frontier_text
from budget.cli.grammar import UsageError, names_list
from budget.cli.making_room import room_data, room_text
from budget.model.problem import PlanError, Problem
from budget.plan.cuts_part import By, CutPreview, CutSettings, LineTold
from budget.plan.face import Plan
from budget.plan.transfers_part import RoomPreview
from budget.scenarios.parsing import read_mapping
from budget.typed_date import read_date

if TYPE_CHECKING:
    from budget.cuts.search.frontier import Point

USUAL_REASON = "Phương án cắt giảm tìm được"
SINGLE = ("mode", "year", "unit_cap", "mountain_cap", "defer_to", "reductions")
BY_CODE = {"cap": "caps", "floor": "floors", "ceiling": "ceilings"}
GROUPS = {"bundle": "bundles", "at_least_one": "at_least_one"}
LISTS = ("actions", "percents", "fewer", "re_source_to")


def cut(call: Call) -> Answer:
    """The least harmful cut; with --save it becomes a scenario, with --instance anyone can check it."""
    words = call.words
    gap = read_gap(words.gap)
    with opened(call) as plan:
        settings = read_words(call, plan, need_target=True)
        drawn = plan.cuts.draw(settings, _day(plan, words.on), plan.scenarios.get(words.scenario).id)
        begun = time.perf_counter()
        answer = plan.cuts.solve(drawn, gap, words.time_limit)
        seconds = time.perf_counter() - begun
        preview = plan.cuts.preview(drawn, answer)
        room = (preview, plan.transfers.of(preview)) if isinstance(preview, RoomPreview) else None
        made, seq = None, None
        if words.save is not None:
            made, problems = plan.cuts.save(preview, words.save, words.reason or USUAL_REASON)
            refuse_errors(problems)
            seq = plan.head()
    if words.instance is not None:
        call.target(words.instance).write_text(json.dumps(instance_of(preview), ensure_ascii=False), encoding="utf-8")
    data = {
        **_figures(preview),
        "seconds": round(seconds, 4),
        "cuts": [_cut(told) for told in preview.cuts],
        "relaxations": preview.relaxations,
        "saved_as": made.name if made else None,
        "seq": seq,
        **(room_data(*room) if room else {}),
    }
    text = cut_text(preview, seconds, made.name if made else None)
    return Answer(data, f"{text}\n\n{room_text(*room)}" if room else text)


def frontier(call: Call) -> Answer:
    """Harm against saving from nothing to the most that can be saved."""
    words = call.words
    with opened(call) as plan:
        settings = read_words(call, plan, need_target=False)
        drawn = plan.cuts.draw(settings, _day(plan, words.on), plan.scenarios.get(words.scenario).id)
        begun = time.perf_counter()
        points = list(plan.cuts.frontier(drawn, words.points, read_gap(words.gap), words.time_limit))
        seconds = time.perf_counter() - begun
        scenario = plan.scenarios.get(words.scenario).name
    data = {"scenario": scenario, "year": settings.year, "points": [_point(point) for point in points], "seconds": round(seconds, 4)}
    return Answer(data, frontier_text(points, seconds))


def read_words(call: Call, plan: Plan, *, need_target: bool) -> CutSettings:
    """The settings of a file and of the words of the command, which outrank it; PlanError with everything that is wrong."""
    told = _file(call)
    words = call.words
    told |= {name: str(getattr(words, name)) for name in SINGLE if getattr(words, name) is not None}
    told |= {name: names_list(getattr(words, name)) for name in LISTS if getattr(words, name) is not None}
    for option, key in BY_CODE.items():
        if getattr(words, option):
            told[key] = dict(_pair(text, f"--{option}") for text in getattr(words, option))
    for option, key in GROUPS.items():
        if getattr(words, option):
            told[key] = [names_list(text) for text in getattr(words, option)]
    told |= {name: getattr(words, name) for name in ("keep", "drop") if getattr(words, name)}
    if getattr(words, "make_room", False):
        told["mode"] = "make_room"
    if getattr(words, "room_for", None):
        told["room_for"] = {line.strip(): most for line, _, most in (text.partition("=") for text in words.room_for)}
    if words.project:
        told["projects"] = words.project
    if getattr(words, "strict", False):
        told["strict"] = "true"
    # what an appraisal takes off is no saving and is asked for by name here, so that what is cut is what the target says
    told.setdefault("reductions", "none")
    _targets(told, words, need_target=need_target)
    settings, problems = plan.cuts.read_settings(told)
    refuse_errors(problems)
    assert settings is not None, "no settings and no problem"
    return settings


def read_gap(text: str) -> float:
    """The gap asked for: 1e-4, 0,0001 or 0.01 %."""
    typed = text.strip().replace(",", ".")
    try:
        gap = float(typed.removesuffix("%")) / (100 if typed.endswith("%") else 1)
    except ValueError:
        gap = math.nan
    if not 0 <= gap < 1:
        raise UsageError(f"--gap: “{text}” không phải một tỷ lệ từ 0 đến dưới 1.")
    return gap


def _targets(told: dict[str, object], words: Any, *, need_target: bool) -> None:  # noqa: ANN401  # argparse's Namespace
    targets: list[object] = []
    if getattr(words, "target", None) is not None:
        targets.append(words.target)
    for scope in ("source", "nature", "year"):
        for text in getattr(words, f"by_{scope}"):
            code, amount = _pair(text, f"--by-{scope}")
            targets.append({scope: code, "amount": amount})
    if targets:
        told.pop("target", None)
        told["targets"] = targets
    elif not need_target and told.get("mode") != "make_room" and "target" not in told and "targets" not in told:
        told["target"] = "10 %"


def _file(call: Call) -> dict[str, object]:
    if call.words.settings is None:
        return {}
    path = call.path(call.words.settings)
    content, problems = read_mapping(path.read_text(encoding="utf-8"))
    refuse_errors(problems)
    return dict(content)


def _pair(text: str, option: str) -> tuple[str, str]:
    code, between, value = text.partition("=")
    if not between or not code.strip() or not value.strip():
        raise UsageError(f"{option}: “{text}” phải có dạng MÃ=MỨC.")
    return code.strip(), value.strip()


def _day(plan: Plan, text: str | None) -> date:
    if text is None:
        return plan.necessity.default_day()
    day, problems = read_date(text)
    if day is None:
        problem = problems[0] if problems else Problem("day_missing", "Chưa ghi ngày.", "Ghi ngày, ví dụ 01/07/2024.")
        raise PlanError(problem)
    return date.fromisoformat(day)


def _figures(preview: CutPreview) -> dict[str, Any]:
    answer, settings = preview.answer, preview.drawn.settings
    return {
        "scenario": preview.scenario.name,
        "mode": settings.mode.value,
        "year": settings.year,
        "status": answer.status,
        "target": preview.target,
        "saved": preview.saved,
        "deferred": preview.deferred,
        "reduced": preview.reduced,
        "harm": preview.harm,
        # harm is whole, so a bound may be rounded up; what floating arithmetic adds is taken off first
        "bound": min(preview.harm, math.ceil(answer.bound - 0.01)),
        "gap": answer.gap,
        "prices": [{"rule": one.kind, "subject": one.subject, "limit": one.limit, "sentence": one.sentence} for one in preview.prices],
        "by_source": [_group(group) for group in preview.grouped(By.SOURCE)],
        "reductions": [
            {
                "line": one.line,
                "kind": one.kind,
                "amount": one.taken,
                "reason": one.reason,
                "citation": one.citation,
                "certain": one.certain,
            }
            for one in preview.reductions
        ],
        "problems": [{"code": one.code, "line": one.line, "sentence": one.sentence, "fix": one.fix} for one in preview.drawn.problems],
    }


def _group(group: Any) -> Mapping[str, Any]:  # noqa: ANN401  # a Group's fields
    return {name: getattr(group, name) for name in ("code", "name", "before", "reduced", "saved", "deferred", "moved", "after", "lines")}


def _cut(told: LineTold) -> dict[str, Any]:
    names = ("line", "number", "unit", "source", "level", "band", "saved", "deferred", "left", "harm", "reason", "binding", "decider")
    rest = {"proposal": told.proposal, "keep_price": told.keep_price}
    done = {"action": told.action, "done": told.done, "amount": told.saved + told.deferred}
    return {**{name: getattr(told, name) for name in names}, **done, **rest}


def _point(point: "Point") -> dict[str, Any]:
    return {
        "target": point.target,
        "saved": point.saved,
        "harm": point.harm,
        "bound": min(point.harm, math.ceil(point.bound - 0.01)),
        "gap": point.gap,
        "across_the_board_harm": point.across_the_board,
    }
