"""What `serai-train train --trainer torch` runs; nothing else outside `serai_train.torch` imports it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from serai_train.checkpoint import Checkpoint
from serai_train.data.prepared import Prepared
from serai_train.errors import MissingExtraError


def fine_tune(data: Sequence[Prepared], base: Checkpoint, arguments: argparse.Namespace) -> Checkpoint:
    """Fine-tune the encoder on one set, or a split trunk on several, and write the checkpoint.

    Raises:
        MissingExtraError: Without torch.
        UserError: If the sets do not make a model.
    """
    raise MissingExtraError("the trainer torch", "torch")
