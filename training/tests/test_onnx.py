from __future__ import annotations

import dataclasses

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from checkpoints import checkpoint as small_checkpoint
from reference import Reference
from serai_train.checkpoint import Checkpoint, CheckpointError, Feature, Head
from serai_train.golden_texts import calibration_texts
from serai_train.onnx.calibration import calibrate
from serai_train.onnx.features import FrozenEncoder
from serai_train.onnx.graph import OPSET, GraphBuilder
from serai_train.onnx.network import float32_model, int8_model, layer_prefixes, output_name
from serai_train.onnx.products import Calibration, Int8Products
from serai_train.onnx.rounding import CompensatedRounding, quantize_rows
from serai_train.onnx.session import open_session
from serai_train.windows import Row, TextEncoder
from tiny import SPEC, random_checkpoint

TEXTS = ("my name is Ada Keller", "book a table for four on Friday evening", "why?", "ORDER 66 from Oslo (now)")

Outputs = dict[str, NDArray[np.float32]]


@pytest.fixture(scope="module")
def checkpoint() -> Checkpoint:
    return random_checkpoint()


@pytest.fixture(scope="module")
def rows(checkpoint: Checkpoint) -> list[Row]:
    encoder = TextEncoder(checkpoint.tokenizer, checkpoint.spec.window)
    return [row for found in encoder.encode_all(TEXTS) for row in found.rows]


@pytest.fixture(scope="module")
def quantized(checkpoint: Checkpoint, rows: list[Row]) -> bytes:
    return int8_model(checkpoint, calibrate(checkpoint, rows))


def run(model: bytes, rows: list[Row], length: int | None = None) -> Outputs:
    """Run rows as one batch, padded to `length`."""
    session = open_session(model)
    length = length or max(len(row.ids) for row in rows)
    feeds = {name: np.zeros((len(rows), length), np.int64) for name in ("input_ids", "attention_mask", "token_shape")}
    for index, row in enumerate(rows):
        for name, values in zip(feeds, (row.ids, np.ones_like(row.ids), row.shapes), strict=True):
            feeds[name][index, : len(row.ids)] = values
    names = [value.name for value in session.get_outputs()]
    return dict(zip(names, session.run(names, feeds), strict=True))


@pytest.mark.parametrize("make", [random_checkpoint, small_checkpoint])
def test_float32_graph_computes_the_network_of_the_contract(make: object, rows: list[Row]) -> None:
    checkpoint = make()  # type: ignore[operator]
    encoder = TextEncoder(checkpoint.tokenizer, checkpoint.spec.window)
    model, reference = float32_model(checkpoint), Reference(checkpoint)
    for text in TEXTS:
        row = encoder.encode(text).rows[0]
        outputs = run(model, [row])
        for head in checkpoint.spec.heads:
            expected = reference.head(head, row.ids.tolist(), row.shapes.tolist())
            np.testing.assert_allclose(outputs[output_name(head)][0], expected, atol=2e-5, err_msg=head.name)


def test_int8_graph_stays_near_float32(checkpoint: Checkpoint, rows: list[Row], quantized: bytes) -> None:
    exact, rounded = run(float32_model(checkpoint), rows), run(quantized, rows)
    cosines = (exact["embedding"] * rounded["embedding"]).sum(axis=1)
    assert cosines.min() > 0.995
    np.testing.assert_allclose(np.linalg.norm(rounded["embedding"], axis=1), 1, atol=1e-6)


def test_calibration_finds_the_channels_that_would_drown_the_others(rows: list[Row]) -> None:
    loud = random_checkpoint()
    loud.weights["shared.0.attention.norm.weight"][5] *= 100
    factors = calibrate(loud, rows).smoothing
    readers = ("attention.query", "intermediate")
    assert set(factors) == {f"{prefix}.{reader}" for prefix in layer_prefixes(loud.spec) for reader in readers}
    assert int(factors["shared.0.intermediate"].argmax()) == 5
    assert factors["shared.0.intermediate"][5] > 4 * np.median(factors["shared.0.intermediate"])


