"""`serai-train prepare`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from serai_train.commands import add_dry_run, add_seed, share

if TYPE_CHECKING:
    from serai_train.commands import Commands


def register(commands: Commands) -> None:
    """Add the parser."""
    command = commands.add_parser(
        "prepare",
        help="check data, split it, and write a folder to train from",
        description="Check every row of SOURCE, report balance, duplicates and leaks, and write a prepared folder.",
    )
    command.add_argument(
        "source", type=Path, metavar="SOURCE", help="CSV or JSONL file, folder with dataset.yaml, or a public set"
    )
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder to write")
    command.add_argument("--task", choices=("intent", "complexity", "pii"), help="default: dataset.yaml's, else intent")
    command.add_argument("--name", help="name of the data set (default: of the file)")
    command.add_argument("--licence", help="SPDX identifier of the data's licence; goes into the model card")
    command.add_argument(
        "--text-column", metavar="NAME", help="column with the text (default: text, utterance, query ...)"
    )
    command.add_argument(
        "--label-column", metavar="NAME", help="column with the label (default: label, intent, category ...)"
    )
    command.add_argument("--labels", type=Path, metavar="FILE", help="every label there may be, one a line")
    command.add_argument("--out-of-scope", metavar="LABEL", help="label of the rows that belong to no intent")
    command.add_argument(
        "--val-share",
        type=share(0, 0.5),
        default=0.15,
        metavar="X",
        help="rows for validation, if the source has no split for it (default: %(default)s)",
    )
    command.add_argument(
        "--test-share",
        type=share(0, 0.5),
        default=0.15,
        metavar="X",
        help="rows for testing, likewise (default: %(default)s)",
    )
    command.add_argument("--drop-leaks", action="store_true", help="leave out rows that stand in a later split too")
    add_seed(command)
    add_dry_run(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, check, split and write."""
    from serai_train.data.convert import Columns
    from serai_train.data.findings import describe
    from serai_train.data.prepare import prepare
    from serai_train.data.prepared import check_out, write_prepared
    from serai_train.data.source import SourceOptions, read_source
    from serai_train.data.split import Shares
    from serai_train.data.tables import read_text

    labels = None
    if arguments.labels is not None:
        labels = tuple(line.strip() for line in read_text(arguments.labels).splitlines() if line.strip())
    options = SourceOptions(
        task=arguments.task,
        name=arguments.name,
        licence=arguments.licence,
        columns=Columns(arguments.text_column, arguments.label_column),
        labels=labels,
        out_of_scope=arguments.out_of_scope,
    )
    source = read_source(arguments.source, options)
    check_out(arguments.out, source.files)
    shares = Shares(arguments.val_share, arguments.test_share)
    info, splits, findings = prepare(source, shares, arguments.seed, drop_leaks=arguments.drop_leaks)
    if not arguments.dry_run:
        write_prepared(arguments.out, info, splits, arguments.seed)
    print(describe(info, splits, findings))
    print(f"dry run: {arguments.out} was not written" if arguments.dry_run else f"written: {arguments.out}")
    return 0
