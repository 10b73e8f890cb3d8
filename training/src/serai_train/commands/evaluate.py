"""`serai-train evaluate`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serai_train.commands import add_dry_run, add_seed, at_least
from serai_train.errors import UserError
from serai_train.settings import SPLITS

if TYPE_CHECKING:
    from serai_train.commands import Commands
    from serai_train.data.prepared import Prepared
    from serai_train.pii.systems import System
    from serai_train.predict import Predictor

_NO_MODEL = "none"


def register(commands: Commands) -> None:
    """Add the parser."""
    command = commands.add_parser(
        "evaluate",
        help="measure a model on held-out rows",
        description="Measure MODEL on DATA with 95 %% intervals.",
        epilog="Of personal data, Serai's rules (--serai) and Presidio (--presidio) are measured by the same rules, so "
        "that figures compare.",
    )
    command.add_argument(
        "model", type=Path, metavar="MODEL", help="checkpoint or exported folder; pii: exported folder, or `none`"
    )
    command.add_argument("data", type=Path, metavar="DATA", help="folder that `prepare` wrote")
    command.add_argument("--split", choices=SPLITS, default="test", help="rows to measure on (default: %(default)s)")
    command.add_argument("--out", type=Path, metavar="FILE", help="write the figures as JSON, for `report`")
    command.add_argument(
        "--serai", metavar="PATH", help="pii: Serai's launcher, to measure its rules, merged with MODEL's findings"
    )
    command.add_argument(
        "--presidio", metavar="PATH", help="pii, MODEL none: Python interpreter that has Presidio, to measure that"
    )
    command.add_argument(
        "--spacy-model", default="", metavar="NAME", help="model of Presidio (default: its rules alone)"
    )
    command.add_argument("--organizations", action="store_true", help="let Presidio find organisations")
    command.add_argument("--threads", type=at_least(0), default=0, metavar="N", help="threads (default: all cores)")
    add_seed(command)
    add_dry_run(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure, print and write."""
    from serai_train.data.prepared import read_prepared
    from serai_train.documents import json_document
    from serai_train.predict import load_predictor

    prepared = read_prepared(arguments.data)
    model = None if str(arguments.model) == _NO_MODEL else load_predictor(arguments.model, arguments.threads)
    if arguments.out is not None and arguments.out.is_dir():
        raise UserError(f"{arguments.out} is a folder; give --out the file to write")
    measure = _measurement(arguments, prepared, model)
    if arguments.dry_run:
        of = arguments.model if model is None else model.name
        print(f"dry run: would measure {of} on {len(getattr(prepared.splits, arguments.split))} rows")
        return 0
    document = measure()
    for name, figure in document["figures"].items():
        print(f"{name:<24} {figure['value']:.4f}  [{figure['low']:.4f}, {figure['high']:.4f}]  n {figure['n']}")
    if arguments.out is not None:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(json_document(document), "utf-8")
    return 0


def _measurement(
    arguments: argparse.Namespace, prepared: Prepared, model: Predictor | None
) -> Callable[[], dict[str, Any]]:
    """What is to be done, once arguments, data and model fit each other."""
    from serai_train.evaluate import evaluate, evaluate_pii

    info, on = prepared.info, (prepared, arguments.split, arguments.seed)
    if info.task == "pii":
        system, description = _system(arguments, model)
        return lambda: evaluate_pii(system, description, model, *on)
    if other := [name for name in ("serai", "presidio") if getattr(arguments, name) is not None]:
        raise UserError(f"--{other[0]} finds personal data, and {info.name} is data for {info.task}; leave it out")
    if model is None:
        raise UserError(f"{info.name} is data for {info.task}, which takes a model; name its folder")
    return lambda: evaluate(model, *on)


def _system(arguments: argparse.Namespace, model: Predictor | None) -> tuple[System, str]:
    """What finds personal data, and its description."""
    from serai_train.pii.systems import ModelFolder, presidio, presidio_version, serai

    if arguments.presidio is None and (arguments.spacy_model or arguments.organizations):
        raise UserError("--spacy-model and --organizations are Presidio's; name its interpreter with --presidio PATH")
    if model is not None:
        if arguments.presidio is not None:
            raise UserError("--presidio is measured alone; give `none` for MODEL")
        model.head("tokens")
        if arguments.serai is None:
            return ModelFolder(arguments.model), "model"
        return serai(arguments.serai, arguments.model), "rules and model"
    if arguments.presidio is not None:
        system = presidio(arguments.presidio, arguments.spacy_model, organizations=arguments.organizations)
        parts = [arguments.spacy_model or "rules alone", *(["organisations"] if arguments.organizations else [])]
        return system, ", ".join([presidio_version(arguments.presidio), *parts])
    if arguments.serai is not None:
        return serai(arguments.serai), "rules"
    raise UserError("without a model, name what to measure: --serai PATH or --presidio PATH")
