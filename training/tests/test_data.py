from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from serai_train.data import DatasetInfo, Example, Prepared, Splits, read_prepared, write_prepared
from serai_train.data.annotated import pii_examples
from serai_train.data.convert import Columns, is_blank
from serai_train.data.duplicates import clusters, near_duplicates
from serai_train.data.findings import describe
from serai_train.data.prepare import Findings, prepare
from serai_train.data.source import SourceOptions, read_source
from serai_train.data.split import Shares, split_rows
from serai_train.errors import DataError
from serai_train.pii.examples import TYPES, Span
from serai_train.pii.examples import Example as PiiExample

GOOD = "text,label\nwhere is my parcel,track\ngive me my money back,refund\n"


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, **options: object) -> list[tuple[str, str | None]]:
    source = read_source(path, SourceOptions(**options))  # type: ignore[arg-type]
    return [(row.example.text, row.example.label) for row in source.splits["train"]]


def prepared(path: Path, *, drop_leaks: bool = False, **options: object) -> tuple[DatasetInfo, Splits, Findings]:
    source = read_source(path, SourceOptions(**options))  # type: ignore[arg-type]
    return prepare(source, Shares(), 7, drop_leaks=drop_leaks)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", GOOD),
        ("a.tsv", GOOD.replace(",", "\t")),
        ("bom.csv", "\ufeff" + GOOD),
        ("windows.csv", GOOD.replace("\n", "\r\n")),
        ("blank.csv", GOOD + "\n\n"),
        ("spaces.csv", GOOD.replace("text,label", " text , label ").replace(",track", ", track ")),
        ("other.csv", GOOD.replace("text,label", "utterance,intent")),
        (
            "a.jsonl",
            '{"text": "where is my parcel", "label": "track"}\n\n'
            '{"label": "refund", "text": "give me my money back", "id": 3}',
        ),
    ],
)
def test_every_spelling_of_a_file_reads_alike(tmp_path: Path, name: str, content: str) -> None:
    assert read(file(tmp_path, name, content)) == [("where is my parcel", "track"), ("give me my money back", "refund")]


