# ruff: noqa: E402 (what imports torch comes after the check that it is there)
from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from dataclasses import replace

from serai_train.checkpoint import Branch, Checkpoint, CheckpointError, Feature, Head, ModelSpec, check_weights
from serai_train.errors import UserError
from serai_train.torch.batches import Batch, TrunkCache, collate, shuffled_batches
from serai_train.torch.encoder import Sizes, SplitEncoder
from serai_train.torch.weights import contract_weights, load_base
from serai_train.windows import Row
from torch_tiny import SIZES, base_checkpoint, base_spec

SPLIT = replace(
    base_spec(),
    shared_layers=1,
    branches=(Branch("text", 2), Branch("pii", 1, shape=True)),
    heads=(
        Head("intent", "labels", "text", (Feature("mean", 3), Feature("cls", 2)), labels=("a", "b", "c")),
        Head("pii", "tokens", "pii", (Feature("token", 2),), labels=("O", "B-X", "I-X")),
        Head("embedding", "vector", "text", (Feature("mean", 3, l2=True),), size=16),
    ),
)


def rows(*lengths: int) -> list[Row]:
    random = np.random.default_rng(3)
    return [Row(random.integers(5, SIZES.vocabulary, n), random.integers(0, 8, n), 0) for n in lengths]


def logits(encoder: SplitEncoder, batch: Batch, head: str) -> np.ndarray:
    chosen = encoder.spec.head(head)
    with torch.no_grad():
        states = encoder.branch_states(chosen.branch, encoder.trunk(batch.ids, batch.mask), batch.mask, batch.shapes)
        return np.asarray(encoder.read(chosen, states, batch.mask))


def test_tensors_are_those_of_the_checkpoint_contract() -> None:
    check_weights(SPLIT, contract_weights(SplitEncoder(SPLIT, SIZES)))


def test_a_missing_tensor_would_be_noticed() -> None:
    weights = contract_weights(SplitEncoder(SPLIT, SIZES))
    del weights["branch.pii.shape.weight"]
    with pytest.raises(CheckpointError, match="shape"):
        check_weights(SPLIT, weights)


@pytest.mark.parametrize("head", ["intent", "pii", "embedding"])
def test_padding_and_neighbours_do_not_matter(head: str) -> None:
    encoder = SplitEncoder(SPLIT, SIZES).eval()
    some = rows(4, 9)
    alone = logits(encoder, collate(some, np.array([0])), head)
    together = logits(encoder, collate(some, np.array([0, 1])), head)
    np.testing.assert_allclose(together[0][: 4 if head == "pii" else None], alone[0], atol=1e-5)


def test_branches_continue_the_base_above_the_shared_layers() -> None:
    base = base_checkpoint()
    encoder = SplitEncoder(SPLIT, SIZES).eval()
    load_base(encoder, base)
    whole = SplitEncoder(base.spec, SIZES).eval()
    load_base(whole, base)
    batch = collate(rows(7), np.array([0]))
    np.testing.assert_allclose(logits(encoder, batch, "embedding"), logits(whole, batch, "embedding"), atol=1e-5)


def test_a_fresh_shape_embedding_changes_nothing() -> None:
    encoder = SplitEncoder(SPLIT, SIZES).eval()
    batch = collate(rows(6), np.array([0]))
    plain = replace_shapes(batch)
    np.testing.assert_array_equal(logits(encoder, batch, "pii"), logits(encoder, plain, "pii"))
    shape = encoder.branch_modules("pii")["shape"]
    torch.nn.init.normal_(shape.weight)  # type: ignore[arg-type, unused-ignore]
    assert np.abs(logits(encoder, batch, "pii") - logits(encoder, plain, "pii")).max() > 1e-3
    np.testing.assert_array_equal(logits(encoder, batch, "intent"), logits(encoder, plain, "intent"))


def replace_shapes(batch: Batch) -> Batch:
    return Batch(batch.index, batch.ids, batch.mask, torch.zeros_like(batch.shapes))


def test_a_base_that_is_too_small_is_refused() -> None:
    deep = replace(SPLIT, branches=(Branch("text", 4), Branch("pii", 1, shape=True)))
    with pytest.raises(UserError, match="too small"):
        load_base(SplitEncoder(deep, SIZES), base_checkpoint())


def test_a_base_of_another_size_is_refused() -> None:
    with pytest.raises(UserError, match="does not fit"):
        load_base(SplitEncoder(replace(SPLIT, intermediate=48), SIZES), base_checkpoint())


def test_a_branch_may_have_a_dropout_of_its_own() -> None:
    encoder = SplitEncoder(SPLIT, replace(SIZES, dropout=0.0, branch_dropout={"pii": 0.5})).train()
    batch = collate(rows(9), np.array([0]))
    torch.manual_seed(3)
    np.testing.assert_array_equal(logits(encoder, batch, "intent"), logits(encoder, batch, "intent"))
    assert np.abs(logits(encoder, batch, "pii") - logits(encoder, batch, "pii")).max() > 1e-4


def test_cached_states_are_those_of_the_frozen_layers() -> None:
    encoder = SplitEncoder(SPLIT, SIZES).eval()
    some = rows(3, 8, 5)
    batch = collate(some, np.array([2, 0]))
    with torch.no_grad():
        direct = encoder.trunk(batch.ids, batch.mask) * batch.mask[..., None]
    cached = TrunkCache(encoder, some, bfloat16=False).states(batch)
    np.testing.assert_allclose(cached.numpy(), direct.numpy(), atol=5e-3)


def test_shuffled_batches_take_every_row_once_and_follow_the_seed() -> None:
    some = rows(*range(3, 60))
    first, second = ([b.index.tolist() for b in shuffled_batches(some, 8, np.random.default_rng(s))] for s in (1, 1))
    assert first == second
    assert sorted(i for index in first for i in index) == list(range(57))
    other = [b.index.tolist() for b in shuffled_batches(some, 8, np.random.default_rng(2))]
    assert other != first


def test_sizes_default_to_the_base_encoder() -> None:
    assert Sizes().vocabulary == 30522
    assert ModelSpec(name="x", task="multi", heads=()).hidden == 384


def test_base_is_complete() -> None:
    base: Checkpoint = base_checkpoint()
    check_weights(base.spec, base.weights)
