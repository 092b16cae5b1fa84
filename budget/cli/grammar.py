"""The grammar of the command line in Vietnamese: wrong words end in one sentence and exit code 2, never in English.

A command is declared with its words; its code is named by text and loaded only when it is called.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from typing import NoReturn

_FIX = "Thêm -h sau câu lệnh để xem cách dùng."
_MESSAGES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "Còn thiếu: {0}."),
    (r"unrecognized arguments: (.+)", "Không hiểu phần “{0}” của câu lệnh."),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{0} không nhận “{1}”; chỉ nhận: {2}."),
    (r"argument (.+?): expected (?:one|at least one) arguments?", "Sau {0} còn thiếu giá trị."),
    (r"argument (.+?): not allowed with argument (.+)", "{0} và {1} không đi cùng nhau."),
    (r"one of the arguments (.+) is required", "Cần một trong: {0}."),
    (r"ambiguous option: (.+?) could match (.+)", "{0} chưa rõ là {1}."),
    (r"argument (.+?): ignored explicit argument '?(.*?)'?", "{0} không đi kèm giá trị “{1}”."),
    (r"argument (.+?): (.+)", "{0}: {1}"),
)


class UsageError(Exception):
    """Wrong words on the command line; the message is a Vietnamese sentence, `fix` what to do."""

    def __init__(self, sentence: str, fix: str = _FIX) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.fix = fix


class HelpAskedError(Exception):
    """Not an error: help was asked for; the message is the help text."""


class VietnameseParser(argparse.ArgumentParser):
    """A parser that raises sentences instead of printing English and leaving."""

    def __init__(self, *args: object, **options: object) -> None:
        """Take over help and its headings; read -1.000.000 as a number, not as an option."""
        options["add_help"] = False
        options["allow_abbrev"] = False
        options["formatter_class"] = _Formatter
        super().__init__(*args, **options)  # type: ignore[arg-type]  # argparse's own options, passed through
        self._positionals.title, self._optionals.title = "tham số", "lựa chọn"
        self._negative_number_matcher = re.compile(r"^-[\d(][\d.,]*( ?[^\W\d]+)*$")
        self.add_argument("-h", "--help", action=_HelpAction, nargs=0, help="xem cách dùng rồi thôi")

    def error(self, message: str) -> NoReturn:
        """The sentence for one of argparse's messages, raised."""
        raise UsageError(translate(message))

    def print_help(self, file: object = None) -> None:  # noqa: ARG002  # argparse's signature
        """Help is raised too, so that one place prints."""
        raise HelpAskedError(self.format_help())


class _HelpAction(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        parser.print_help()


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "Cách dùng: ")  # type: ignore[arg-type]  # argparse's own types


def translate(message: str) -> str:
    """One of argparse's English messages as a Vietnamese sentence."""
    for pattern, sentence in _MESSAGES:
        found = re.fullmatch(pattern, message)
        if found:
            return sentence.format(*found.groups())
    return "Câu lệnh chưa đúng."


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers within bounds; dots between thousands may stand."""

    def read(text: str) -> int:
        plain = text.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", text) else text
        if not plain.isdecimal() or not low <= int(plain) <= high:
            raise argparse.ArgumentTypeError(f"“{text}” không phải số nguyên từ {low} đến {high}.")
        return int(plain)

    return read


def names_list(text: str) -> Sequence[str]:
    """Several names given as one word with commas."""
    return [name.strip() for name in text.split(",") if name.strip()]