def test_texts_keep_line_ends_quotes_and_separators(tmp_path: Path) -> None:
    text = 'a "b", c\nd\u2028e\x1cf'
    csv = 'text,label\n"' + text.replace('"', '""') + '",x\n'
    assert read(file(tmp_path, "a.csv", csv)) == [(text, "x")]
    line = json.dumps({"text": text, "label": "x"}, ensure_ascii=False)
    assert read(file(tmp_path, "a.jsonl", line)) == [(text, "x")]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", "text,said,goal\nno,yes,x\n")
    assert read(path, columns=Columns("said", "goal")) == [("yes", "x")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.csv", b"", "is empty"),
        ("white.jsonl", b" \n \n", "is empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is binary: a zero byte in line 3"),
        ("wide.csv", GOOD.encode("utf-16"), "is UTF-16; convert it: iconv -f UTF-16"),
        ("old.csv", "text,label\nfine,a\ncafé,b\n".encode("latin-1"), r"is not UTF-8: byte 0xe9 in line 3"),
        ("old.jsonl", '{"text": "über", "label": "x"}'.encode("cp1252"), "not UTF-8: byte 0xfc in line 1"),
        ("a.xlsx", b"PK", "neither .csv, .tsv nor .jsonl"),
        ("a.csv", b"sentences,label\nx,y\n", "no column for the text; it has: sentences, label"),
        ("a.csv", b"text,kind\nx,y\n", "no column for the label; it has: text, kind. Name it with --label-column"),
        ("a.csv", b"text,label,label\nx,y,z\n", "repeated column"),
        ("a.csv", b"text,label\nx,y\nx,y,z\n", "a.csv, row 3: has 3 columns; the header has 2; quote texts"),
        ("a.csv", b"text,label\nx\n", "a.csv, row 2: has 1 columns; the header has 2"),
        ("a.csv", b'text,label\n"x\ny",a\n,b\n', 'a.csv, row 4, column "text": is empty'),
        ("a.csv", "text,label\n\u200b\ufeff ,b\n".encode(), 'row 2, column "text": is empty'),
        ("a.csv", b"text,label\nx, \n", 'row 2, column "label": has no label'),
        ("a.csv", b'text,label\n"x,y\n', 'write the quote itself as ""'),
        ("a.csv", b'"text";"label"\n"x";"y"\n', "the cells seem to be parted by semicolons: use commas"),
        ("a.jsonl", b'{"text": "x", "label": "y"}\n{"text": "x"', "a.jsonl, row 2: is not JSON"),
        ("a.jsonl", b"[" * 100_000, "row 1: is not JSON"),
        ("a.jsonl", b'{"text": "x", "label": "y"}\n["x"]', "row 2: is not an object"),
        ("a.jsonl", b'{"text": "x", "label": "y"}\n{"label": "x"}', 'row 2, column "text": is missing'),
        ("a.jsonl", b'{"text": 5, "label": "y"}', 'row 1, column "text": is no text; every row needs a text'),
        ("a.jsonl", b'{"text": "x\\ud83d", "label": "y"}', "half of a surrogate pair"),
        ("a.csv", b"text;label\nx;y\n", 'its cells seem to be parted by ";": use commas'),
        ("wide.csv", (GOOD * 2).encode("utf-16-le"), "seems to be UTF-16 without a byte order mark"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    with pytest.raises(DataError) as error:
        read(file(tmp_path, name, content))
    assert message in str(error.value)
    assert name in str(error.value)


def test_every_problem_is_told_at_once_up_to_a_limit(tmp_path: Path) -> None:
    rows = "".join(f"text {n},bad{n}\n" for n in range(30))
    with pytest.raises(DataError, match="30 problems") as error:
        read(file(tmp_path, "a.csv", "text,label\nfine,good\n" + rows), labels=("good",))
    assert len(error.value.problems) == 21
    assert (
        error.value.problems[0] == 'a.csv, row 3, column "label": has label "bad0", which is not in the list of labels'
    )
    assert error.value.problems[-1] == "... and 10 more"


def test_problems_do_not_repeat_texts(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jsonl", '{"text": "my pin is 1234", "label": ""}')
    with pytest.raises(DataError) as error:
        read(path)
    assert "1234" not in str(error.value)


@pytest.mark.parametrize(
    ("line", "score"),
    [
        ({"score": 0.25}, 0.25),
        ({"score": "0.25"}, 0.25),
        ({"level": "hard"}, 1.0),
        ({"weak": 0.75, "strong": 1}, 0.25),
    ],
)
def test_complexity_is_read_from_scores_levels_or_outcomes(
    tmp_path: Path, line: dict[str, object], score: float
) -> None:
    path = file(tmp_path, "a.jsonl", json.dumps({"text": "x", **line}))
    rows = read_source(path, SourceOptions(task="complexity")).splits["train"]
    assert rows[0].example.score == score


@pytest.mark.parametrize(
    "line",
    [{"score": 1.5}, {"score": "easy"}, {"score": None}, {"level": "harsh"}, {"level": ["easy"]}, {"weak": 0.5}],
)
def test_other_scores_are_refused(tmp_path: Path, line: dict[str, object]) -> None:
    path = file(tmp_path, "a.jsonl", json.dumps({"text": "x", **line}))
    with pytest.raises(DataError, match=r"a\.jsonl, row 1, column"):
        read_source(path, SourceOptions(task="complexity"))


def test_entities_are_read_in_code_points(tmp_path: Path) -> None:
    line = {"text": "😀 Ann", "entities": [{"type": "PERSON", "start": 2, "end": 5}]}
    path = file(tmp_path, "a.jsonl", json.dumps(line))
    row = read_source(path, SourceOptions(task="pii")).splits["train"][0]
    assert row.example.entities == (Span(2, 5, "PERSON"),)


@pytest.mark.parametrize("span", [(2, 6), (-1, 2), (3, 3), ("2", 5), (True, 5)])
def test_entities_outside_the_text_are_refused(tmp_path: Path, span: tuple[object, object]) -> None:
    line = {"text": "😀 Ann", "entities": [{"type": "PERSON", "start": span[0], "end": span[1]}]}
    with pytest.raises(DataError, match='row 1, column "entities"'):
        read_source(file(tmp_path, "a.jsonl", json.dumps(line)), SourceOptions(task="pii"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"entities": [{"type": "SHOE", "start": 0, "end": 3}]}, 'has type "SHOE"; use one of: PERSON'),
        (
            {"entities": [{"type": "PERSON", "start": 4, "end": 7}, {"type": "AGE", "start": 0, "end": 5}]},
            'column "entities": overlap',
        ),
        ({"annotated": ["AGE"]}, 'column "annotated"'),
        ({"annotated": "PERSON"}, 'column "annotated"'),
        ({"annotated": [["PERSON"]]}, 'column "annotated"'),
        ({"entities": None}, 'column "entities": is no list'),
    ],
)
def test_entities_that_cannot_be_learnt_are_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    line = {"text": "Ann and Bo", "entities": [{"type": "PERSON", "start": 0, "end": 3}]}
    with pytest.raises(DataError) as error:
        read_source(file(tmp_path, "a.jsonl", json.dumps(line | change)), SourceOptions(task="pii"))
    assert message in str(error.value)
    assert "Ann" not in str(error.value)


def described(folder: Path, description: str) -> Path:
    file(folder, "dataset.yaml", description)
    rows = "".join(f"{label} words number {n},{label}\n" for label in ("beta", "alpha", "else") for n in range(9))
    file(folder, "train.csv", "said,goal\n" + rows)
    file(folder, "test.csv", "said,goal\nsomething new,alpha\nquite another,else\n")
    return folder


YAML = """
name: mine
licence: CC0-1.0
text: said
label: goal
labels: [beta, alpha]
out_of_scope: else
files:
  train: train.csv
  test: [test.csv]
"""


def test_a_described_folder_gives_splits_labels_and_licence(tmp_path: Path) -> None:
    info, splits, findings = prepared(described(tmp_path, YAML))
    assert (info.name, info.task, info.licence, info.labels) == ("mine", "intent", "CC0-1.0", ("beta", "alpha"))
    assert [row.label for row in splits.test] == ["alpha", "oos"]
    assert findings.drawn == ("val",)
    assert len(splits.train) + len(splits.val) == 27


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("files:", "fils:"), "unknown members: fils"),
        (("train: train.csv", "dev: train.csv"), "files needs train"),
        (("train: train.csv", "train: gone.csv"), "gone.csv does not exist"),
        (("labels: [beta, alpha]", "labels: beta"), "labels is no list"),
        (("labels: [beta, alpha]", "labels: [beta, gamma]"), 'has label "alpha", which is not in the list'),
        (("name: mine", "name: [mine"), "is not YAML"),
        (("name: mine", "task: poetry"), 'task "poetry"'),
        (("text: said", "text: spoken"), 'no column "spoken"; it has: said, goal'),
        (("out_of_scope: else", "out_of_scope: no"), "out_of_scope has False, which YAML takes for no text"),
        (("name: mine", "name: 123"), "name has 123"),
        (("labels: [beta, alpha]", "labels: [beta, yes]"), "labels has True"),
        (("labels: [beta, alpha]", "labels: [beta, alpha, beta]"), 'has "beta" 2 times; name each once'),
    ],
)
def test_a_wrong_description_is_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(DataError) as error:
        prepared(described(tmp_path, YAML.replace(*change)))
    assert message in str(error.value)


