"""Prepared rows of personal data in the form that `serai_train.pii` trains and measures with."""

from __future__ import annotations

from collections.abc import Sequence

from serai_train.data.examples import Example
from serai_train.data.prepared import Prepared
from serai_train.pii.examples import TYPES
from serai_train.pii.examples import Example as PiiExample


def pii_examples(prepared: Prepared, rows: Sequence[Example]) -> list[PiiExample]:
    """Rows of a prepared set; where a row does not say which types were looked for, all were."""
    name = prepared.info.name
    return [
        PiiExample(row.text, row.entities, frozenset(row.annotated or TYPES), name, row.group or "") for row in rows
    ]