def test_smoothing_keeps_the_quiet_channels_of_a_loud_row() -> None:
    random = np.random.default_rng(2)
    states, weight = (random.normal(0, 1, (size, 32)).astype(np.float32) for size in (6, 16))
    states[:, 5] *= 100
    weight[:, 5] /= 100
    exact = states @ weight.T

    def error(smoothing: dict[str, NDArray[np.float32]]) -> float:
        graph = GraphBuilder()
        products = Int8Products(graph, Calibration(smoothing))
        operand = products.operand("layer.intermediate", graph.constant("states", states))
        product, bias = products.product(operand, "layer.intermediate", weight, np.zeros(16, np.float32))
        assert not bias.any()
        graph.rename(product, "product")
        (seen,) = open_session(graph.model({}, {"product": [6, 16]})).run(None, {})
        return float(np.abs(seen - exact).max())

    factors = np.ones(32, np.float32)
    factors[5] = 100
    assert error({"layer.intermediate": factors}) < error({}) / 5


@pytest.mark.parametrize("form", ["int8", "fp32"])
def test_a_row_does_not_depend_on_its_batch_or_padding(
    form: str, checkpoint: Checkpoint, rows: list[Row], quantized: bytes
) -> None:
    model = quantized if form == "int8" else float32_model(checkpoint)
    together = run(model, rows, length=checkpoint.spec.window.length)
    for index, row in enumerate(rows):
        alone = run(model, [row])
        for name, value in alone.items():
            seen = together[name][index]
            np.testing.assert_allclose(seen[: len(row.ids)] if name == "pii_logits" else seen, value[0], atol=1e-4)


def test_spelling_reaches_only_the_branch_that_asks_for_it(checkpoint: Checkpoint, rows: list[Row]) -> None:
    model = float32_model(checkpoint)
    shouted = [dataclasses.replace(row, shapes=np.where(row.shapes > 0, 3, 0)) for row in rows]
    before, after = run(model, rows), run(model, shouted)
    assert np.abs(before["pii_logits"] - after["pii_logits"]).max() > 0.1
    for name in ("intent_logits", "complexity_logit", "embedding"):
        np.testing.assert_array_equal(before[name], after[name])


def test_graph_is_pinned_self_contained_and_says_nothing_about_its_making(quantized: bytes) -> None:
    model = onnx.load_from_string(quantized)
    assert {entry.domain: entry.version for entry in model.opset_import} == {"": OPSET, "com.microsoft": 1}
    assert not model.metadata_props
    assert model.producer_name == "serai-train"
    assert not model.doc_string
    assert all(tensor.data_location == onnx.TensorProto.DEFAULT for tensor in model.graph.initializer)
    for value in [*model.graph.input, *model.graph.output]:
        assert value.type.tensor_type.shape.dim[0].dim_param == "batch"


def test_integer_products_cannot_overflow_16_bits(quantized: bytes) -> None:
    weights = [
        onnx.numpy_helper.to_array(tensor)
        for tensor in onnx.load_from_string(quantized).graph.initializer
        if tensor.data_type == onnx.TensorProto.INT8 and tensor.name != "embeddings.word"
    ]
    assert weights
    # Without VNNI two neighbouring products are added in 16 bits before anything else.
    assert max(2 * 255 * int(np.abs(weight.astype(int)).max()) for weight in weights) < 2**15


def test_quantized_rows_are_within_half_a_step() -> None:
    values = np.random.default_rng(1).normal(0, 3, (5, 40)).astype(np.float32)
    values[2] = 0
    integers, scales = quantize_rows(values, 64)
    assert np.abs(integers.astype(int)).max() == 64
    assert (np.abs(integers * scales[:, None] - values) <= scales[:, None] / 2 + 1e-6).all()


def test_moments_are_those_of_the_states(checkpoint: Checkpoint, rows: list[Row]) -> None:
    moments = calibrate(checkpoint, rows).moments["shared.0.attention.query"]
    reference = Reference(checkpoint)
    states = np.concatenate([reference.states("text", row.ids.tolist(), row.shapes.tolist())[0] for row in rows])
    np.testing.assert_allclose(moments, states.T @ states / len(states), atol=1e-4)


