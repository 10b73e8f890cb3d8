"""`serai-train publish`."""

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
        "publish",
        help="upload a model folder to the Hugging Face hub",
        description="Upload MODEL as one commit. Reads HF_TOKEN and HF_ENDPOINT. Large files go by the chunk store "
        "(Xet) to huggingface.co, by LFS to any other hub; HF_HUB_DISABLE_XET, 1 or 0, decides it otherwise.",
    )
    command.add_argument("model", type=Path, metavar="MODEL", help="exported folder")
    command.add_argument("--repo", required=True, metavar="USER/NAME", help="repository; made where absent")
    command.add_argument("--private", action="store_true", help="if the repository is made now, make it private")
    command.add_argument("--tag", metavar="TAG", help="tag of the new revision, such as v1.0.0")
    add_dry_run(command, "check the folder, the repository's name and the tag; ask the hub nothing")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check the folder and upload it."""
    from serai_train.publish import PublishSettings, publish

    settings = PublishSettings(arguments.repo, arguments.private, arguments.tag, arguments.dry_run)
    published = publish(arguments.model, settings)
    for file, size in published.files.items():
        print(f"{size:>12,}  {file}")
    if published.commit is None:
        print(f"dry run: nothing was sent to {published.repository}")
    else:
        print(
            f"published: {published.repository} at {published.commit}" + (f", {published.tag}" if published.tag else "")
        )
    return 0
