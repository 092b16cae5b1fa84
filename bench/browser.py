"""What a person waits for: a price typed in the grid until the new total stands on screen, pages drawn and changed.

`python -m bench.browser --lines 5000 1000000 --edits 40`: the grid shows 5,000 rows of either. With `--keep FOLDER` a plan is
generated there once; every run works on a copy of it.
"""

import argparse
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from bench.chromium import open_browser, serve_plan
from bench.clock import Times, measure
from bench.report import Report, Row
from budget.plan.making import generate_plan
from budget.plan.shared import close_plan
from tests.browser.conftest import go_to

SEED = 7
PATIENCE = 300
"""Milliseconds in which the aim wants an edit's totals."""
READY = "document.querySelector('.tabulator-table .tabulator-cell[tabulator-field=unit_price]')"
# The clock runs in the page: from the key that ends the edit to the frame that paints the new figure above, and the new total below.
WATCH = """() => {
  const figure = () => document.querySelector('.st-key-figures a')?.textContent;
  const total = () => document.querySelector('.tabulator-footer .tabulator-cell[tabulator-field=amount]')?.textContent;
  const watch = { before: [figure(), total()], start: null, figure: null, total: null, saved: null };
  window.__watch = watch;
  const started = (event) => {
    if (event.key !== 'Enter') return;
    watch.start = performance.now();
    window.removeEventListener('keydown', started, true);
  };
  window.addEventListener('keydown', started, true);
  const look = (name, read, before) => {
    if (watch[name] !== null || !read() || read() === before) return;
    watch[name] = 0;
    requestAnimationFrame(() => { watch[name] = performance.now(); });
  };
  const observer = new MutationObserver(() => {
    if (watch.start === null) return;
    look('figure', figure, watch.before[0]);
    look('total', total, watch.before[1]);
    if (watch.figure && watch.total) observer.disconnect();
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  const settle = () => {
    const grid = document.querySelector('.tabulator')?.__grid;
    if (watch.figure && watch.total && grid && grid.outbox.size() === 0) watch.saved = performance.now();
    else requestAnimationFrame(settle);
  };
  settle();
}"""
QUIET = "() => !document.querySelector('[data-testid=stStatusWidget]')"
SETTLED = "() => window.__watch.saved !== null && !document.querySelector('[data-testid=stStatusWidget]')"
TAKEN = """() => {
  const { start, figure, total, saved } = window.__watch;
  return [figure - start, Math.max(figure, total) - start, saved - start];
}"""
SCREENS = (("Tổng quan", "tong-quan"), ("Nguồn kinh phí", "nguon-kinh-phi"), ("Phương án cắt giảm", "phuong-an-cat-giam"))


