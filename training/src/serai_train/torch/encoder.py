"""A small BERT encoder whose trunk can split into branches.

Start reading at `SplitEncoder`. Its module tree is laid out so that `state_dict()` has exactly the
tensor names of the checkpoint contract (`shared.0.attention.query.weight`, `branch.pii.shape.weight`,
`head.intent.bias`), so saving and loading need no renaming.

Traps:
    - Depth counts layers from the embeddings (0) through the shared layers and then the branch.
    - The attention has no dropout of its own.
    - Hidden states of the frozen part may come from a cache, so a feature may not read a depth
      below `shared_layers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from serai_train.checkpoint import SHAPES, Branch, Feature, Head, ModelSpec, Pool


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a specification leaves to the base encoder, and the dropout of training.

    Attributes:
        vocabulary: Rows of the word embedding.
        positions: Rows of the position embedding.
        dropout: Share of hidden units dropped after each block and before each head.
        branch_dropout: The same for branches that have a share of their own, by name.
    """

    vocabulary: int = 30522
    positions: int = 512
    dropout: float = 0.1
    branch_dropout: Mapping[str, float] = field(default_factory=dict)

    def of(self, branch: str) -> Sizes:
        """The sizes as a branch's layers and heads take them."""
        return replace(self, dropout=self.branch_dropout.get(branch, self.dropout))


class _Attention(nn.Module):
    def __init__(self, spec: ModelSpec, sizes: Sizes) -> None:
        super().__init__()
        self.query = nn.Linear(spec.hidden, spec.hidden)
        self.key = nn.Linear(spec.hidden, spec.hidden)
        self.value = nn.Linear(spec.hidden, spec.hidden)
        self.output = nn.Linear(spec.hidden, spec.hidden)
        self.norm = nn.LayerNorm(spec.hidden, eps=1e-12)
        self.dropout = nn.Dropout(sizes.dropout)
        self._heads = spec.attention_heads
        self._scale = (spec.hidden / spec.attention_heads) ** -0.5

    def _split(self, x: Tensor) -> Tensor:
        # [batch, length, hidden] -> [batch, heads, length, hidden / heads]
        apart: Tensor = x.unflatten(-1, (self._heads, -1))
        return apart.transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        # [batch, heads, length, length]; backwards, on a CPU, the fused kernel is six times as slow.
        scores = self._split(self.query(x)) * self._scale @ self._split(self.key(x)).transpose(2, 3)
        weights = torch.softmax(scores + mask.to(scores.dtype), dim=-1)
        context = weights @ self._split(self.value(x))
        projected: Tensor = self.output(context.transpose(1, 2).flatten(2))
        normed: Tensor = self.norm(x + self.dropout(projected))
        return normed


