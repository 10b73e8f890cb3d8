"""The model card: README.md of a model folder, with the front matter that the hub reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

FILE = "README.md"
#: Member of a manifest's metrics with what `evaluate` measured; the others are of the training.
EVALUATIONS = "evaluations"

_TASK_TAGS = {
    "intent": ("text-classification", ["intent-classification"]),
    "complexity": ("text-classification", ["routing"]),
    "pii": ("token-classification", ["pii"]),
    "multi": ("text-classification", ["intent-classification", "pii", "routing"]),
}

_KIND_TEXT = {
    "labels": "one of {width} labels",
    "score": "a score from 0 to 1, in bands",
    "tokens": "a tag for each token, of {width}",
    "vector": "a vector of {width} numbers, of length 1",
}

_LIMITS = """\
- Trained on short English requests for the most part; other languages and long documents are read, with less certainty.
- A text is read in windows of {length} tokens; what links two distant windows is not seen.
- Labels outside the training data are answered with the nearest one, unless an out-of-scope label is set.
- Probabilities are calibrated on data like the training data; check thresholds on your own before blocking on them.
- No model finds all personal data. Keep rules with checksums beside it, and do not call its output anonymous.
"""


def write_card(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the card of the model that a manifest describes."""
    (folder / FILE).write_text(card(manifest), "utf-8", newline="\n")


def card(manifest: Mapping[str, Any]) -> str:
    """The text of the card."""
    sections = [
        f"---\n{yaml.safe_dump(front_matter(manifest), sort_keys=False, allow_unicode=True)}---\n",
        f"# {manifest['name']} {manifest['version']}\n",
        f"A small {manifest['onnx']['precision']} ONNX model that reads a request before it is routed. "
        f"It answers with:\n\n" + "\n".join(_heads(manifest["heads"])) + "\n",
        "## Intended use\n\nSignals for routing, caching and masking in a Serai gateway, on a CPU. Load the folder or "
        "its hub id;\n`manifest.json` says how inputs are made and outputs are read, `golden.jsonl` holds examples to "
        "check a runtime with.\n",
        "## Metrics\n\n" + _metrics(manifest["metrics"]),
        "## Data\n\n" + _datasets(manifest["datasets"]),
        "## Limits\n\n" + _LIMITS.format(length=manifest["window"]["length"]),
        "## Licence\n\n" + _licence(manifest),
    ]
    return "\n".join(sections)


def front_matter(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The card's metadata as the hub reads it."""
    pipeline, tags = _TASK_TAGS[manifest["task"]]
    matter: dict[str, Any] = {
        "license": manifest["licence"].lower(),
        "language": ["en"],
        "library_name": "onnx",
        "pipeline_tag": pipeline,
        "tags": ["onnx", "serai", *tags],
    }
    if manifest["datasets"]:
        matter["datasets"] = list(dict.fromkeys(entry["name"] for entry in manifest["datasets"]))
    if metrics := _metric_names(manifest["metrics"]):
        matter["metrics"] = metrics
    if manifest["base"].get("name"):
        matter["base_model"] = manifest["base"]["name"]
    return matter


def flat_metrics(metrics: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Nested metrics as (dotted name, value) pairs; a list is one value."""
    for name, value in metrics.items():
        if isinstance(value, Mapping):
            yield from flat_metrics(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _heads(heads: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for head in heads:
        width = head.get("size", len(head.get("labels", ())))
        line = f"- `{head['name']}`: {_KIND_TEXT[head['kind']].format(width=width)}"
        if "out_of_scope" in head:
            line += f"; `{head['out_of_scope']}` below a probability of {head['threshold']:.3g}"
        yield line


def _metric_names(metrics: Mapping[str, Any]) -> list[str]:
    evaluations = metrics.get(EVALUATIONS, {}).values()
    measured = [name for evaluation in evaluations for name in evaluation["figures"]]
    trained = [name.rsplit(".", 1)[-1] for name, _ in flat_metrics(_of_training(metrics))]
    return list(dict.fromkeys([*measured, *trained]))


def _of_training(metrics: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in metrics.items() if name != EVALUATIONS}


def _metrics(metrics: Mapping[str, Any]) -> str:
    parts = []
    if measured := [row for evaluation in metrics.get(EVALUATIONS, {}).values() for row in _evaluation(evaluation)]:
        head = ["| data | measured | metric | value | 95 % interval | n |", "|---|---|---|--:|:-:|--:|"]
        parts.append("\n".join([*head, *measured]) + "\n")
    if trained := [f"| {name} | {_value(value)} |" for name, value in flat_metrics(_of_training(metrics))]:
        parts.append("\n".join(["| from training | value |", "|---|---|", *trained]) + "\n")
    return "\n".join(parts) or "None were recorded with this model.\n"


def _evaluation(evaluation: Mapping[str, Any]) -> Iterator[str]:
    data = evaluation["data"]
    of = f"{data['name']}, {data['split']}", evaluation.get("system", "model")
    for name, figure in evaluation["figures"].items():
        interval = f"{_value(figure['low'])} to {_value(figure['high'])}"
        yield f"| {of[0]} | {of[1]} | {name} | {_value(figure['value'])} | {interval} | {figure['n']} |"


def _datasets(datasets: Sequence[Mapping[str, Any]]) -> str:
    if not datasets:
        return "None were recorded with this model.\n"
    rows = [
        f"| {entry['name']} | {entry.get('licence', 'unknown')} | {entry.get('use', '')} | {entry.get('rows', '')} |"
        for entry in datasets
    ]
    return "\n".join(["| data set | licence | use | rows |", "|---|---|---|--:|", *rows]) + "\n"


def _licence(manifest: Mapping[str, Any]) -> str:
    base = manifest["base"]
    origin = f" The encoder comes from {base['name']} ({base.get('licence', 'see there')})." if base.get("name") else ""
    return f"{manifest['licence']}.{origin} The data sets' own licences are named above.\n"


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_value(item) for item in value)
    return str(value)
