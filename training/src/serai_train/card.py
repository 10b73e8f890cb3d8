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

#: Languages that base encoders were trained on; of the data nothing is known.
_LANGUAGES = {"sentence-transformers/all-MiniLM-L6-v2": ("en", "English")}
_CHOSEN = "Figures of validation rows are those of the choice of settings on these very rows: they flatter.\n"


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
        "## Limits\n\n" + "\n".join(f"- {limit}" for limit in _limits(manifest)) + "\n",
        "## Licence\n\n" + _licence(manifest),
    ]
    return "\n".join(sections)


def front_matter(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The card's metadata as the hub reads it."""
    pipeline, tags = _TASK_TAGS[manifest["task"]]
    matter: dict[str, Any] = {
        "license": "other" if _in_doubt(manifest) else manifest["licence"].lower(),
        "library_name": "onnx",
        "pipeline_tag": pipeline,
        "tags": ["onnx", "serai", *tags],
    }
    if language := _LANGUAGES.get(manifest["base"].get("name", "")):
        matter["language"] = [language[0]]
    # The hub takes names for sets of its own.
    if hosted := [entry["name"] for entry in manifest["datasets"] if "/" in entry["name"]]:
        matter["datasets"] = list(dict.fromkeys(hosted))
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
    trained = [name.rsplit(".", 1)[-1] for name, _ in flat_metrics(_of_training(metrics)[0])]
    return list(dict.fromkeys([*measured, *trained]))


def _of_training(metrics: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Figures of the training, which are grouped by what they are of, and its settings, which stand alone."""
    own = {name: value for name, value in metrics.items() if name != EVALUATIONS}
    figures = {name: value for name, value in own.items() if isinstance(value, Mapping)}
    return figures, {name: value for name, value in own.items() if name not in figures}


def _metrics(metrics: Mapping[str, Any]) -> str:
    parts = []
    if measured := [row for evaluation in metrics.get(EVALUATIONS, {}).values() for row in _evaluation(evaluation)]:
        head = ["| data | measured | metric | value | 95 % interval | n |", "|---|---|---|--:|:-:|--:|"]
        parts.append("\n".join([*head, *measured]) + "\n")
    figures, settings = _of_training(metrics)
    for title, values in (("from training", figures), ("setting of the training", settings)):
        if rows := [f"| {name} | {_value(value)} |" for name, value in flat_metrics(values)]:
            parts.append("\n".join([f"| {title} | value |", "|---|---|", *rows]) + "\n")
    if figures.get("validation"):
        parts.append(_CHOSEN)
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


def _limits(manifest: Mapping[str, Any]) -> Iterator[str]:
    """What is known of every model, and of heads of its kinds."""
    kinds = {head["kind"] for head in manifest["heads"]}
    language = _LANGUAGES.get(manifest["base"].get("name", ""))
    known = f"The encoder was trained on {language[1]}. " if language else ""
    yield f"{known}Languages and kinds of text that the data has not are read with less certainty."
    yield f"A text is read in windows of {manifest['window']['length']} tokens; what links distant windows is not seen."
    if any(head["kind"] == "labels" and "out_of_scope" not in head for head in manifest["heads"]):
        yield "A text that belongs to no label is answered with the nearest one: no out-of-scope label is set."
    if kinds & {"labels", "score"}:
        yield "Probabilities are calibrated on data like the training data; check thresholds on yours before blocking."
    if "tokens" in kinds:
        yield "No model finds all personal data. Keep rules with checksums beside it; its output is not anonymous."


def _in_doubt(manifest: Mapping[str, Any]) -> list[str]:
    """Data that was learnt from and whose licence is not known, or forbids commercial use."""
    learnt = [entry for entry in manifest["datasets"] if entry.get("use") != "test"]
    return list(
        dict.fromkeys(
            entry["name"]
            for entry in learnt
            if entry.get("licence", "unknown") in ("", "unknown") or "NC" in entry["licence"].upper().split("-")
        )
    )


def _licence(manifest: Mapping[str, Any]) -> str:
    base = manifest["base"]
    origin = f" The encoder comes from {base['name']} ({base.get('licence', 'see there')})." if base.get("name") else ""
    text = f"{manifest['licence']}.{origin} The data sets' own licences are named above.\n"
    if doubt := _in_doubt(manifest):
        text += f"Before you pass the model on: the licence of {', '.join(doubt)} is not known or not for every use.\n"
    return text


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_value(item) for item in value)
    return str(value)
