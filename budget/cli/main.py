"""One command line answered: read the words, call the command, print, and say with the exit code how it went.

Exit codes: 0 done; 1 the plan or the data says no; 2 wrong words. What people can do wrong never ends in a traceback.
"""

import getpass
import importlib
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from budget.cli.asking import answer_or_ask
from budget.cli.call import Answer, Call, Printer, RefusedWithReport
from budget.cli.commands import Command, build_parser, join_words
from budget.cli.grammar import HelpAskedError, UsageError
from budget.cli.printing import print_answer, print_problem
from budget.model.problem import PlanError, Problem

DONE, REFUSED, WRONG_WORDS = 0, 1, 2
DEBUG = "DUTOAN_DEBUG"
INTERNAL = "internal"


def run(argv: Sequence[str], stdout: Printer, stderr: Printer, *, folder: Path | None = None, held: Path | None = None) -> int:
    """Answer one command line and give its exit code; `folder` is where its relative paths start (default: the current one).

    With `held` this process answers for another one: only commands on that plan, which it holds open, are taken.
    """
    as_json = "--json" in argv
    try:
        outcome = _answer(argv, stdout, stderr, folder or Path.cwd(), held)
    except HelpAskedError as asked:
        stdout.write(f"{asked}".rstrip() + "\n")
        return DONE
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  # the last wall: a person gets a sentence, an engineer the trace when asked for
        problem, code = explain(error)
        print_problem(problem, stdout, stderr, as_json, error.report if isinstance(error, RefusedWithReport) else None)
        if os.environ.get(DEBUG) and problem.code == INTERNAL:
            traceback.print_exc(file=stderr)
        return code
    if isinstance(outcome, int):
        return outcome
    if outcome is not None:
        print_answer(outcome, stdout, as_json)
        return outcome.code
    return DONE


def main() -> int:
    """The command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = run(sys.argv[1:], sys.stdout, sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader (head, less) has seen enough; Python must not complain again while it leaves
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        sys.stderr.write("Đã dừng theo yêu cầu; việc chưa ghi xong không để lại gì.\n")
        return 130
    return code


def login_name() -> str:
    """The name this computer knows the person by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def load(command: Command) -> Callable[[Call], Answer | None]:
    """The function that answers a command, loaded now."""
    module, _, function = command.answer.partition(":")
    answer: Callable[[Call], Answer | None] = getattr(importlib.import_module(f"budget.cli.{module}"), function)
    return answer


def explain(error: Exception) -> tuple[Problem, int]:
    """What a person is told of an error, and the exit code it ends with."""
    if isinstance(error, PlanError):
        return error.problem, REFUSED
    if isinstance(error, UsageError):
        return Problem("usage", str(error), error.fix), WRONG_WORDS
    if isinstance(error, OSError):
        return _explain_system(error), REFUSED
    return _explain_own_mistake(error), REFUSED


def _answer(argv: Sequence[str], stdout: Printer, stderr: Printer, folder: Path, held: Path | None) -> Answer | int | None:
    """The answer; the exit code when another program gave it; None when the command has written it itself."""
    words = build_parser().parse_args(join_words(argv))
    call = Call(words, stdout, words.actor or login_name(), folder)
    command: Command = words.command
    if held is not None:
        _refuse_others(call, held)
        return load(command)(call)
    if not command.shared:
        return load(command)(call)
    return answer_or_ask(lambda: load(command)(call), call, argv, stderr)


def _refuse_others(call: Call, held: Path) -> None:
    words: Namespace = call.words
    if not words.command.shared or call.path(words.plan).resolve() != held:
        fix = "Đóng chương trình đang mở bộ dự toán này rồi thử lại."
        raise PlanError(Problem("plan_busy", f"Bộ dự toán {Path(words.plan).name} đang được mở nên chưa làm được việc này.", fix))


def _explain_system(error: OSError) -> Problem:
    place = error.filename or "được chỉ định"
    if isinstance(error, PermissionError):
        return Problem("no_permission", f"Không có quyền đọc hoặc ghi tệp {place}.", "Chọn thư mục khác hoặc xin quyền ghi.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem("file_missing", f"Không tìm thấy tệp {place}.", "Kiểm tra lại đường dẫn.")
    if isinstance(error, IsADirectoryError):
        return Problem("is_folder", f"{place} là một thư mục.", "Ghi rõ tên tệp.")
    return Problem("system", f"Máy tính không đọc hoặc ghi được tệp {place}.", "Kiểm tra ổ đĩa còn chỗ và thử lại.")


def _explain_own_mistake(error: Exception) -> Problem:
    sentence = "Chương trình gặp lỗi của chính nó nên dừng lại; số liệu chưa ghi xong không được lưu."
    fix = f"Đặt biến môi trường {DEBUG}=1 rồi chạy lại để lấy chi tiết gửi cho người hỗ trợ ({type(error).__name__})."
    return Problem(INTERNAL, sentence, fix)
