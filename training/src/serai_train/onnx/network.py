"""From a checkpoint to an ONNX graph: embeddings, shared layers, branches, pooled features, heads.

Hidden states are kept as (batch x length, hidden) between attentions, since rows are quantized one by one.

Operators are chosen by what ONNX Runtime 1.28 takes for them on one thread of a CPU, at 128 tokens:

- LayerNormalization, alone or fused with an addition, was a quarter of the whole run. InstanceNormalization over one
  channel computes the same in a fraction, and nothing fuses it back.
- BiasGelu took longer than `Sum` and `Gelu`; the runtime would fuse `Add` and `Gelu` into it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from onnx import TensorProto

from serai_train.checkpoint import Branch, Checkpoint, Feature, Head, ModelSpec, Weights
from serai_train.onnx.graph import GraphBuilder, Shape
from serai_train.onnx.products import Calibration, Float32Products, Int8Products, Operand, Products

IDS, MASK, SHAPES = "input_ids", "attention_mask", "token_shape"

_EPSILON = 1e-12
_POSITIONS = "embeddings.position.weight"
_OUTPUT_SUFFIX = {"labels": "_logits", "score": "_logit", "tokens": "_logits", "vector": ""}


def output_name(head: Head) -> str:
    """Name of a head's graph output."""
    return head.name + _OUTPUT_SUFFIX[head.kind]


def input_names(spec: ModelSpec) -> dict[str, str]:
    """Names of the graph's inputs: of `ids`, of `mask`, and of `shape` where a branch reads the spelling of tokens."""
    shape = {"shape": SHAPES} if any(branch.shape for branch in spec.branches) else {}
    return {"ids": IDS, "mask": MASK, **shape}


def float32_model(checkpoint: Checkpoint) -> bytes:
    """The model in float32: serialized ONNX."""
    return _heads_model(checkpoint, Float32Products)


def int8_model(checkpoint: Checkpoint, calibration: Calibration) -> bytes:
    """The model with 8-bit products and word embeddings: serialized ONNX.

    Args:
        checkpoint: The network.
        calibration: What `calibrate` returned for this checkpoint.
    """
    return _heads_model(checkpoint, lambda graph: Int8Products(graph, calibration))


def features_model(checkpoint: Checkpoint, branch: str, features: Sequence[Feature]) -> bytes:
    """The trunk in float32 with one output `feature_{i}` for each feature of a branch: serialized ONNX.

    Args:
        checkpoint: The network; its heads are left out.
        branch: The branch to follow.
        features: Pooled features: outputs (batch, hidden); `token` features: (batch, length, hidden).
    """
    graph = GraphBuilder()
    network = _Network(graph, checkpoint, Float32Products(graph))
    states = network.states(checkpoint.spec.branch(branch))
    outputs: dict[str, Shape] = {}
    for index, feature in enumerate(features):
        name = f"feature_{index}"
        graph.rename(network.feature(states, feature), name)
        outputs[name] = ["batch", *(["length"] if feature.pool == "token" else []), checkpoint.spec.hidden]
    return graph.model(_inputs(checkpoint.spec), outputs)


def moments_model(checkpoint: Checkpoint) -> bytes:
    """The trunk in float32 with an output by the name of each site, the sum of x x^T over tokens: serialized ONNX."""
    graph = GraphBuilder()
    recorder = _Recorder(graph)
    network = _Network(graph, checkpoint, recorder)
    for branch in checkpoint.spec.branches:
        network.states(branch)
    outputs: dict[str, Shape] = {}
    for site, states in recorder.states.items():
        graph.rename(graph.add("MatMul", graph.add("Transpose", states, perm=[1, 0]), states), site)
        outputs[site] = ["width", "width"]
    return graph.model(_inputs(checkpoint.spec), outputs)


def layer_prefixes(spec: ModelSpec) -> list[str]:
    """Tensor name prefix of every layer of the network."""
    shared = [f"shared.{index}" for index in range(spec.shared_layers)]
    return shared + [f"branch.{branch.name}.{index}" for branch in spec.branches for index in range(branch.layers)]