def test_a_list_of_labels_may_have_the_one_out_of_scope(tmp_path: Path) -> None:
    info, splits, _ = prepared(described(tmp_path, YAML.replace("[beta, alpha]", "[else, beta, alpha]")))
    assert info.labels == ("beta", "alpha")
    assert "oos" in {row.label for row in splits.train}


def test_a_label_out_of_scope_that_no_row_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='no row has the label "ooos", which is to be out of scope'):
        read(file(tmp_path, "a.csv", GOOD), out_of_scope="ooos")


def test_a_label_that_means_out_of_scope_is_told(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", rows_of(a=20, b=20, oos=20))
    info, splits, findings = prepared(path)
    assert info.labels == ("a", "b")
    assert 'note: rows labelled "oos" are taken to be out of scope; rename' in describe(info, splits, findings)
    assert prepared(path, out_of_scope="oos")[2].notes == ()


@pytest.mark.parametrize("task", ["intent", "complexity", "pii"])
def test_a_file_with_a_header_alone_is_refused(tmp_path: Path, task: str) -> None:
    with pytest.raises(DataError, match="a has no training rows"):
        prepared(file(tmp_path, "a.csv", "text,label,score,entities\n"), task=task)


def test_rows_that_all_repeat_one_are_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r'"a" has one training row .*; 38 rows that repeat another are not counted'):
        prepared(file(tmp_path, "a.csv", "text,label\n" + "one,a\n" * 20 + "two,b\n" * 20))


