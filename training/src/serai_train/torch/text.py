"""The text branch: domain, complexity and embedding from the same layers.

Complexity is learnt from outcomes: how often weak models answered a question right, and strong ones. Two logits are
trained, the chance that weak models fail and the gain of the strong ones; the finished head is one logit, a mix of both
that is calibrated to the chance that a question is hard.

Traps:
    - A question that nobody answers is hard, but sending it to the strong model gains nothing: the better a score tells
      hard questions, the worse it may spend the strong model. The mix is chosen on validation data.
    - The embedding is held where the base encoder puts it (cosine), or the heads would pull it away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from serai_train import metrics
from serai_train.checkpoint import Band, Checkpoint, Feature, Head
from serai_train.data.examples import Example
from serai_train.decisions import sigmoid
from serai_train.errors import DataError
from serai_train.metrics import apgr, auroc
from serai_train.settings import HARD
from serai_train.torch.calibration import fold_scale, logistic_scale, temperature
from serai_train.torch.encoder import SplitEncoder
from serai_train.torch.fit import FitSettings, Pass, fit_branch
from serai_train.torch.rows import WindowedTexts, first_rows
from serai_train.torch.weights import base_sizes, load_base
from serai_train.windows import TextEncoder

BRANCH = "text"
INTENT = "intent"
COMPLEXITY = "complexity"
EMBEDDING = "embedding"
OUTPUTS = {COMPLEXITY: 2}
"""Widths of heads while they are trained."""


@dataclass(frozen=True, slots=True)
class TextConfig:
    """How the text branch is trained.

    Attributes:
        fit: Rates and lengths of the training.
        dropout: See `Sizes.dropout`.
        least_accuracy: Of domains: accuracy in scope on validation data that the threshold must keep; None puts the
            threshold where most answers are right.
        label_smoothing: Share of the domain's target that goes to all labels alike.
        difficulty: Weight of the loss on the chance that weak models fail.
        gain: Weight of the loss on the gain of strong models.
        embedding: Weight of the cosine distance to the base's embedding.
        gain_mixes: Candidates for the part of the gain in the score.
        auc_slack: AUC that the mix may cost.
        easy: Largest share of hard questions in the band `easy`.
        hard: Least share of hard questions in the band `hard`.
        out_of_scope: Label that means "no domain".
    """

    fit: FitSettings = field(
        default_factory=lambda: FitSettings(epochs=3, batch_rows=32, learning_rate=1.5e-4, head_rate=5e-4)
    )
    dropout: float = 0.25
    least_accuracy: float | None = None
    label_smoothing: float = 0.1
    difficulty: float = 2.0
    gain: float = 2.0
    embedding: float = 10.0
    gain_mixes: tuple[float, ...] = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
    auc_slack: float = 0.001
    easy: float = 0.3
    hard: float = 0.85
    out_of_scope: str = "other"


@dataclass(frozen=True, slots=True)
class TextTargets:
    """What is known about some texts, aligned; nan and -1 where nothing is.

    Attributes:
        labels: Index of the domain, int64 [texts].
        difficulty: Share of weak models that fail, float32 [texts].
        gain: Right answers of strong models less those of weak ones, -1..1, float32 [texts].
        embeddings: The base's embeddings [texts, hidden]; None where the branch has no embedding.
    """

    labels: Tensor
    difficulty: Tensor
    gain: Tensor
    embeddings: Tensor | None = None

    @classmethod
    def of(cls, examples: Sequence[Example], labels: Sequence[str], outside: str) -> TextTargets:
        """Targets of examples; `score` stands for the difficulty where there are no outcomes.

        Args:
            examples: Texts.
            labels: Domains.
            outside: Label that means "no domain"; its number is that after the last where it is not a label itself.

        Raises:
            DataError: If an example has a label that is not among these.
        """
        index = {label: at for at, label in enumerate(dict.fromkeys((*labels, outside)))}
        if labels and (strange := {e.label for e in examples if e.label is not None} - set(index)):
            raise DataError(f'label "{min(strange)}" is not among the labels of the training data')
        return cls(
            torch.tensor([index.get(e.label or "", -1) for e in examples]),
            torch.tensor([_nan(e.score if e.weak is None else 1 - e.weak) for e in examples]),
            torch.tensor([_nan(None if e.weak is None or e.strong is None else e.strong - e.weak) for e in examples]),
        )


def _nan(value: float | None) -> float:
    return float("nan") if value is None else value


def has_outcomes(examples: Sequence[Example]) -> bool:
    """Whether complexity can be learnt from these."""
    return any(example.score is not None or example.weak is not None for example in examples)


def text_heads(
    labels: Sequence[str], depth: int, *, complexity: bool, embedding: bool, hidden: int = 384
) -> tuple[Head, ...]:
    """Heads of a text branch that ends at `depth`; without labels there is none for the domain."""
    features = (Feature("mean", depth), Feature("cls", depth))
    heads = [Head(INTENT, "labels", BRANCH, features, labels=tuple(labels))] if labels else []
    if complexity:
        heads.append(Head(COMPLEXITY, "score", BRANCH, features))
    if embedding:
        heads.append(Head(EMBEDDING, "vector", BRANCH, (Feature("mean", depth, l2=True),), size=hidden))
    return tuple(heads)


def base_embeddings(base: Checkpoint, texts: TextEncoder, examples: Sequence[Example]) -> Tensor:
    """What the base makes of the first window of each text: [texts, hidden], of length 1."""
    encoder = SplitEncoder(base.spec, base_sizes(base, 0.0))
    load_base(encoder, base)
    first = WindowedTexts.first(texts, [example.text for example in examples])
    return first.outputs(encoder, [base.spec.head(EMBEDDING)], bfloat16=True)[EMBEDDING]


def fit_text(
    encoder: SplitEncoder,
    texts: TextEncoder,
    train: Sequence[Example],
    val: Sequence[Example],
    config: TextConfig,
    base: Checkpoint,
    state: Path,
) -> tuple[Head, ...]:
    """Trains the text branch and returns its heads with what was chosen on `val`.

    The encoder must have been made with `OUTPUTS`; afterwards its complexity head, if any, has one output.
    """
    heads = tuple(head for head in encoder.spec.heads if head.branch == BRANCH)
    labels = next((head.labels for head in heads if head.name == INTENT), ())
    targets = TextTargets.of(train, labels, config.out_of_scope)
    if any(head.name == EMBEDDING for head in heads):
        targets = replace(targets, embeddings=base_embeddings(base, texts, train))
    check = TextValidation(encoder, texts, heads, val, config.out_of_scope)
    rows = first_rows(texts, [example.text for example in train])
    loss = _loss(encoder, heads, targets, config)
    weights = (config.dropout, config.label_smoothing, config.difficulty, config.gain, config.embedding)
    basis = (targets.labels, targets.difficulty, targets.gain, weights)
    fit_branch(encoder, BRANCH, config.fit, state, rows, loss, basis, check.progress if val else None)
    return check.finish(config)


def _loss(
    encoder: SplitEncoder, heads: Sequence[Head], targets: TextTargets, config: TextConfig
) -> Callable[[Pass], Tensor]:
    def loss(each: Pass) -> Tensor:
        index = torch.from_numpy(each.batch.index)
        total = torch.zeros(())
        for head in heads:
            output = encoder.read(head, each.states, each.batch.mask)
            if head.name == INTENT:
                total = total + functional.cross_entropy(
                    output, targets.labels[index], label_smoothing=config.label_smoothing, ignore_index=-1
                )
            elif head.name == COMPLEXITY:
                total = total + config.difficulty * _known_loss(output[:, 0], targets.difficulty[index])
                total = total + config.gain * _known_loss(output[:, 1], (targets.gain[index] + 1) / 2)
            elif targets.embeddings is not None:
                total = total + config.embedding * (1 - (output * targets.embeddings[index]).sum(dim=1)).mean()
        return total

    return loss


def _known_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Mean cross-entropy with soft targets over the rows whose target is known; 0 if none is."""
    known = ~targets.isnan()
    if not bool(known.any()):
        return logits.sum() * 0
    return functional.binary_cross_entropy_with_logits(logits[known], targets[known])


