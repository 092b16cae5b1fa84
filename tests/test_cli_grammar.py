"""Wrong words end in one Vietnamese sentence; numbers with a minus are values, not options."""

import argparse

import pytest

from budget.cli.commands import COMMANDS, build_parser
from budget.cli.grammar import HelpAskedError, UsageError, VietnameseParser, names_list, translate, whole_number
from tests.command_line import call

ENGLISH = ("usage", "error", "argument", "required", "invalid", "expected", "positional", "show this")


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["khong-co"],
        ["line"],
        ["total"],
        ["total", "a.duckdb", "--khong-co"],
        ["new", "a.duckdb"],
        ["new", "a.duckdb", "--sample", "x", "--blank"],
        ["new", "a.duckdb", "--blank", "--year", "20x4"],
        ["generate", "a.duckdb", "--lines", "0"],
        ["lines", "a.duckdb", "--format", "docx"],
        ["lines", "a.duckdb", "--out"],
        ["set", "a.duckdb", "1", "quantity"],
        ["scenario", "khong-co"],
        ["total", "a.duckdb", "--json=x"],
    ],
)
def test_wrong_words_are_a_sentence_without_english(argv: list[str]) -> None:
    outcome = call(*argv)
    assert outcome.code == 2
    assert outcome.stdout == ""
    assert outcome.stderr.count("\n") == 1
    assert not [word for word in ENGLISH if word in outcome.stderr.lower()], outcome.stderr


def test_wrong_words_with_json_say_so_in_one_object() -> None:
    outcome = call("total", "--json")
    assert outcome.code == 2
    assert outcome.json["error"] == "Còn thiếu: PLAN."
    assert outcome.json["fix"]


@pytest.mark.parametrize("argv", [["-h"], *([*command.name.split(), "--help"] for command in COMMANDS)])
def test_help_is_vietnamese_and_done(argv: list[str]) -> None:
    outcome = call(*argv)
    assert outcome.code == 0
    assert outcome.stdout.startswith("Cách dùng: ")
    assert not [word for word in ("usage:", "positional", "optional", "show this") if word in outcome.stdout]


@pytest.mark.parametrize("value", ["-5", "-1.000.000", "-1,5", "-2 triệu"])
def test_a_number_with_a_minus_is_a_value(value: str) -> None:
    words = build_parser().parse_args(["set", "a.duckdb", "1", "adjustment", value, "--reason", "x"])
    assert words.value == value


def test_what_every_command_understands_may_stand_on_either_side() -> None:
    for argv in (["--json", "--as", "Lan", "total", "a"], ["total", "a", "--json", "--as", "Lan"]):
        words = build_parser().parse_args(argv)
        assert (words.json, words.actor) == (True, "Lan")
    assert build_parser().parse_args(["total", "a"]).json is False


def test_an_unknown_message_still_becomes_a_sentence() -> None:
    assert translate("something argparse says in ten years") == "Câu lệnh chưa đúng."


def test_options_are_not_guessed_from_their_beginning() -> None:
    parser = VietnameseParser()
    parser.add_argument("--reason")
    with pytest.raises(UsageError, match="Không hiểu"):
        parser.parse_args(["--reas", "x"])
    with pytest.raises(HelpAskedError):
        parser.parse_args(["--help"])


def test_whole_numbers_and_lists_are_read() -> None:
    read = whole_number(1, 2_000_000)
    assert (read("7"), read("1.000.000"), read("2000000")) == (7, 1_000_000, 2_000_000)
    for wrong in ("0", "2000001", "1.00", "-1", "x", ""):
        with pytest.raises(argparse.ArgumentTypeError):
            read(wrong)
    assert names_list("unit, source,,") == ["unit", "source"]