def test_a_missing_column_of_complexity_is_told_once(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", "text,hardness\n" + "x,1\n" * 30)
    with pytest.raises(DataError, match=r"no column for the difficulty; it has: text, hardness\. Give") as error:
        read_source(path, SourceOptions(task="complexity"))
    assert not error.value.problems


def test_problems_with_scores_say_the_value(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", "text,score\nx,1.5\ny,this is no score at all but a text\nz,0\n")
    with pytest.raises(DataError) as error:
        read_source(path, SourceOptions(task="complexity"))
    assert [problem.split(": ")[1] for problem in error.value.problems] == [
        "is 1.5; use a number from 0 to 1",
        "is a text; use a number from 0 to 1",
    ]


def test_true_is_no_score(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jsonl", '{"text": "x", "score": true}\n{"text": "y", "weak": 0, "strong": false}\n')
    with pytest.raises(DataError) as error:
        read_source(path, SourceOptions(task="complexity"))
    assert [problem.split(", ", 1)[1] for problem in error.value.problems] == [
        'row 1, column "score": is True; use a number from 0 to 1',
        'row 2, column "strong": is False; use a number from 0 to 1',
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("clinc150.json", '{"train": []}'),
        ("clinc150.json", "[1]"),
        ("mmlu_pro_outcomes.json", "{"),
        ("banking77_train.csv", "a,b\n1,2\n"),
        ("gsm8k_outcomes.json", '[{"text": "x"}]'),
    ],
)
def test_another_file_of_a_public_sets_name_is_refused(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(DataError, match="is not the public set of that name"):
        read_source(file(tmp_path, name, content), SourceOptions())


def test_options_that_a_public_set_would_ignore_are_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "clinc150.json", "{}")
    for options in (
        {"labels": ("a",)},
        {"out_of_scope": "x"},
        {"columns": Columns("a", None)},
        {"licence": "MIT"},
    ):
        with pytest.raises(DataError, match="is read as the public set of that name"):
            read_source(path, SourceOptions(**options))


def test_a_folder_without_a_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"has no dataset\.yaml"):
        read(tmp_path)


def rows_of(**counts: int) -> str:
    words = np.random.default_rng(1).integers(0, 10**9, 500)
    body = [
        f"{label} {words[n]} {words[-n]} about {label},{label}\n"
        for label, count in counts.items()
        for n in range(count)
    ]
    return "text,label\n" + "".join(body)


def test_one_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="have 1 label; an intent model needs at least two"):
        prepared(file(tmp_path, "a.csv", rows_of(only=20)))


def test_a_label_with_one_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='"b" has one training row'):
        prepared(file(tmp_path, "a.csv", rows_of(a=20, b=1)))


def test_a_listed_label_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='"c" has no training rows'):
        prepared(file(tmp_path, "a.csv", rows_of(a=20, b=20)), labels=("a", "b", "c"))


def test_a_label_of_the_test_file_alone_is_refused(tmp_path: Path) -> None:
    file(tmp_path, "dataset.yaml", "files: {train: a.csv, test: b.csv}")
    file(tmp_path, "a.csv", rows_of(a=20, b=20))
    file(tmp_path, "b.csv", rows_of(a=5, z=5))
    with pytest.raises(DataError, match='test has label "z", which no training row has'):
        prepared(tmp_path)


def test_complexity_without_a_difference_is_refused(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"question {n * n}", "level": "easy"}) + "\n" for n in range(30))
    with pytest.raises(DataError, match="the same score"):
        prepared(file(tmp_path, "a.jsonl", lines), task="complexity")


def test_repeated_rows_are_left_out_and_reported(tmp_path: Path) -> None:
    text = rows_of(a=20, b=20)
    again = text.splitlines(keepends=True)[1]
    info, splits, findings = prepared(file(tmp_path, "a.csv", text + again + again))
    assert sum(len(rows) for _, rows in splits.items()) == 40
    assert [row.line for row in findings.repeated] == [42, 43]
    assert "left out 2 rows that repeat another: a.csv row 42, a.csv row 43" in describe(info, splits, findings)


