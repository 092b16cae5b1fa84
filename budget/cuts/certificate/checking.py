"""Checking an answer without trusting who made it: every rule anew, the harm added up, and how small harm could be at least.

The bound is Lagrange's: rules that couple many units are priced with the answer's own multipliers, the rest falls into blocks that are
solved exactly, and floating error is always rounded outwards, so that it never claims too much (docs/cuts.md, "The certificate").
Shares no code with the search.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budget.cuts.answer import Answer
from budget.cuts.certificate.blocks import Bounded, bound_blocks
from budget.cuts.certificate.near import least_near
from budget.cuts.certificate.priced import FEW_LINES, Priced, price_out
from budget.cuts.certificate.rules import AGAIN, find_broken, find_misplaced, find_unlawful_relaxations
from budget.cuts.console import chatter_to_errors
from budget.cuts.instance import Instance
from budget.money import format_money

SMALL = 2_000
"""A question of no more options is solved whole where prices alone do not prove what is claimed."""
PATIENCE = 20.0
"""Seconds such a question may take."""
BLOCK_SECONDS = 10.0
ROUNDED = 1e-8
"""A claimed bound may stand that much (as a share of the harm) above the proved one: the two were rounded in different ways."""
FINEST = 1e-6
"""Of a larger question no claim is judged more finely than that: `Checked.bound` and `gap` say what is proved here."""


@dataclass(frozen=True)
class Checked:
    """What an answer is worth once checked. `harm` and `saved` as added up here; `bound`: no answer that keeps the rules does less harm.

    `sound`: every rule is kept (as relaxed), every figure adds up, the claimed bound is proved. `findings`: a sentence for each fault.
    `gap` = (harm - bound) / max(1, harm).
    """

    sound: bool
    harm: int
    saved: int
    bound: float
    gap: float
    findings: tuple[str, ...]


def check_answer(instance: Instance, answer: Answer, *, exact: bool = True) -> Checked:
    """What holds of an answer. `exact` False takes a quicker, weaker bound, which cannot confirm a claim but still refutes a false one."""
    chosen = np.asarray(answer.chosen, dtype=np.int64)
    findings = list(find_misplaced(instance, chosen))
    if len(answer.price) != len(instance.rows) or not all(math.isfinite(one) for one in answer.price):
        findings.append(f"Kết quả phải kèm một mức giá cho từng quy tắc ({len(instance.rows)} quy tắc). {AGAIN}")
    if findings:
        return Checked(False, answer.harm, 0, 0.0, 1.0, tuple(findings))
    relaxed = [(one.row, one.by) for one in answer.relaxed]
    findings += find_unlawful_relaxations(instance, relaxed)
    allowed = [0] * len(instance.rows)
    for place, by in relaxed:
        if 0 <= place < len(allowed):
            allowed[place] = max(allowed[place], by)
    findings += find_broken(instance, chosen, allowed)
    taken = chosen[chosen >= 0].tolist()
    harm = sum(instance.options.harm[taken].tolist())
    saved = sum(instance.options.saved[taken].tolist())
    if harm != answer.harm:
        findings.append(f"Mức tổn hại nêu là {format_money(answer.harm)}, cộng lại được {format_money(harm)}. {AGAIN}")
    asked = _Asked(instance, answer.price, allowed)
    priced, bounded = asked.bounded(exact=exact)
    bound = _least(priced, bounded)
    if not findings:
        tolerance = max(1.0, harm * (ROUNDED if len(instance.options) <= SMALL else FINEST)) if exact else math.inf
        if bound + tolerance < answer.bound <= harm:
            bound = max(bound, asked.look_nearer(priced, bounded, math.ceil(answer.bound)))
        findings += _judge_claim(answer.bound, bound, harm, tolerance)
    return Checked(not findings, harm, saved, bound, max(0.0, (harm - bound) / max(1, harm)), tuple(findings))


def least_harm(instance: Instance, price: Sequence[float], allowed: Sequence[int], *, exact: bool = True, few: int = FEW_LINES) -> float:
    """A whole number under which no answer's harm falls, at these multipliers and with each rule missed by what is allowed.

    A rule over no more than `few` lines keeps its own form, whatever its price.
    """
    return _least(*_Asked(instance, price, allowed).bounded(exact=exact, few=few))


@dataclass(frozen=True)
class _Asked:
    """The question, the multipliers, and by how much each rule may be missed."""

    instance: Instance
    price: Sequence[float]
    allowed: Sequence[int]

    def bounded(self, *, exact: bool = True, few: int = FEW_LINES, seconds: float = BLOCK_SECONDS) -> tuple[Priced, Bounded]:
        """The question after the coupling rules are priced, and what its blocks cost at least."""
        priced = price_out(self.instance, self.price, self.allowed, few)
        with chatter_to_errors():
            return priced, bound_blocks(priced, exact=exact, seconds=seconds)

    def look_nearer(self, priced: Priced, bounded: Bounded, claim: int) -> float:
        """A better bound, `claim` at the most: by looking into the gap, and where that is too wide by solving a small question whole."""
        gap = claim - (bounded.total + priced.constant - 2 * priced.slack)
        wide = price_out(self.instance, self.price, self.allowed, spare=gap)
        near = least_near(self.instance, self.price, self.allowed, wide, bounded, claim)
        if near is None and len(self.instance.options) <= SMALL:
            return _least(*self.bounded(few=len(self.instance.lines), seconds=PATIENCE))
        return 0.0 if near is None else float(near)


def _least(priced: Priced, bounded: Bounded) -> float:
    """The least harm, rounded up: it is whole, and never below nought."""
    return float(max(0, math.ceil(bounded.total + priced.constant - priced.slack)))


def _judge_claim(claimed: float, bound: float, harm: int, tolerance: float) -> list[str]:
    """What is wrong with the claimed bound; `tolerance` is how far it may stand above the proved one."""
    if not math.isfinite(claimed) or claimed > harm:
        return [f"Mức tổn hại tối thiểu nêu ra lớn hơn mức tổn hại của chính kết quả ({format_money(harm)}), không thể đúng. {AGAIN}"]
    if claimed > bound + tolerance:
        least, proved = format_money(math.floor(claimed)), format_money(math.floor(bound))
        return [f"Mức tổn hại tối thiểu nêu ra là {least} nhưng chỉ chứng minh được {proved}; hãy tính lại hoặc dùng mức đã chứng minh."]
    return []