class _Recorder(Float32Products):
    """float32 products that remember the states at each site."""

    def __init__(self, graph: GraphBuilder) -> None:
        super().__init__(graph)
        self.states: dict[str, str] = {}

    def operand(self, site: str, states: str) -> Operand:
        """The states themselves, remembered."""
        self.states[site] = states
        return super().operand(site, states)


def _heads_model(checkpoint: Checkpoint, products: Callable[[GraphBuilder], Products]) -> bytes:
    graph = GraphBuilder()
    # No row is longer than the window; positions behind it would be half a megabyte that nobody reads.
    positions = checkpoint.weights[_POSITIONS][: checkpoint.spec.window.length]
    checkpoint = replace(checkpoint, weights=checkpoint.weights | {_POSITIONS: positions})
    network = _Network(graph, checkpoint, products(graph))
    states = {branch.name: network.states(branch) for branch in checkpoint.spec.branches}
    outputs: dict[str, Shape] = {}
    for head in checkpoint.spec.heads:
        graph.rename(network.head(states[head.branch], head), output_name(head))
        outputs[output_name(head)] = ["batch", *(["length"] if head.kind == "tokens" else []), head.outputs()]
    return graph.model(_inputs(checkpoint.spec), outputs)


def _inputs(spec: ModelSpec) -> dict[str, Shape]:
    return {name: ["batch", "length"] for name in input_names(spec).values()}