class TextValidation:
    """Validation texts of the text branch, and what is chosen on them."""

    def __init__(
        self, encoder: SplitEncoder, texts: TextEncoder, heads: Sequence[Head], val: Sequence[Example], outside: str
    ) -> None:
        self._encoder = encoder
        self._heads = tuple(heads)
        self._read = [head for head in heads if head.name != EMBEDDING]
        labels = next((head.labels for head in heads if head.name == INTENT), ())
        self._targets = TextTargets.of(val, labels, outside)
        self._weak = np.array([_nan(example.weak) for example in val])
        self._strong = np.array([_nan(example.strong) for example in val])
        self._texts = WindowedTexts.of(texts, [example.text for example in val])

    def progress(self) -> str:
        """Accuracy, AUC and APGR of the parts, for the log."""
        outputs = self._outputs(bfloat16=True)
        parts = []
        if COMPLEXITY in outputs:
            parts.append(f"AUC {self._auc(_mixed(outputs, 0)):.4f} APGR {self._apgr(_mixed(outputs, 1)):.4f}")
        if INTENT in outputs:
            known = (self._targets.labels >= 0) & (self._targets.labels < outputs[INTENT].shape[1])
            right = outputs[INTENT].argmax(dim=1)[known] == self._targets.labels[known]
            parts.append(f"accuracy {float(right.float().mean()):.4f}")
        return "validation " + " ".join(parts)

    def _outputs(self, *, bfloat16: bool = False) -> dict[str, Tensor]:
        return self._texts.outputs(self._encoder, self._read, bfloat16=bfloat16)

    def _hard(self) -> NDArray[np.bool_]:
        return np.asarray(self._targets.difficulty.numpy() > HARD)

    def _auc(self, scores: NDArray[np.float64]) -> float:
        known = ~self._targets.difficulty.isnan().numpy()
        return auroc(scores[known], self._hard()[known])

    def _apgr(self, scores: NDArray[np.float64]) -> float:
        known = ~np.isnan(self._weak + self._strong)
        return apgr(scores[known], self._weak[known], self._strong[known]) if known.any() else float("nan")

    def finish(self, config: TextConfig) -> tuple[Head, ...]:
        """Mixes and calibrates the heads in place; without validation data they stay as trained."""
        outputs = self._outputs() if self._texts.texts and self._read else {}
        finished = {INTENT: self._finished_intent, COMPLEXITY: self._finished_complexity}
        return tuple(
            finished[head.name](head, outputs, config) if head.name in finished else head for head in self._heads
        )

    def _mix(self, outputs: dict[str, Tensor], config: TextConfig) -> float:
        """The mix with the best APGR of those whose AUC is near the best."""
        if np.isnan(self._apgr(_mixed(outputs, 0)) + self._auc(_mixed(outputs, 0))):
            return 0.0
        floor = max(self._auc(_mixed(outputs, mix)) for mix in config.gain_mixes) - config.auc_slack
        near = [mix for mix in config.gain_mixes if self._auc(_mixed(outputs, mix)) >= floor]
        return max(near, key=lambda mix: self._apgr(_mixed(outputs, mix)))

    def _scale(self, scores: NDArray[np.float64]) -> tuple[float, float]:
        """What calibrates the scores; without hard and easy questions nothing does."""
        known = ~self._targets.difficulty.isnan().numpy()
        if len(set(self._hard()[known].tolist())) < 2:
            return 1.0, 0.0
        return logistic_scale(scores[known], self._hard()[known].astype(np.float64))

    def _bands(self, logits: NDArray[np.float64], config: TextConfig) -> tuple[Band, ...]:
        """Bands of the finished score, so wide that they hold on validation data what `config` says of them."""
        known = ~self._targets.difficulty.isnan().numpy()
        easy, hard = band_cuts(sigmoid(logits[known]), self._hard()[known], config.easy, config.hard)
        return Band("easy", easy), Band("medium", hard), Band("hard", 1.01)

    def _finished_complexity(self, head: Head, outputs: dict[str, Tensor], config: TextConfig) -> Head:
        mix = self._mix(outputs, config) if outputs else 0.0
        scale, offset = self._scale(_mixed(outputs, mix)) if outputs else (1.0, 0.0)
        mix_outputs(self._encoder, mix, scale, offset)
        logits = scale * _mixed(outputs, mix) + offset if outputs else np.zeros(0)
        return replace(head, bands=self._bands(logits, config))

    def _finished_intent(self, head: Head, outputs: dict[str, Tensor], config: TextConfig) -> Head:
        inside = [at for at, label in enumerate(head.labels) if label != config.out_of_scope]
        if not outputs or not np.isin(self._targets.labels.numpy(), inside).any():
            return head
        if config.least_accuracy is not None:
            return self._least_accurate(head, outputs[INTENT], config.least_accuracy, config.out_of_scope)
        known = (self._targets.labels >= 0) & (self._targets.labels < len(head.labels))
        of_labels, labels = outputs[INTENT][known], self._targets.labels[known]
        scale = 1 / temperature(of_labels, labels)
        fold_scale(self._encoder.head_layer(INTENT), scale)
        if config.out_of_scope not in head.labels:
            return head
        outside = head.labels.index(config.out_of_scope)
        threshold = rejection((of_labels * scale).softmax(dim=1).double().numpy(), labels.numpy(), outside)
        return replace(head, threshold=threshold, out_of_scope=config.out_of_scope)

    def _least_accurate(self, head: Head, outputs: Tensor, least_accuracy: float, outside: str) -> Head:
        """Temperature and threshold that keep the accuracy; where `outside` is a label, it is the last."""
        known = self._targets.labels.numpy() >= 0
        logits, labels = outputs.double().numpy()[known], self._targets.labels.numpy()[known]
        classes = len([label for label in head.labels if label != outside])
        inside = labels < classes
        best = metrics.temperature(logits[inside], labels[inside])
        choice = metrics.choose_rejection(logits, labels, classes, best, least_accuracy=least_accuracy)
        fold_scale(self._encoder.head_layer(INTENT), 1 / choice.temperature)
        return replace(head, threshold=round(choice.threshold.value, 6), out_of_scope=outside)


