"""ONNX graphs built straight from checkpoints, without torch.

Start reading at `network`; `products` says how int8 is done and why.
"""

from __future__ import annotations
