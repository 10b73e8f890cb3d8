"""`serai-train report`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from serai_train.commands import add_dry_run

if TYPE_CHECKING:
    from serai_train.commands import Commands


def register(commands: Commands) -> None:
    """Add the parser."""
    command = commands.add_parser(
        "report",
        help="write a Markdown report from evaluation files",
        description="Put the figures of EVALUATIONS beside the goals of DESCRIPTION; same files, same bytes.",
    )
    command.add_argument("description", type=Path, metavar="DESCRIPTION", help="YAML file with title and goals")
    command.add_argument("evaluations", type=Path, metavar="EVALUATIONS", help="folder of JSON files of `evaluate`")
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="Markdown file to write")
    add_dry_run(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read the files and write the report."""
    from serai_train.report import write_report

    text = write_report(arguments.description, arguments.evaluations)
    if arguments.dry_run:
        print(text, end="")
        return 0
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(text.encode())
    print(f"written: {arguments.out}")
    return 0