def test_compensated_rounding_errs_less_where_channels_are_correlated() -> None:
    random = np.random.default_rng(4)
    states = random.normal(0, 1, (600, 8)) @ random.normal(0, 1, (8, 200)) + random.normal(0, 0.1, (600, 200))
    weight = random.normal(0, 1, (12, 200)).astype(np.float32)

    def error(integers: NDArray[np.int8], scales: NDArray[np.float32]) -> float:
        assert np.abs(integers.astype(int)).max() <= 16
        return float(np.square(states @ (integers * scales[:, None] - weight).T).mean())

    compensated = CompensatedRounding(states.T @ states / len(states)).quantize(weight, 16)
    assert error(*compensated) < error(*quantize_rows(weight, 16)) / 4


def test_compensated_rounding_of_independent_channels_is_the_nearest() -> None:
    weight = np.random.default_rng(5).normal(0, 1, (6, 150)).astype(np.float32)
    moments = np.diag(np.random.default_rng(6).uniform(0.5, 2, 150))
    for seen, expected in zip(
        CompensatedRounding(moments).quantize(weight, 64), quantize_rows(weight, 64), strict=True
    ):
        np.testing.assert_array_equal(seen, expected)


def test_compensated_rounding_takes_channels_that_never_vary() -> None:
    weight = np.ones((2, 3), np.float32)
    integers, scales = CompensatedRounding(np.zeros((3, 3))).quantize(weight, 64)
    np.testing.assert_allclose(integers * scales[:, None], weight)


def test_a_row_of_zeros_has_products_of_zero() -> None:
    graph = GraphBuilder()
    products = Int8Products(graph, Calibration())
    states = np.zeros((2, 8), np.float32)
    states[1] = 1
    operand = products.operand("layer.attention.output", graph.constant("states", states))
    product, _ = products.product(operand, "layer", np.ones((3, 8), np.float32), np.zeros(3, np.float32))
    graph.rename(product, "product")
    (seen,) = open_session(graph.model({}, {"product": [2, 3]})).run(None, {})
    np.testing.assert_allclose(seen, [[0, 0, 0], [8, 8, 8]], rtol=1e-6)


def test_frozen_features_are_those_of_the_reference_whatever_the_order(checkpoint: Checkpoint) -> None:
    wanted = ["mean:2", "cls:1", "max:0", "mean:1:l2"]
    texts = [*TEXTS, ""] * 9
    features = FrozenEncoder(checkpoint, wanted, "text", threads=1).encode(texts)
    assert features.shape == (len(texts), 4 * SPEC.hidden)
    encoder, reference = TextEncoder(checkpoint.tokenizer, SPEC.window), Reference(checkpoint)
    parsed = tuple(Feature.parse(text) for text in wanted)
    for index, text in enumerate(texts[:5]):
        found = encoder.encode(text)
        row = found.rows[0] if found.rows else encoder.specials()
        states = reference.states("text", row.ids.tolist(), row.shapes.tolist())
        probe = Head("probe", "vector", "text", parsed, size=len(parsed) * SPEC.hidden)
        expected = np.concatenate([_pooled(states, feature) for feature in probe.features])
        np.testing.assert_allclose(features[index], expected, atol=2e-5)
        np.testing.assert_allclose(features[index + 5], expected, atol=2e-5)


def _pooled(states: list[NDArray[np.float64]], feature: Feature) -> NDArray[np.float64]:
    layer = states[feature.depth]
    pooled = {"mean": layer.mean(axis=0), "cls": layer[0], "max": layer.max(axis=0)}[feature.pool]
    return np.asarray(pooled / np.linalg.norm(pooled) if feature.l2 else pooled)


@pytest.mark.parametrize("feature", ["token:2", "mean:3"])
def test_features_the_checkpoint_does_not_have_are_refused(checkpoint: Checkpoint, feature: str) -> None:
    with pytest.raises(CheckpointError, match="no pooled feature"):
        FrozenEncoder(checkpoint, [feature], "text")


def test_calibration_without_rows_is_refused(checkpoint: Checkpoint) -> None:
    with pytest.raises(ValueError, match="no rows"):
        calibrate(checkpoint, [])


def test_calibration_texts_have_no_long_or_empty_ones() -> None:
    texts = calibration_texts()
    assert len(texts) > 100
    assert all(text.strip() and len(text) < 1000 for text in texts)