def test_a_text_with_two_labels_is_a_warning(tmp_path: Path) -> None:
    text = rows_of(a=20, b=20) + "Is it open?,a\nis it open,b\n"
    info, splits, findings = prepared(file(tmp_path, "a.csv", text))
    report = describe(info, splits, findings)
    assert "warning: texts with two different labels (1): a.csv row 42 and a.csv row 43" in report


def test_few_rows_are_a_warning(tmp_path: Path) -> None:
    report = describe(*prepared(file(tmp_path, "a.csv", rows_of(a=90, b=4))))
    assert "fewer than 10 training rows for: b" in report
    assert "more than ten times" in report
    assert "give --licence" in report


def test_leaks_are_reported_and_can_be_dropped(tmp_path: Path) -> None:
    file(tmp_path, "dataset.yaml", "files: {train: a.csv, val: v.csv, test: b.csv}")
    file(tmp_path, "a.csv", rows_of(a=20, b=20) + "where is the parcel that I ordered last week,a\nopen now?,b\n")
    file(tmp_path, "v.csv", "text,label\nsomething else entirely,a\nand another thing,b\n")
    file(tmp_path, "b.csv", "text,label\nWhere is the parcel that I ordered last weeks,a\nOpen now,b\n")
    info, splits, findings = prepared(tmp_path)
    assert len(splits.train) == 42
    report = describe(info, splits, findings)
    assert "2 rows leak into later splits, 1 word for word: a.csv row 42 (train) is like b.csv row 2 (test)" in report
    assert "--drop-leaks" in report
    info, splits, findings = prepared(tmp_path, drop_leaks=True)
    assert len(splits.train) == 40
    assert len(splits.test) == 2
    assert "left out 2 rows of earlier splits" in describe(info, splits, findings)


def test_no_copy_of_a_leaking_row_is_left(tmp_path: Path) -> None:
    file(tmp_path, "dataset.yaml", "files: {train: a.csv, val: v.csv, test: b.csv}")
    copies = "Where is my parcel?,a\nwhere is my parcel,a\nWhere is my PARCEL!,b\n"
    file(tmp_path, "a.csv", rows_of(a=20, b=20) + copies)
    file(tmp_path, "v.csv", "text,label\nwhere is my Parcel,a\nopen now,b\nand another thing,b\n")
    file(tmp_path, "b.csv", "text,label\nwhere - is my parcel?,a\nOpen now!,b\n")
    info, splits, findings = prepared(tmp_path, drop_leaks=True)
    assert [len(rows) for _, rows in splits.items()] == [40, 1, 2]
    report = describe(info, splits, findings)
    assert "5 rows leak into later splits, 5 word for word: a.csv row 42 (train) is like v.csv row 2 (val)" in report
    assert "left out 5 rows of earlier splits" in report
    assert len(prepared(tmp_path)[2].leaks) == 5


def test_leaks_are_named_by_the_split_that_was_drawn(tmp_path: Path) -> None:
    file(tmp_path, "dataset.yaml", "files: {train: a.csv, test: b.csv}")
    text = rows_of(a=20, b=20)
    file(tmp_path, "a.csv", text)
    file(tmp_path, "b.csv", text)
    _, splits, findings = prepared(tmp_path)
    assert Counter(leak.split for leak in findings.leaks) == {"train": len(splits.train), "val": len(splits.val)}
    assert splits.val


def test_near_duplicates_share_most_of_their_letters() -> None:
    texts = [
        "please transfer one hundred dollars to my savings account",
        "what is the capital of france",
        "please transfer one hundred dollars to my saving account",
        "What is the capital of France?!",
        "the weather is fine today",
        "😀😀",
        "😀😀",
    ]
    pairs = [(pair.first, pair.second) for pair in near_duplicates(texts)]
    assert pairs == [(0, 2), (1, 3), (5, 6)]
    assert clusters(near_duplicates(texts), len(texts)).tolist() == [0, 1, 0, 1, 4, 5, 5]


def test_minhash_finds_what_comparing_all_pairs_finds() -> None:
    generator = np.random.default_rng(3)
    words = ["card", "money", "account", "transfer", "payment", "please", "when", "where", "lost", "cash", "top", "up"]
    texts = [" ".join(generator.choice(words, 9)) for _ in range(60)]
    texts += [" ".join(np.roll(text.split(), 1)) for text in texts[:40]]

    def grams(text: str) -> set[str]:
        return {text[start : start + 4] for start in range(len(text) - 3)}

    alike = set()
    for one in range(len(texts)):
        for other in range(one + 1, len(texts)):
            a, b = grams(texts[one]), grams(texts[other])
            if len(a & b) >= 0.8 * len(a | b):
                alike.add((one, other))
    assert len(alike) >= 20
    assert {(pair.first, pair.second) for pair in near_duplicates(texts)} == alike