class Layer(nn.Module):
    """One post-norm transformer layer: [batch, length, hidden] -> the same."""

    def __init__(self, spec: ModelSpec, sizes: Sizes) -> None:
        super().__init__()
        self.attention = _Attention(spec, sizes)
        self.intermediate = nn.Linear(spec.hidden, spec.intermediate)
        self.output = nn.Linear(spec.intermediate, spec.hidden)
        self.norm = nn.LayerNorm(spec.hidden, eps=1e-12)
        self.dropout = nn.Dropout(sizes.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Runs the layer; `mask` [batch, 1, 1, length] is added to scores: 0 at real tokens, very low at padding."""
        x = self.attention(x, mask)
        expanded = functional.gelu(self.intermediate(x))
        normed: Tensor = self.norm(x + self.dropout(self.output(expanded)))
        return normed


class _Embeddings(nn.Module):
    def __init__(self, spec: ModelSpec, sizes: Sizes) -> None:
        super().__init__()
        self.word = nn.Embedding(sizes.vocabulary, spec.hidden)
        self.position = nn.Embedding(sizes.positions, spec.hidden)
        self.token_type = nn.Embedding(2, spec.hidden)
        self.norm = nn.LayerNorm(spec.hidden, eps=1e-12)
        self.dropout = nn.Dropout(sizes.dropout)

    def forward(self, ids: Tensor) -> Tensor:
        # [batch, length] -> [batch, length, hidden]
        positions = self.position.weight[: ids.shape[1]]
        embedded: Tensor = self.norm(self.word(ids) + positions + self.token_type.weight[0])
        dropped: Tensor = self.dropout(embedded)
        return dropped


class HeadLayer(nn.Linear):
    """Linear layer over concatenated features, with a GELU layer before it if `hidden` is above 0."""

    def __init__(self, spec: Head, outputs: int, hidden: int, dropout: float) -> None:
        features = hidden * len(spec.features)
        super().__init__(spec.hidden or features, outputs)
        self.hidden: nn.Linear | None = nn.Linear(features, spec.hidden) if spec.hidden else None
        self._dropout = dropout

    def forward(self, features: Tensor) -> Tensor:
        """Maps [..., features] to [..., size] logits."""
        x = functional.dropout(features, self._dropout, self.training)
        if self.hidden is not None:
            x = functional.gelu(self.hidden(x))
        return super().forward(x)


class SplitEncoder(nn.Module):
    """Embeddings, shared layers, branches and heads.

    Args:
        spec: Layers, branches and heads; weights start random (see `serai_train.torch.weights` for MiniLM's).
        sizes: What `spec` leaves open.
        outputs: Widths of heads that are trained with more outputs than the finished head has, by name.
    """

    def __init__(self, spec: ModelSpec, sizes: Sizes | None = None, outputs: Mapping[str, int] | None = None) -> None:
        super().__init__()
        self.spec = spec
        sizes = sizes or Sizes()
        self.embeddings = _Embeddings(spec, sizes)
        self.shared = nn.ModuleList(Layer(spec, sizes) for _ in range(spec.shared_layers))
        self.branch = nn.ModuleDict({b.name: _branch_modules(b, spec, sizes.of(b.name)) for b in spec.branches})
        self.head = nn.ModuleDict(
            {
                head.name: HeadLayer(
                    head, (outputs or {}).get(head.name, head.outputs()), spec.hidden, sizes.of(head.branch).dropout
                )
                for head in spec.heads
                if head.kind != "vector"
            }
        )

    def head_layer(self, name: str) -> HeadLayer:
        """The layer of a head; vector heads have none."""
        return cast("HeadLayer", self.head[name])

    def branch_modules(self, name: str) -> nn.ModuleDict:
        """Layers of a branch by their numbers, and its `shape` embedding if it has one."""
        return cast("nn.ModuleDict", self.branch[name])

    def trunk(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Embeddings and shared layers.

        Args:
            ids: int64 [batch, length].
            mask: bool [batch, length], true at real tokens.

        Returns:
            Hidden states [batch, length, hidden].
        """
        x: Tensor = self.embeddings(ids)
        bias = _bias(mask)
        for layer in self.shared:
            x = layer(x, bias)
        return x

    def branch_states(self, name: str, trunk: Tensor, mask: Tensor, shapes: Tensor) -> list[Tensor]:
        """Hidden states [batch, length, hidden] of one branch, from its input (index 0) to its last layer."""
        modules = self.branch_modules(name)
        x = trunk
        if self.spec.branch(name).shape:
            x = x + modules["shape"](shapes)
        states, bias = [x], _bias(mask)
        for index in range(self.spec.branch(name).layers):
            states.append(modules[str(index)](states[-1], bias))
        return states

    def pool(self, feature: Feature, states: Sequence[Tensor], mask: Tensor) -> Tensor:
        """One feature [batch, hidden], or [batch, length, hidden] for `token`; always float32."""
        chosen = states[feature.depth - self.spec.shared_layers].float()
        return _pool(chosen, mask, feature.pool, feature.l2)

    def read(self, head: Head, states: Sequence[Tensor], mask: Tensor) -> Tensor:
        """Output of `head`: [batch, size], or [batch, length, size] where its features are per token."""
        features = [self.pool(feature, states, mask) for feature in head.features]
        joined = torch.cat(features, dim=-1)
        if head.kind == "vector":
            return functional.normalize(joined, dim=-1)
        logits: Tensor = self.head[head.name](joined)
        return logits.float()


def _branch_modules(branch: Branch, spec: ModelSpec, sizes: Sizes) -> nn.ModuleDict:
    modules: dict[str, nn.Module] = {str(i): Layer(spec, sizes) for i in range(branch.layers)}
    if branch.shape:
        shape = nn.Embedding(SHAPES, spec.hidden)
        # Zero, so that a branch starts as the encoder it was cut from.
        nn.init.zeros_(shape.weight)
        modules["shape"] = shape
    return nn.ModuleDict(modules)


def _bias(mask: Tensor) -> Tensor:
    # [batch, length] -> [batch, 1, 1, length]; finite, so that it survives bfloat16 and a row without tokens.
    return torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]


def _pool(states: Tensor, mask: Tensor, pool: Pool, normalised: bool) -> Tensor:
    if pool == "token":
        pooled = states
    elif pool == "cls":
        pooled = states[:, 0]
    elif pool == "max":
        pooled = states.masked_fill(~mask[..., None], float("-inf")).amax(dim=1)
    else:
        weights = mask[..., None].to(states.dtype)
        pooled = (states * weights).sum(dim=1) / weights.sum(dim=1)
    return functional.normalize(pooled, dim=-1) if normalised else pooled


def layer_groups(encoder: SplitEncoder, branch: str) -> list[list[nn.Parameter]]:
    """Parameters from the bottom up (embeddings, shared layers, branch layers), for layer-wise rates.

    The shape embedding goes with the branch's first layer. Heads are not included.
    """
    groups = [list(encoder.embeddings.parameters())]
    groups += [list(layer.parameters()) for layer in encoder.shared]
    modules = encoder.branch_modules(branch)
    groups += [list(modules[str(i)].parameters()) for i in range(encoder.spec.branch(branch).layers)]
    return groups
