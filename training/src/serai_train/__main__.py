"""`python -m serai_train`: the same as `serai-train`."""

from __future__ import annotations

import sys

from serai_train.cli import main

if __name__ == "__main__":
    sys.exit(main())