def test_splits_keep_shares_per_label_and_tear_no_group() -> None:
    strata = ["a"] * 100 + ["b"] * 40
    groups = np.arange(140)
    groups[1:6] = 0
    chosen = split_rows(strata, groups, Shares(0.2, 0.1), seed=5)
    assert sorted(row for rows in chosen.values() for row in rows) == list(range(140))
    for name, a, b in (("val", 20, 8), ("test", 10, 4)):
        assert Counter(strata[row] for row in chosen[name]) == {"a": a, "b": b}  # type: ignore[index]
    assert sum(bool(set(rows) & set(range(6))) for rows in chosen.values()) == 1
    assert chosen == split_rows(strata, groups, Shares(0.2, 0.1), seed=5)
    assert chosen != split_rows(strata, groups, Shares(0.2, 0.1), seed=6)


def test_a_group_counts_to_the_label_of_its_first_row() -> None:
    strata, groups = ["a", "b"] * 10, np.repeat(np.arange(10), 2)
    chosen = split_rows(strata, groups, Shares(0.0, 0.3), seed=1)
    # All count to "a". A row of "b" more is all there is of its label: it changes nothing and stays for training.
    assert len(chosen["test"]) == 6
    with_one_more = split_rows([*strata, "b"], np.append(groups, 10), Shares(0.0, 0.3), seed=1)
    assert with_one_more["test"] == chosen["test"]
    assert 20 in with_one_more["train"]


