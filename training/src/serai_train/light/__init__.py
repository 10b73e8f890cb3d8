"""Heads on the frozen encoder: features through ONNX Runtime, logistic regression on top, minutes on a laptop.

Start reading at `serai_train.light.intent` and `serai_train.light.complexity`.

What is measured on public sets and holds for others:

* Means and maxima of the upper layers together beat the mean of the last layer, by a point and more.
* A softmax that states its chances best is not the one that tells best what it does not know; see
  `serai_train.light.intent`.
"""

from __future__ import annotations