def rejection(probabilities: NDArray[np.float64], labels: NDArray[np.int64], outside: int) -> float:
    """Least probability of a label, such that calling the rest out of scope is right most often.

    Args:
        probabilities: [texts, labels].
        labels: [texts], true ones; `outside` is one of them.
        outside: Index of the label that means out of scope.
    """
    inside = np.delete(probabilities, outside, axis=1).max(axis=1)
    found = probabilities.argmax(axis=1)
    candidates = np.round(np.arange(0, 0.61, 0.01), 2)
    right = [float(np.mean(np.where(inside < least, outside, found) == labels)) for least in candidates]
    best = max(right)
    return float(max(least for least, share in zip(candidates, right, strict=True) if share == best))


def band_cuts(
    scores: NDArray[np.float64], hard: NDArray[np.bool_], easy_share: float, hard_share: float
) -> tuple[float, float]:
    """Where the band `easy` ends and `hard` begins.

    Args:
        scores: Calibrated chance that a question is hard [questions].
        hard: Whether it is [questions].
        easy_share: Largest share of hard questions below the first cut.
        hard_share: Least share of hard questions from the second cut on.

    Returns:
        The first cut, from 0.2 to 0.5 and as far up as its share allows, and the second, from 0.55 to 0.9 and as far
        down; where no question tells, those at which a calibrated score has these chances.
    """

    def share(chosen: NDArray[np.bool_], otherwise: float) -> float:
        return float(hard[chosen].mean()) if chosen.any() else otherwise

    easy_cuts, hard_cuts = np.arange(50, 19, -1) / 100, np.arange(55, 91) / 100
    easy = next((cut for cut in easy_cuts if share(scores < cut, cut) <= easy_share), easy_cuts[-1])
    return float(easy), float(
        next((cut for cut in hard_cuts if share(scores >= cut, cut) >= hard_share), hard_cuts[-1])
    )


def mix_outputs(encoder: SplitEncoder, mix: float, scale: float, offset: float) -> None:
    """Turns the two trained outputs of the complexity head into one: scale * (difficulty + mix * gain) + offset."""
    trained = encoder.head_layer(COMPLEXITY)
    with torch.no_grad():
        weights = torch.tensor([1.0, mix])
        trained.weight = torch.nn.Parameter(scale * (weights @ trained.weight)[None, :])
        trained.bias = torch.nn.Parameter(scale * (weights @ trained.bias)[None] + offset)
    trained.out_features = 1


def _mixed(outputs: dict[str, Tensor], mix: float) -> NDArray[np.float64]:
    both = outputs[COMPLEXITY].double().numpy()
    return np.asarray(both[:, 0] + mix * both[:, 1])
