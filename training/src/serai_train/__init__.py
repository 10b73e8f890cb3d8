"""Training of the small models that Serai routes requests with.

Start reading at `serai_train.cli` (the commands) and `serai_train.checkpoint` (what a trainer hands to the exporter).
"""

from __future__ import annotations

__version__ = "0.1.0"
