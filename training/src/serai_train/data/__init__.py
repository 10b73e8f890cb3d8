"""Data sets of users: reading them, saying what is wrong with them, splitting them, and the folder they end in.

Traps:

* Rows are numbered as an editor numbers them: the header of a CSV file is line 1; quoted cells may span lines.
* Offsets of entities count Unicode code points, as Python does; Java's strings do not.
* MMLU-Pro holds 6,614 of the MMLU questions that RouteLLM is evaluated on, word for word. Do not train on one and
  report on the other.
"""

from __future__ import annotations

from serai_train.data.examples import DatasetInfo, Example, Splits
from serai_train.data.prepared import Prepared, read_prepared, write_prepared

__all__ = ["DatasetInfo", "Example", "Prepared", "Splits", "read_prepared", "write_prepared"]
