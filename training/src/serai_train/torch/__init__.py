"""Fine-tuning of the encoder; needs the [torch] extra, and nothing outside this package imports torch.

Start reading at `serai_train.torch.encoder` (the network), then `serai_train.torch.fit` (the loop every task shares);
each task is a module of its own: `intent`, `complexity`, `pii`, and `multi`, which puts them on one split trunk.
"""

from __future__ import annotations
