"""How the graph multiplies hidden states by weight matrices: in float32, or in int8.

int8, as it is done here
------------------------
Weights are quantized per output channel (see `rounding`), activations per token (row) while the graph runs. A scale for
a whole tensor, as the usual dynamic quantization has it, would make a row's outputs depend on its padding and on what
else is in its batch; a scale per token does not.

Traps
-----
- Without VNNI, x86 processors add two products u8 x s8 into 16 bits, and saturate. Activations of 8 bits with weights
  of 8 bits then give other results there, silently. `_Form` therefore keeps 2 x activation x weight below 2^15, and
  integer sums are the same on every processor.
- u8 x s8 is the fast pair on x86: s8 x s8 took 9 times as long, u8 x u8 (which cannot saturate) 1.5 times.
- A few channels of BERT's normalised states are ten times the others, and a row's scale is theirs. They are divided by
  a factor per channel that goes into the weights (`smoothing`).
- GELU is never below -0.17: adding 0.17 makes its output unsigned and all 8 bits useful; the shift's product with the
  weights is constant and goes into the bias.
- A row of zeros has the scale 0, and is quantized to nonsense; its products are still 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, numpy_helper

from serai_train.onnx.graph import GraphBuilder
from serai_train.onnx.rounding import CompensatedRounding, FloatArray, quantize_rows

GELU_FLOOR = 0.17

_WORD_LIMIT = 127


@dataclass(frozen=True, slots=True)
class Operand:
    """Hidden states (rows, width) made ready for a product.

    Attributes:
        value: The tensor: float32, or uint8 when quantized.
        site: Where in the network it is, such as `shared.0.attention.query`.
        scale: (rows, 1) scales of the quantized rows; empty when not quantized.
    """

    value: str
    site: str
    scale: str = ""


class Products(Protocol):
    """One way to multiply. A `site` is the name of the first linear layer that reads an operand."""

    def operand(self, site: str, states: str) -> Operand:
        """Make states (rows, width) ready for one or more products."""

    def product(self, operand: Operand, name: str, weight: FloatArray, bias: FloatArray) -> tuple[str, FloatArray]:
        """Multiply by a weight (out, in): the product (rows, out), and the bias the caller has still to add."""

    def word_embeddings(self, ids: str, table: FloatArray) -> str:
        """Rows of a table (words, width) for ids of any shape."""


class Float32Products:
    """Plain float32 products."""

    def __init__(self, graph: GraphBuilder) -> None:
        self._graph = graph

    def operand(self, site: str, states: str) -> Operand:
        """The states themselves."""
        return Operand(states, site)

    def product(self, operand: Operand, name: str, weight: FloatArray, bias: FloatArray) -> tuple[str, FloatArray]:
        """A MatMul."""
        return self._graph.add("MatMul", operand.value, self._graph.constant(f"{name}.weight", weight.T)), bias

    def word_embeddings(self, ids: str, table: FloatArray) -> str:
        """A Gather."""
        return self._graph.add("Gather", self._graph.constant("embeddings.word", table), ids)


@dataclass(frozen=True, slots=True)
class _Form:
    """How operands of one kind of site are quantized.

    Attributes:
        zero: Value of zero in the unsigned operand.
        limit: Largest distance of an operand from `zero`.
        weight: Largest absolute value of a weight.
    """

    zero: int
    limit: int
    weight: int


_SIGNED = _Form(zero=128, limit=127, weight=64)
_GELU = _Form(zero=0, limit=255, weight=64)


def _form(site: str) -> _Form:
    return _GELU if is_gelu(site) else _SIGNED


def is_gelu(site: str) -> bool:
    """Whether a site reads the output of a layer's GELU."""
    return site.endswith(".output") and not site.endswith(".attention.output")


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the hidden states of ordinary texts are like, by site; a site that is not named is quantized without it.

    Attributes:
        smoothing: Factor of each channel (width,): states are divided, weights multiplied by it.
        moments: Second moments of the channels (width, width), before smoothing.
    """

    smoothing: Mapping[str, FloatArray] = field(default_factory=dict)
    moments: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)


class Int8Products:
    """Products of 8-bit integers with one scale per token and one per output channel.

    Args:
        graph: The graph to add to.
        calibration: What states are like at each site.
    """

    def __init__(self, graph: GraphBuilder, calibration: Calibration) -> None:
        self._graph = graph
        self._smoothing = calibration.smoothing
        self._moments = calibration.moments
        self._roundings: dict[str, CompensatedRounding] = {}
        self._zeros: dict[int, str] = {}

    def operand(self, site: str, states: str) -> Operand:
        """Quantize each row by its largest absolute value."""
        graph, form = self._graph, _form(site)
        if site in self._smoothing:
            states = graph.add("Mul", states, graph.constant(f"{site}.smoothing", 1 / self._smoothing[site]))
        if is_gelu(site):
            states = graph.add("Add", states, graph.number(GELU_FLOOR))
            largest = graph.add("ReduceMax", states, axes=[1], keepdims=0)
        else:
            largest = graph.add("ReduceMax", graph.add("Abs", states), axes=[1], keepdims=0)
        scale = graph.add("Mul", largest, graph.number(1 / form.limit))
        quantized = graph.add("QuantizeLinear", states, scale, self._zero_points(scale, form.zero), axis=0)
        return Operand(quantized, site, graph.add("Unsqueeze", scale, graph.integers(1)))

    def _zero_points(self, scale: str, zero: int) -> str:
        """`zero` for each row, as `scale` is for each row; there is the same number of rows everywhere."""
        if zero not in self._zeros:
            value = numpy_helper.from_array(np.array([zero], np.uint8))
            self._zeros[zero] = self._graph.add("ConstantOfShape", self._graph.add("Shape", scale), value=value)
        return self._zeros[zero]

    def product(self, operand: Operand, name: str, weight: FloatArray, bias: FloatArray) -> tuple[str, FloatArray]:
        """Integer product, then the channel's and the token's scale."""
        graph, form = self._graph, _form(operand.site)
        if operand.site in self._smoothing:
            weight = weight * self._smoothing[operand.site]
        integers, scales = self._quantize(operand.site, weight, form.weight)
        product = graph.contrib(
            "MatMulIntegerToFloat",
            operand.value,
            graph.constant(f"{name}.weight", integers.T),
            graph.number(1.0),
            graph.constant(f"{name}.scale", scales),
            graph.constant(f"zero.{form.zero}", np.uint8(form.zero)),
        )
        if is_gelu(operand.site):
            bias = bias - np.float32(GELU_FLOOR) * scales * integers.sum(axis=1, dtype=np.float32)
        return graph.add("Mul", product, operand.scale), bias

    def _quantize(self, site: str, weight: FloatArray, limit: int) -> tuple[NDArray[np.int8], FloatArray]:
        if site not in self._moments:
            return quantize_rows(weight, limit)
        if site not in self._roundings:
            factors = self._smoothing.get(site, np.ones(weight.shape[1], np.float32)).astype(np.float64)
            self._roundings[site] = CompensatedRounding(self._moments[site] / np.outer(factors, factors))
        return self._roundings[site].quantize(weight, limit)

    def word_embeddings(self, ids: str, table: FloatArray) -> str:
        """A Gather of 8-bit rows, times their scales."""
        graph = self._graph
        integers, scales = quantize_rows(table, _WORD_LIMIT)
        rows = graph.add("Gather", graph.constant("embeddings.word", integers), ids)
        scale = graph.add("Gather", graph.constant("embeddings.word.scale", scales[:, None]), ids)
        return graph.add("Mul", graph.add("Cast", rows, to=TensorProto.FLOAT), scale)