def main() -> None:
    """Measure each size and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=[5_000, 1_000_000])
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--pause", type=float, default=0, help="seconds between two edits, as a person leaves them")
    parser.add_argument("--keep", type=Path, help="folder of generated plans, to be used again")
    chosen = parser.parse_args()
    report = Report("browser")
    for lines in chosen.lines:
        measure_screen(report, lines, (chosen.edits, chosen.pause), chosen.keep)
    print(report.write())


def lay_plan(plan: Path, lines: int, keep: Path | None) -> None:
    """Put a plan of so many lines at `plan`: generated, or copied from the one kept in `keep`, which is generated when missing."""
    source = plan if keep is None else keep / f"lines-{lines}.duckdb"
    if not source.exists():
        source.parent.mkdir(parents=True, exist_ok=True)
        generate_plan(source, lines, SEED)
        close_plan(source)
    if source != plan:
        shutil.copy(source, plan)


def measure_screen(report: Report, lines: int, typing: tuple[int, float], keep: Path | None) -> None:
    """One size: the first painting, edits (how many, how many seconds apart), pages."""
    edits, pause = typing
    with tempfile.TemporaryDirectory(prefix="dutoan-bench-") as folder:
        plan = Path(folder) / "plan.duckdb"
        lay_plan(plan, lines, keep)
        with serve_plan(plan, Path(folder) / "home") as (url, process), open_browser() as page:
            _enter_name(page, url)
            report.timed("screen: estimate page drawn afresh", lines, measure(lambda: _draw_estimate(page, url), 5))
            browser = page.context.new_cdp_session(page)
            browser.send("Performance.enable", {"timeDomain": "threadTicks"})
            busy, drawing = processor_seconds(process), _drawing_seconds(browser)
            rows = page.evaluate("document.querySelector('.tabulator').__grid.table.getDataCount()")
            report.add(Row("screen: rows in the grid", lines, rows, unit="rows"))
            figure, totals, saved = type_prices(page, edits, pause)
            busy, drawing = processor_seconds(process) - busy, _drawing_seconds(browser) - drawing
            report.timed("screen: price typed -> new figure above the grid painted", lines, figure)
            report.timed("screen: price typed -> every total painted", lines, totals, aim="p95 < 300 ms, 5,000 rows of 1,000,000")
            late = sum(time > PATIENCE for time in totals.taken)
            report.add(Row(f"screen: edits with a total later than {PATIENCE} ms", lines, late, runs=edits, unit="edits"))
            report.add(Row("screen: the slowest of them all", lines, max(totals.taken), runs=edits))
            print("every total, in order (ms):", *(f"{time:.0f}" for time in totals.taken), flush=True)
            report.timed("screen: price typed -> row confirmed too", lines, saved)
            # a busy machine stretches the times above, not this one
            report.add(Row("screen: processor time of the server, each edit", lines, busy * 1000 / edits, runs=edits))
            report.add(Row("screen: processor time of the page, each edit", lines, drawing * 1000 / edits, runs=edits))
            for label, address in SCREENS:
                report.timed(f"screen: {label} and back", lines, measure(partial(_go_and_return, page, label, address), 5))
            report.add(Row("screen: memory of the server", lines, _resident(process), unit="MB"))


def type_prices(page: Page, edits: int, pause: float = 0) -> tuple[Times, Times, Times]:
    """Type `edits` prices down the grid: until the figure above is painted, until every total is, until nothing is unsaved."""
    # a line that is appraised takes no figure without a reason
    page.get_by_placeholder("Lý do sửa").fill("đo tốc độ")
    page.keyboard.press("Enter")
    page.wait_for_function(QUIET)
    taken: list[list[float]] = []
    for number in range(edits):
        cell = page.locator(".tabulator-table .tabulator-cell[tabulator-field=unit_price]").nth(number % 8)
        cell.click()
        page.evaluate(WATCH)
        page.keyboard.type(f"{12 + number}.500.{137 + number}")
        page.keyboard.press("Enter")
        page.wait_for_function(SETTLED)
        taken.append(page.evaluate(TAKEN))
        page.wait_for_timeout(pause * 1000)
    figure, totals, saved = (Times(tuple(times)) for times in zip(*taken, strict=True))
    return figure, totals, saved


def _enter_name(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Bắt đầu").click()
    page.locator(".st-key-figures a").first.wait_for()


def _draw_estimate(page: Page, url: str) -> None:
    page.goto(f"{url}/du-toan-chi-tiet")
    page.wait_for_function(READY)


def _go_and_return(page: Page, label: str, address: str) -> None:
    for name, path in ((label, address), ("Dự toán chi tiết", "du-toan-chi-tiet")):
        go_to(page, name)
        page.wait_for_url(f"**/{path}*")
        page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]') && document.querySelector('.st-key-footer')")
    page.wait_for_function(READY)


def processor_seconds(process: int) -> float:
    """How much processor time a process has used, all threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _drawing_seconds(browser: CDPSession) -> float:
    """How much processor time the page's main thread has used."""
    metrics = browser.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def _resident(process: int) -> float:
    line = next(line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
