from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
import pytest
import yaml

from reference import Reference
from serai_train import __version__
from serai_train.card import card, flat_metrics
from serai_train.checkpoint import Checkpoint, CheckpointError, Window
from serai_train.decisions import Label, Score
from serai_train.errors import UserError
from serai_train.export import ExportSettings, export
from serai_train.golden import read_golden
from serai_train.golden_texts import golden_texts
from serai_train.manifest import ManifestError, check_files, read_manifest, sha256
from serai_train.runtime import Model
from tiny import SPEC, export_tiny, random_checkpoint, tiny_texts


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_tiny(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def folder(exported: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(exported, tmp_path / "tiny"))


def rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads((folder / "manifest.json").read_text("utf-8"))
    change(document)
    (folder / "manifest.json").write_text(json.dumps(document), "utf-8")


def test_a_folder_is_complete_and_its_manifest_true(exported: Path) -> None:
    assert {file.name for file in exported.iterdir()} == {
        "manifest.json",
        "model.onnx",
        "tokenizer.json",
        "golden.jsonl",
        "README.md",
    }
    manifest = read_manifest(exported)
    check_files(exported, manifest)
    document = manifest.document
    assert document["onnx"]["bytes"] == (exported / "model.onnx").stat().st_size
    assert (manifest.task, manifest.precision, manifest.opset, manifest.window) == ("multi", "int8", 17, Window(24, 6))
    assert document["created"] == "2026-01-01T00:00:00Z"
    assert document["code"] == {"package": "serai-train", "version": __version__, "onnxruntime": ort.__version__}
    assert document["datasets"] == [dict(entry) for entry in SPEC.datasets]
    assert manifest.inputs == {"ids": "input_ids", "mask": "attention_mask", "shape": "token_shape"}
    intent, complexity, pii, embedding = manifest.heads
    assert (intent.output, intent.labels, intent.threshold) == ("intent_logits", SPEC.heads[0].labels, 0.45)
    assert (complexity.output, [band.band for band in complexity.bands]) == (
        "complexity_logit",
        ["easy", "medium", "hard"],
    )
    assert (pii.output, dict(pii.min_score)) == ("pii_logits", {"PERSON": 0.4})
    assert (embedding.output, embedding.size) == ("embedding", 32)


def test_exports_are_the_same_every_time(exported: Path, tmp_path: Path) -> None:
    again = export_tiny(tmp_path / "again")
    assert {file.name: sha256(file) for file in again.iterdir()} == {
        file.name: sha256(file) for file in exported.iterdir()
    }


def test_golden_texts_are_many_and_of_every_kind() -> None:
    texts = golden_texts()
    assert len(texts) >= 200
    assert len(set(texts)) == len(texts)
    assert "" in texts
    assert any(len(text) > 2000 for text in texts)
    for sign in ("\u200b", "\u200d", "🙂", "ש", "ع", "def ", "\x00", "[SEP]"):
        assert any(sign in text for text in texts), sign


def test_golden_lines_say_what_the_model_read_and_decided(exported: Path) -> None:
    lines = list(read_golden(exported))
    assert [line["text"] for line in lines] == tiny_texts()
    assert {len(line["windows"]) for line in lines} >= {0, 1, 2}
    for line in lines:
        assert all(len(window["ids"]) == len(window["shape"]) <= 24 for window in line["windows"])
        tags = line["outputs"].get("pii_logits", [[0] * len(window["ids"]) for window in line["windows"]])
        assert [len(row) for row in tags] == [len(window["ids"]) for window in line["windows"]]
        assert set(line["decisions"]) == {"intent", "complexity", "pii", "embedding"}
        assert len(line["decisions"]["embedding"]) == 8
        for span in line["decisions"]["pii"]:
            assert line["text"][span["start"] : span["end"]].strip()
    assert len({line["decisions"]["intent"]["label"] for line in lines}) >= 3
    assert len({line["decisions"]["complexity"]["band"] for line in lines}) == 3
    assert {span["type"] for line in lines for span in line["decisions"]["pii"]} == {"PERSON", "PLACE"}


def test_long_outputs_stand_in_every_fourth_golden_line(exported: Path) -> None:
    lines = list(read_golden(exported))
    long = [at for at, line in enumerate(lines) for rows in line["outputs"].values() if sum(map(np.size, rows)) > 64]
    assert len(long) >= 2
    assert {at % 4 for at in long} == {0}
    for line in lines:
        if line["windows"]:
            assert {"intent_logits", "complexity_logit"} <= line["outputs"].keys()


def test_positions_behind_the_window_are_left_out(exported: Path) -> None:
    tables = {i.name: list(i.dims) for i in onnx.load(exported / "model.onnx").graph.initializer}
    assert tables["embeddings.position"] == [24, 32]


def test_fp32_export_decides_as_the_reference_network(tmp_path: Path) -> None:
    checkpoint = random_checkpoint()
    model = Model(export(checkpoint, tmp_path, ExportSettings(precision="fp32", golden=["a"])))
    answer = model.answer("my name is Ada Keller")
    (row,) = answer.rows.rows
    reference = Reference(checkpoint)
    logits = reference.head(SPEC.heads[0], row.ids.tolist(), row.shapes.tolist())
    probabilities = np.exp(logits) / np.exp(logits).sum()
    best = 1 + int(probabilities[1:].argmax())
    label = answer.decisions["intent"]
    assert isinstance(label, Label)
    assert label.score == pytest.approx(probabilities[best], abs=1e-5)
    assert label.label in (SPEC.heads[0].labels[best], "other")


def test_windows_of_a_long_text_are_averaged(exported: Path) -> None:
    model = Model(exported)
    answer = model.answer("hello ada, my number is two " * 6)
    windows = answer.outputs["embedding"]
    assert len(windows) > 2
    mean = np.mean(windows, axis=0)
    np.testing.assert_allclose(answer.decisions["embedding"], mean / np.linalg.norm(mean), atol=1e-6)  # type: ignore[arg-type]


def test_a_text_without_tokens_is_decided_without_the_graph(exported: Path) -> None:
    answer = Model(exported).answer(" \n")
    assert answer.outputs == {}
    assert answer.decisions["intent"] == Label("other", 0.0)
    assert answer.decisions["complexity"] == Score("easy", 0.0)
    assert answer.decisions["pii"] == []
    assert not np.any(answer.decisions["embedding"])  # type: ignore[arg-type]


def test_a_text_without_tokens_has_a_label_even_where_nothing_is_out_of_scope(tmp_path: Path) -> None:
    intent = dataclasses.replace(SPEC.heads[0], threshold=None, out_of_scope=None)
    checkpoint = random_checkpoint(dataclasses.replace(SPEC, heads=(intent,)))
    model = Model(export(checkpoint, tmp_path, ExportSettings(golden=["a"])))
    label = model.answer("").decisions["intent"]
    assert isinstance(label, Label)
    assert label.label in intent.labels
    assert label.score > 0


def test_an_interrupted_export_leaves_the_folder_as_it_was(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    def texts() -> Iterator[str]:
        yield "a"
        raise KeyboardInterrupt

    other = dataclasses.replace(random_checkpoint(), spec=dataclasses.replace(SPEC, name="other"))
    with pytest.raises(KeyboardInterrupt):
        export(other, folder, ExportSettings(golden=texts()))  # type: ignore[arg-type]
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_an_export_leaves_nothing_of_an_earlier_one(tmp_path: Path) -> None:
    export(random_checkpoint(), tmp_path, ExportSettings(keep_fp32=True, golden=["a"]))
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["fp32"] == {"file": "model.fp32.onnx", "sha256": sha256(tmp_path / "model.fp32.onnx")}
    (tmp_path / "notes.txt").touch()
    export(random_checkpoint(), tmp_path, ExportSettings(golden=["a"]))
    names = {"manifest.json", "model.onnx", "tokenizer.json", "golden.jsonl", "README.md", "notes.txt"}
    assert {file.name for file in tmp_path.iterdir()} == names
    assert "fp32" not in json.loads((tmp_path / "manifest.json").read_text("utf-8"))


def test_fp32_beside_int8_on_demand(tmp_path: Path) -> None:
    export(random_checkpoint(), tmp_path, ExportSettings(keep_fp32=True, golden=["a"]))
    types = {
        file: {tensor.data_type for tensor in onnx.load(tmp_path / file).graph.initializer}
        for file in ("model.onnx", "model.fp32.onnx")
    }
    assert onnx.TensorProto.INT8 in types["model.onnx"]
    assert onnx.TensorProto.INT8 not in types["model.fp32.onnx"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda document: document.update(format=2), "format 2; this version reads 1"),
        (lambda document: document.pop("heads"), "lacks the member 'heads'"),
        (lambda document: document["onnx"].pop("sha256"), "lacks the member 'sha256'"),
        (lambda document: document.update(onnx=[]), "wrong type"),
        (lambda document: document["heads"][0].update(kind="guess"), "kind 'guess'"),
        (lambda document: document["onnx"].update(sha256="0" * 64), "corrupt or of another export"),
        (lambda document: document["tokenizer"].update(file="../tokenizer.json"), "only files of the folder itself"),
        (lambda document: document["onnx"].update(opset=18), "opset 18; this version reads 17"),
        (lambda document: document["heads"][0]["labels"].append("more"), "6 labels or numbers in the manifest, 5"),
        (lambda document: document["heads"][0].update(output="logits"), 'no output "logits"'),
        (lambda document: document["inputs"].pop("shape"), "the graph takes attention_mask, input_ids, token_shape"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(folder: Path, change: Callable[[Any], object], message: str) -> None:
    rewrite(folder, change)
    with pytest.raises(ManifestError, match=message):
        Model(folder)


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_a_corrupt_or_missing_file_is_refused(folder: Path, file: str) -> None:
    content = (folder / file).read_bytes()
    (folder / file).write_bytes(content[: len(content) // 2])
    with pytest.raises(ManifestError, match=f"{file} has sha256"):
        Model(folder)
    (folder / file).unlink()
    with pytest.raises(ManifestError, match=f"has no {file}"):
        Model(folder)


def test_a_truncated_model_is_refused_even_with_a_true_checksum(folder: Path) -> None:
    content = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(content[: len(content) // 2])
    rewrite(folder, lambda document: document["onnx"].update(sha256=sha256(folder / "model.onnx")))
    with pytest.raises(ManifestError, match="no model this runtime can load"):
        Model(folder)


def test_a_folder_without_manifest_or_with_garbage_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"it has no manifest\.json"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ManifestError, match="cannot be read as JSON"):
        read_manifest(tmp_path)


def test_another_models_tokenizer_is_refused(tmp_path: Path) -> None:
    checkpoint = random_checkpoint()
    table = "embeddings.word.weight"
    short = Checkpoint(
        checkpoint.spec, checkpoint.weights | {table: checkpoint.weights[table][:-1]}, checkpoint.tokenizer
    )
    with pytest.raises(CheckpointError, match="another model's tokenizer"):
        export(short, tmp_path)
    with pytest.raises(CheckpointError, match="above the 64 positions"):
        export(random_checkpoint(dataclasses.replace(SPEC, window=Window(65, 6))), tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("line", ["{", '{"text": ""}', "[]"])
def test_broken_golden_lines_are_named(folder: Path, line: str) -> None:
    with (folder / "golden.jsonl").open("a") as out:
        out.write(line + "\n")
    with pytest.raises(UserError, match=f"line {len(tiny_texts()) + 1}"):
        list(read_golden(folder))


def test_the_card_has_front_matter_tables_and_limits(exported: Path) -> None:
    document = dict(read_manifest(exported).document)
    document |= {
        "metrics": {"intent": {"accuracy": 0.91234, "interval": [0.9, 0.92]}, "pii": {"f1": 0.8}, "strength": 0.3},
        "datasets": [
            {"name": "ours", "licence": "CC-BY-4.0", "use": "train", "rows": 12},
            {"name": "user/hosted", "licence": "MIT", "use": "train", "rows": 3},
        ],
        "base": {"name": "user/base", "licence": "MIT"},
    }
    _, matter, text = card(document).split("---\n", 2)
    assert yaml.safe_load(matter) == {
        "license": "apache-2.0",
        "library_name": "onnx",
        "pipeline_tag": "text-classification",
        "tags": ["onnx", "serai", "intent-classification", "pii", "routing"],
        "datasets": ["user/hosted"],
        "metrics": ["accuracy", "interval", "f1"],
        "base_model": "user/base",
    }
    assert "| intent.accuracy | 0.9123 |" in text
    assert "| setting of the training | value |\n|---|---|\n| strength | 0.3 |" in text
    assert "English" not in text
    assert "not known" not in text
    assert "| intent.interval | 0.9, 0.92 |" in text
    assert "| ours | CC-BY-4.0 | train | 12 |" in text
    assert "windows of 24 tokens" in text
    assert "user/base (MIT)" in text


@pytest.mark.parametrize("licence", ["unknown", "CC-BY-NC-4.0", ""])
def test_a_card_promises_no_licence_that_the_data_may_forbid(exported: Path, licence: str) -> None:
    document = dict(read_manifest(exported).document)
    document["datasets"] = [{"name": "mails", "licence": licence, "use": "train", "rows": 12}]
    document["base"] = {"name": "sentence-transformers/all-MiniLM-L6-v2", "licence": "Apache-2.0"}
    _, matter, text = card(document).split("---\n", 2)
    assert yaml.safe_load(matter)["license"] == "other"
    assert yaml.safe_load(matter)["language"] == ["en"]
    assert "the licence of mails is not known or not for every use" in text
    assert "The encoder was trained on English." in text


def test_a_card_names_the_limits_of_the_heads_that_are_there(exported: Path) -> None:
    document = dict(read_manifest(exported).document)
    document["heads"] = [{"name": "intent", "kind": "labels", "output": "x", "labels": ["a", "b"]}]
    assert "no out-of-scope label is set" in card(document)
    assert "personal data" not in card(document)


def test_the_licence_of_a_model_can_be_named(tmp_path: Path) -> None:
    export(random_checkpoint(), tmp_path, ExportSettings(precision="fp32", licence="MIT", golden=["a"]))
    assert read_manifest(tmp_path).document["licence"] == "MIT"
    assert "license: mit" in (tmp_path / "README.md").read_text("utf-8")


def test_the_card_has_what_was_measured_with_intervals(exported: Path) -> None:
    figures = {"overlap": {"value": 0.81234, "low": 0.79, "high": 0.83, "n": 435}}
    measured = {"data": {"name": "mails", "split": "test"}, "system": "rules and model", "figures": figures}
    document = dict(read_manifest(exported).document)
    document["metrics"] = {"validation": {"f1": 0.8}, "evaluations": {"mails-int8": measured}}
    _, matter, text = card(document).split("---\n", 2)
    assert yaml.safe_load(matter)["metrics"] == ["overlap", "f1"]
    assert "| mails, test | rules and model | overlap | 0.8123 | 0.79 to 0.83 | 435 |" in text
    assert "| validation.f1 | 0.8 |" in text
    assert "mails-int8" not in text


def test_flat_metrics() -> None:
    assert list(flat_metrics({"a": {"b": 1, "c": {"d": 2}}, "e": "f"})) == [("a.b", 1), ("a.c.d", 2), ("e", "f")]
