"""One module per command: `register(commands)` adds its parser, whose default `run` takes the parsed arguments.

Modules here import what they run only when they run it, so that `--help` and light commands start at once.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from serai_train.settings import DEFAULT_SEED

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_seed(command: argparse.ArgumentParser) -> None:
    """Add --seed."""
    command.add_argument(
        "--seed", type=int, default=DEFAULT_SEED, metavar="N", help="of every random draw (default: %(default)s)"
    )


def add_dry_run(command: argparse.ArgumentParser) -> None:
    """Add --dry-run."""
    command.add_argument(
        "--dry-run", action="store_true", help="check everything and say what would be done; write nothing"
    )
