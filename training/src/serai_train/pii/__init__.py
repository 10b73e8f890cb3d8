"""Personal data as spans in text: data sets, generators, metrics and evaluation.

Start reading at :mod:`~serai_train.pii.examples` (what an example is), then
:mod:`~serai_train.pii.readers` (public sets), :mod:`~serai_train.pii.generate` (texts of our own)
and :mod:`~serai_train.pii.metrics` (what the figures mean).

Traps: sets mark different types, so every example says which ones it marks; what a set does not
mark may still be there. Offsets are code points everywhere.
"""
