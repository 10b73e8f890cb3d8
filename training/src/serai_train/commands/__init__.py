"""One module per command: `register(commands)` adds its parser, whose default `run` takes the parsed arguments.

Modules here import what they run only when they run it, so that `--help` and light commands start at once.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from serai_train.settings import DEFAULT_SEED

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def at_least(least: int) -> Callable[[str], int]:
    """The type of an option that is a whole number from `least` up."""

    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if value < least:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number from {least} up")
        return value

    return number


def share(low: float, high: float) -> Callable[[str], float]:
    """The type of an option that is a number from `low` to `high`."""

    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not a number from {low:g} to {high:g}")
        return value

    return number


def add_seed(command: argparse.ArgumentParser) -> None:
    """Add --seed."""
    command.add_argument(
        "--seed",
        type=at_least(0),
        default=DEFAULT_SEED,
        metavar="N",
        help="of every random draw (default: %(default)s)",
    )


def add_dry_run(
    command: argparse.ArgumentParser, what: str = "check everything and say what would be done; write nothing"
) -> None:
    """Add --dry-run."""
    command.add_argument("--dry-run", action="store_true", help=what)