def test_a_label_of_one_group_is_for_training() -> None:
    chosen = split_rows(["a", "a", "b"], np.array([0, 0, 1]), Shares(0.5, 0.5), seed=1)
    assert chosen["train"] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "blank"), [("", True), (" \t\n", True), ("\u200b\u2060\x00", True), ("😀", False), ("।", False)]
)
def test_blank_texts_show_nothing(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def some() -> tuple[DatasetInfo, Splits]:
    train = (Example("one\u2028two", label="a"), Example("ünf", label="b"))
    return DatasetInfo("mine", "intent", "CC0-1.0", ("a", "b")), Splits(train, (), (Example("x", label="oos"),))


def test_a_prepared_folder_reads_back(tmp_path: Path) -> None:
    info, splits = some()
    written = write_prepared(tmp_path / "p", info, splits, 7)
    read_back = read_prepared(tmp_path / "p")
    assert read_back == written == Prepared(info, splits, written.sha256)
    assert [(entry["use"], entry["rows"]) for entry in read_back.manifest_entries()] == [("train", 2), ("test", 1)]


def test_a_prepared_pii_folder_reads_back(tmp_path: Path) -> None:
    rows = (Example("Ann", entities=(Span(0, 3, "PERSON"),), annotated=("PERSON",), group="t1"), Example("nobody"))
    write_prepared(tmp_path, DatasetInfo("p", "pii", "MIT"), Splits(rows, (), ()), 7)
    assert read_prepared(tmp_path).splits.train == rows


def test_personal_data_comes_to_training_as_it_was_marked(tmp_path: Path) -> None:
    lines = [
        {
            "text": "Zoë 😀 Ann",
            "entities": [{"type": "PERSON", "start": 6, "end": 9}, {"type": "PERSON", "start": 0, "end": 3}],
        },
        {
            "text": "Ulm\u2028am Fluss",
            "entities": [{"type": "LOCATION", "start": 0, "end": 3}],
            "annotated": ["LOCATION"],
            "group": "g",
        },
    ]
    path = file(tmp_path, "a.jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    rows = tuple(each.example for each in read_source(path, SourceOptions(task="pii")).splits["train"])
    write_prepared(tmp_path / "p", DatasetInfo("own", "pii", "MIT"), Splits(rows, (), ()), 7)
    own = read_prepared(tmp_path / "p")
    people, place = (Span(0, 3, "PERSON"), Span(6, 9, "PERSON")), (Span(0, 3, "LOCATION"),)
    assert pii_examples(own, own.splits.train) == [
        PiiExample("Zoë 😀 Ann", people, frozenset(TYPES), "own"),
        PiiExample("Ulm\u2028am Fluss", place, frozenset({"LOCATION"}), "own", "g"),
    ]


def test_a_prepared_folder_that_changed_is_refused(tmp_path: Path) -> None:
    write_prepared(tmp_path, *some(), 7)
    with (tmp_path / "train.jsonl").open("a") as lines:
        lines.write('{"text": "slipped in", "label": "a"}\n')
    with pytest.raises(DataError, match=r"train\.jsonl changed since it was prepared"):
        read_prepared(tmp_path)


def test_a_folder_that_was_not_prepared_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="serai-train prepare SOURCE"):
        read_prepared(tmp_path)


@pytest.mark.parametrize(
    ("name", "task", "sizes", "labels", "outside"),
    [
        ("intent/clinc150.json", None, (15100, 3100, 5500), 151, (100, 100, 1000)),
        ("intent/banking77_train.csv", None, (10003, 3080), 77, (0, 0)),
        ("complexity/mmlu_pro_outcomes.json", "intent", (9627, 500, 1500), 14, (0, 0, 0)),
    ],
)
def test_public_sets_have_their_known_sizes(
    shared_data: Path, name: str, task: str | None, sizes: tuple[int, ...], labels: int, outside: tuple[int, ...]
) -> None:
    source = read_source(shared_data / name, SourceOptions(task=task))  # type: ignore[arg-type]
    splits = [[row.example.label for row in rows] for rows in source.splits.values()]
    assert tuple(map(len, splits)) == sizes
    assert tuple(split.count("oos") for split in splits) == outside
    assert len({label for split in splits for label in split}) == labels


def test_outcomes_are_read_with_the_trap_of_their_set(shared_data: Path) -> None:
    source = read_source(shared_data / "complexity/mmlu_pro_outcomes.json", SourceOptions(task="complexity"))
    assert "RouteLLM" in source.notes[0]
    for row in source.splits["test"]:
        assert row.example.weak is not None
        assert row.example.score == 1 - row.example.weak
    other = read_source(shared_data / "complexity/gsm8k_outcomes.json", SourceOptions())
    assert {name: len(rows) for name, rows in other.splits.items()} == {"test": 1319}


@pytest.mark.parametrize(
    ("name", "sizes", "types"),
    [("presidio_synth_v2.json", (911, 154, 435), 17), ("wnut_train", (2715, 679, 1287), 3)],
)
def test_sets_of_personal_data_are_split_alike_whatever_the_seed(
    shared_data: Path, name: str, sizes: tuple[int, ...], types: int
) -> None:
    source = read_source(shared_data / "pii" / name, SourceOptions())
    assert tuple(map(len, source.splits.values())) == sizes
    rows = [row.example for rows in source.splits.values() for row in rows]
    assert {len(row.annotated) for row in rows} == {types}
    info, splits, findings = prepared(shared_data / "pii" / name)
    assert (info.task, len(splits.test), findings.repeated) == ("pii", sizes[2], ())
    train, val = ({row.group for row in part} for part in (splits.train, splits.val))
    assert not train & val


def test_a_public_set_is_prepared_as_it_stands(shared_data: Path) -> None:
    info, splits, findings = prepared(shared_data / "intent/banking77_train.csv")
    assert len(info.labels) == 77
    assert (len(splits.test), len(splits.train) + len(splits.val)) == (3080, 10003)
    assert findings.drawn == ("val",)
    assert min(Counter(row.label for row in splits.val).values()) >= 4


def test_a_public_set_does_not_serve_another_task(shared_data: Path) -> None:
    with pytest.raises(DataError, match="is data for intent, not for complexity"):
        read_source(shared_data / "intent" / "clinc150.json", SourceOptions(task="complexity"))


@pytest.mark.parametrize("change", [{"splits": {}}, {"splits": None}, {"labels": None}, {"name": None, "labels": 5}])
def test_a_broken_description_of_a_prepared_folder_is_an_error(tmp_path: Path, change: dict[str, object]) -> None:
    write_prepared(tmp_path, *some(), 7)
    document = json.loads((tmp_path / "dataset.json").read_text("utf-8"))
    (tmp_path / "dataset.json").write_text(json.dumps(document | change), "utf-8")
    with pytest.raises(DataError, match="is not what prepare writes"):
        read_prepared(tmp_path)
