"""`serai-train evaluate`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from serai_train.commands import add_dry_run, add_seed
from serai_train.settings import SPLITS

if TYPE_CHECKING:
    from serai_train.commands import Commands


def register(commands: Commands) -> None:
    """Add the parser."""
    command = commands.add_parser(
        "evaluate",
        help="measure a model on held-out rows",
        description="Measure MODEL on DATA with 95 %% intervals.",
    )
    command.add_argument("model", type=Path, metavar="MODEL", help="checkpoint or exported folder")
    command.add_argument("data", type=Path, metavar="DATA", help="folder that `prepare` wrote")
    command.add_argument("--split", choices=SPLITS, default="test", help="rows to measure on (default: %(default)s)")
    command.add_argument("--out", type=Path, metavar="FILE", help="write the figures as JSON, for `report`")
    command.add_argument(
        "--serai",
        metavar="PATH",
        help="pii: Serai's launcher, to measure rules and model together (default: the model)",
    )
    command.add_argument("--threads", type=int, default=0, metavar="N", help="threads (default: all cores)")
    add_seed(command)
    add_dry_run(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure, print and write."""
    from serai_train.data.prepared import read_prepared
    from serai_train.documents import json_document
    from serai_train.evaluate import evaluate, evaluate_pii
    from serai_train.predict import load_predictor

    prepared = read_prepared(arguments.data)
    model = load_predictor(arguments.model, arguments.threads)
    if arguments.dry_run:
        print(f"dry run: would measure {model.name} on {len(getattr(prepared.splits, arguments.split))} rows")
        return 0
    if prepared.info.task == "pii":
        document = evaluate_pii(arguments.model, model, prepared, arguments.split, arguments.serai)
    else:
        document = evaluate(model, prepared, arguments.split, arguments.seed)
    for name, figure in document["figures"].items():
        print(f"{name:<24} {figure['value']:.4f}  [{figure['low']:.4f}, {figure['high']:.4f}]  n {figure['n']}")
    if arguments.out is not None:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(json_document(document), "utf-8")
    return 0
