"""`serai-train export`."""

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
        "export",
        help="make a model folder that the gateway loads",
        description="Write the ONNX graph, manifest, model card and golden vectors of CHECKPOINT.",
    )
    command.add_argument("checkpoint", type=Path, metavar="CHECKPOINT", help="folder that `train` wrote")
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="model folder to write")
    command.add_argument(
        "--model-version", default="1.0.0", metavar="V", help="version of the model (default: %(default)s)"
    )
    command.add_argument(
        "--precision", choices=("int8", "fp32"), default="int8", help="of the graph (default: %(default)s)"
    )
    command.add_argument("--licence", metavar="SPDX", help="of the model (default: that of the base encoder)")
    command.add_argument("--keep-fp32", action="store_true", help="write model.fp32.onnx too, for comparison")
    command.add_argument(
        "--evaluations",
        type=Path,
        metavar="FOLDER",
        help="files of `evaluate`; those that measured this export before go into the manifest and the card",
    )
    add_dry_run(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read the checkpoint and export it."""
    from serai_train.checkpoint import read_checkpoint
    from serai_train.export import ExportSettings, export

    checkpoint = read_checkpoint(arguments.checkpoint)
    if arguments.dry_run:
        heads = ", ".join(head.name for head in checkpoint.spec.heads)
        print(f"dry run: would export {checkpoint.spec.name} ({heads}) to {arguments.out}")
        return 0
    settings = ExportSettings(
        version=arguments.model_version,
        precision=arguments.precision,
        licence=arguments.licence,
        keep_fp32=arguments.keep_fp32,
        evaluations=arguments.evaluations,
    )
    folder = export(checkpoint, arguments.out, settings)
    for file in sorted(folder.iterdir()):
        print(f"{file.stat().st_size:>12,}  {file.name}")
    print(f"written: {folder}")
    return 0
