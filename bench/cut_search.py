"""The least harmful cuts at size: our search against HiGHS and CP-SAT on the whole question, in one run, each in a process of its own.

`python -m bench.cut_search [--lines N ...] [--peers P ...] [--runs N]`. Ours is proved to 1e-6 and confirmed by the certificate; the peers
are asked for 1e-4 within a minute. A ratio against a peer that was not done by then is at least what it says.
"""

import argparse

from bench.clock import Times
from bench.cut_ways import OUR_GAP, PEER_GAP, TIME_LIMIT, Outcome, run_apart
from bench.report import Report, Row, describe_machine

PEERS = ("HiGHS", "CP-SAT, 8 workers", "CP-SAT, 2 workers")
AIMS = {10_000: "700 ms, 8x", 100_000: "2,500 ms, 8x"}
MEMORY_AIM = "500 MB"
FIVE = 5


def measure_search(report: Report, lines: int, peers: tuple[str, ...], runs: int) -> None:
    """Drop or keep, with caps, dependencies, locks: ours, then each peer once; the best answers must not contradict each other's bounds."""
    ours = [run_apart("ours", lines) for _ in range(runs)]
    best = ours[0]
    what = "cuts: drop or keep, caps of units, dependencies, locks"
    report.timed(what, lines, _seconds(ours), aim=AIMS.get(lines, ""))
    report.timed("of it processor time", lines, Times(tuple(one.processor * 1000 for one in ours)))
    _add_gap(report, "cuts: gap proved by the certificate", lines, best, f"{OUR_GAP:.0e}")
    report.timed("cuts: the certificate", lines, Times(tuple(one.check_seconds * 1000 for one in ours)), aim="10 s")
    report.add(Row("cuts: peak memory of the process", lines, max(one.megabytes for one in ours), unit="MB", runs=runs, aim=MEMORY_AIM))
    for peer in peers:
        other = run_apart(peer, lines)
        _expect_agreement(best, other)
        told = peer if other.gap is not None and other.gap <= PEER_GAP else f"{peer}: not done in {TIME_LIMIT:.0f} s"
        report.timed(what, lines, _seconds(ours), against=told, other=_seconds([other]))
        _add_gap(report, f"{peer}: gap", lines, other, f"asked for {PEER_GAP:.0e}")
        report.add(Row(f"{peer}: peak memory", lines, other.megabytes, unit="MB"))


def measure_choices(report: Report, lines: int, runs: int) -> None:
    """Five actions a line."""
    found = [run_apart("ours", lines, FIVE) for _ in range(runs)]
    report.timed("cuts: five actions a line", lines, _seconds(found), aim="3 s")
    _add_gap(report, "cuts: five actions, gap", lines, found[0], f"{OUR_GAP:.0e}")


def measure_frontier(report: Report, lines: int, runs: int) -> None:
    """Twenty-five points of harm against saving."""
    found = [run_apart("frontier", lines) for _ in range(runs)]
    report.timed("cuts: frontier of 25 points", lines, _seconds(found), aim="10 s")
    _add_gap(report, "cuts: frontier, widest gap", lines, found[0], "")


def _seconds(found: list[Outcome]) -> Times:
    return Times(tuple(one.seconds * 1000 for one in found))


def _add_gap(report: Report, what: str, lines: int, found: Outcome, aim: str) -> None:
    """A gap in millionths; none where nothing was found."""
    if found.gap is None:
        report.add(Row(f"{what}: no answer", lines, 0, unit="", aim=aim))
    else:
        report.add(Row(what, lines, found.gap * 1e6, unit="millionths", aim=aim))


def _expect_agreement(one: Outcome, other: Outcome) -> None:
    """SystemExit when an answer of one does less harm than the other proved to be the least."""
    for answer, proof in ((one, other), (other, one)):
        if answer.harm is not None and proof.bound is not None and answer.harm < proof.bound * (1 - 1e-7):
            raise SystemExit(f"{answer.way} does less harm ({answer.harm}) than {proof.way} proved ({proof.bound})")


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.cut_search", description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=PEERS)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    print(describe_machine())
    report = Report("cut_search")
    for lines in chosen.lines:
        measure_search(report, lines, tuple(chosen.peers), chosen.runs)
        report.write()
    measure_choices(report, min(chosen.lines), chosen.runs)
    measure_frontier(report, max(chosen.lines), chosen.runs)
    print(report.write())


if __name__ == "__main__":
    main()
