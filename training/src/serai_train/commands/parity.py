"""`serai-train parity`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from serai_train.commands import add_dry_run, share

if TYPE_CHECKING:
    from serai_train.commands import Commands


def register(commands: Commands) -> None:
    """Add the parser."""
    command = commands.add_parser(
        "parity",
        help="compare a model folder's golden vectors with this machine and another runtime",
        description="Check that the golden vectors of MODEL hold here, and that another runtime answers alike. "
        "Ends with 1 if they differ.",
    )
    command.add_argument("model", type=Path, metavar="MODEL", help="exported folder")
    command.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help='JSONL of another runtime: {"outputs", "decisions"} per golden line',
    )
    command.add_argument(
        "--tolerance", type=share(0, 1), metavar="X", help="largest difference of an output (default: 1e-4)"
    )
    command.add_argument(
        "--golden-tolerance",
        type=share(0, 1),
        metavar="X",
        help="the same for golden vectors, which int8 models meet on like processors only (default: --tolerance)",
    )
    add_dry_run(command, "read and check the files; run nothing")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare and print."""
    from serai_train.cli import EXIT_FAILED
    from serai_train.parity import TOLERANCE, check_parity, read_inputs

    if arguments.dry_run:
        model, golden, answers = read_inputs(arguments.model, arguments.answers)
        other = "" if answers is None else " and with another runtime"
        print(f"dry run: would compare {model.manifest.name} with {len(golden)} golden vectors{other}")
        return 0
    tolerance = TOLERANCE if arguments.tolerance is None else arguments.tolerance
    report = check_parity(arguments.model, arguments.answers, tolerance, arguments.golden_tolerance)
    print("\n".join(report.lines()))
    return 0 if report.passed else EXIT_FAILED