class _Network:
    """Adds a checkpoint's layers to a graph. States are (batch x length, hidden) values."""

    def __init__(self, graph: GraphBuilder, checkpoint: Checkpoint, products: Products) -> None:
        self._graph = graph
        self._spec = checkpoint.spec
        self._weights: Weights = checkpoint.weights
        self._products = products
        hidden = graph.integers(self._spec.hidden)
        self._rows = graph.integers(-1, self._spec.hidden)
        self._batched = graph.add("Concat", graph.add("Shape", IDS), hidden, axis=0)
        self._mask = graph.add("Cast", MASK, to=TensorProto.INT32)
        # (batch, length, 1): 1 at tokens, 0 at padding
        self._weight = graph.add("Unsqueeze", graph.add("Cast", MASK, to=TensorProto.FLOAT), graph.integers(2))
        self._shared = [self._embeddings()]
        for index in range(self._spec.shared_layers):
            self._shared.append(self._layer(f"shared.{index}", self._shared[-1]))

    def states(self, branch: Branch) -> list[str]:
        """States of every depth, from the embeddings to the top of a branch."""
        states = list(self._shared)
        if branch.shape:
            table = self._parameter(f"branch.{branch.name}.shape.weight")
            shapes = self._graph.add("Reshape", self._graph.add("Gather", table, SHAPES), self._rows)
            states[-1] = self._graph.add("Add", states[-1], shapes)
        for index in range(branch.layers):
            states.append(self._layer(f"branch.{branch.name}.{index}", states[-1]))
        return states

    def feature(self, states: Sequence[str], feature: Feature) -> str:
        """A pooled vector (batch, hidden), or (batch, length, hidden) for `token`."""
        graph = self._graph
        tokens = graph.add("Reshape", states[feature.depth], self._batched)
        match feature.pool:
            case "token":
                pooled = tokens
            case "cls":
                pooled = graph.add("Gather", tokens, graph.constant("first", np.int64(0)), axis=1)
            case "max":
                # 0 at tokens, a large negative number at padding
                padding = graph.add("Mul", graph.add("Sub", self._weight, graph.number(1.0)), graph.number(1e30))
                pooled = graph.add("ReduceMax", graph.add("Add", tokens, padding), axes=[1], keepdims=0)
            case "mean":
                total = graph.add("ReduceSum", graph.add("Mul", tokens, self._weight), graph.integers(1), keepdims=0)
                count = graph.add("ReduceSum", self._weight, graph.integers(1), keepdims=0)
                pooled = graph.add("Div", total, count)
        return graph.add("LpNormalization", pooled, axis=-1, p=2) if feature.l2 else pooled

    def head(self, states: Sequence[str], head: Head) -> str:
        """A head's output: logits, or a vector of length 1."""
        graph = self._graph
        features = [self.feature(states, feature) for feature in head.features]
        joined = graph.add("Concat", *features, axis=-1) if len(features) > 1 else features[0]
        if head.kind == "vector":
            return graph.add("LpNormalization", joined, axis=-1, p=2)
        if head.hidden:
            joined = self._dense(joined, f"head.{head.name}.hidden")
            joined = graph.contrib("Gelu", joined)
        return self._dense(joined, f"head.{head.name}")

    def _embeddings(self) -> str:
        graph = self._graph
        words = self._products.word_embeddings(IDS, self._weights["embeddings.word.weight"])
        # Every token is of the first type, so its row joins the positions'.
        positions = self._weights[_POSITIONS] + self._weights["embeddings.token_type.weight"][0]
        length = graph.add("Gather", graph.add("Shape", IDS), graph.integers(1))
        table = graph.constant("embeddings.position", positions)
        rows = graph.add("Slice", table, graph.integers(0), length)
        total = graph.add("Add", words, graph.add("Unsqueeze", rows, graph.integers(0)))
        return self._norm("embeddings.norm", graph.add("Reshape", total, self._rows))

    def _layer(self, prefix: str, states: str) -> str:
        graph = self._graph
        attended = self._attention(f"{prefix}.attention", states)
        mixed, bias = self._linear(f"{prefix}.attention.output", attended)
        states = self._norm(f"{prefix}.attention.norm", graph.add("Sum", mixed, states, bias))
        wide, bias = self._linear(f"{prefix}.intermediate", states)
        narrow, bias = self._linear(f"{prefix}.output", graph.contrib("Gelu", graph.add("Sum", wide, bias)))
        return self._norm(f"{prefix}.norm", graph.add("Sum", narrow, states, bias))

    def _attention(self, prefix: str, states: str) -> str:
        graph = self._graph
        operand = self._products.operand(f"{prefix}.query", states)
        parts, biases = [], []
        for name in (f"{prefix}.query", f"{prefix}.key", f"{prefix}.value"):
            part, bias = self._products.product(
                operand, name, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
            )
            parts.append(graph.add("Reshape", part, self._batched))
            biases.append(bias)
        bias_name = graph.constant(f"{prefix}.bias", np.concatenate(biases))
        heads = self._spec.attention_heads
        attended = graph.contrib("MultiHeadAttention", *parts, bias_name, self._mask, num_heads=heads)
        return graph.add("Reshape", attended, self._rows)

    def _linear(self, name: str, states: str) -> tuple[str, str]:
        """Product with a layer's weight, and the name of the bias still to add."""
        operand = self._products.operand(name, states)
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        product, bias = self._products.product(operand, name, weight, bias)
        return product, self._graph.constant(f"{name}.bias", bias)

    def _dense(self, states: str, name: str) -> str:
        weight = self._graph.constant(f"{name}.weight", self._weights[f"{name}.weight"].T)
        return self._graph.add("Add", self._graph.add("MatMul", states, weight), self._parameter(f"{name}.bias"))

    def _norm(self, name: str, states: str) -> str:
        """Layer normalisation of each row, as the instance normalisation of one channel; see the module's text."""
        graph = self._graph
        one, zero = (
            graph.constant("norm.one", np.ones(1, np.float32)),
            graph.constant("norm.zero", np.zeros(1, np.float32)),
        )
        channel = graph.add("Unsqueeze", states, graph.integers(1))
        normal = graph.add("InstanceNormalization", channel, one, zero, epsilon=_EPSILON)
        scaled = graph.add("Mul", graph.add("Reshape", normal, self._rows), self._parameter(f"{name}.weight"))
        return graph.add("Add", scaled, self._parameter(f"{name}.bias"))

    def _parameter(self, name: str) -> str:
        return self._graph.constant(name, self._weights[name])
