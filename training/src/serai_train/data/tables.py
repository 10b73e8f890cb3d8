"""CSV and JSONL files as rows of named cells, with the line that each row begins on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serai_train.data.problems import Problems
from serai_train.errors import DataError

#: A cell of a CSV file may hold a long prompt.
_CELL_LIMIT = 16 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """Named cells of one line. CSV cells are text; JSONL cells are what JSON gives."""

    file: str
    line: int
    cells: Mapping[str, Any]


def read_table(file: Path, problems: Problems) -> list[Row]:
    """Read a `.csv`, `.tsv`, `.jsonl` or `.ndjson` file; rows that cannot be read become problems.

    Raises:
        DataError: If the file is missing, empty, binary, not UTF-8 or of another kind.
    """
    kind = file.suffix.lower()
    if kind in (".csv", ".tsv"):
        return list(_csv_rows(file, "\t" if kind == ".tsv" else ",", problems))
    if kind in (".jsonl", ".ndjson"):
        return list(_json_rows(file, problems))
    raise DataError(f"{file} is neither .csv, .tsv nor .jsonl; rename or convert it")


def read_text(file: Path) -> str:
    """The text of a UTF-8 file, a byte order mark dropped and line ends as they are.

    Raises:
        DataError: If the file is missing, empty, binary or of another encoding; says where and what it may be.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{file} does not exist") from None
    except OSError as failure:
        raise DataError(f"{file} cannot be read: {failure.strerror}") from failure
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{file} is UTF-16; convert it: iconv -f UTF-16 -t UTF-8 {file.name} > new{file.suffix}")
    if content[:200:2].count(0) > 50 or content[1:200:2].count(0) > 50:
        raise DataError(f"{file} seems to be UTF-16 without a byte order mark; convert it: iconv -f UTF-16LE -t UTF-8")
    if b"\x00" in content:
        line = content.count(b"\n", 0, content.index(b"\x00")) + 1
        raise DataError(f"{file} is binary: a zero byte in line {line}; give a CSV or JSONL file in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise DataError(
            f"{file} is not UTF-8: byte 0x{content[wrong.start]:02x} in line {line}; if it comes from a spreadsheet, "
            f"convert it: iconv -f WINDOWS-1252 -t UTF-8 {file.name} > new{file.suffix}"
        ) from wrong
    if not text.strip():
        raise DataError(f"{file} is empty; it needs a row per example")
    return text


def _csv_rows(file: Path, delimiter: str, problems: Problems) -> Iterator[Row]:
    text = read_text(file)
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1  # a quoted cell may span lines
            if header is None:
                header = _header(file, cells)
            elif cells and len(cells) != len(header):
                hint = "; quote texts that contain the delimiter" if len(cells) > len(header) else ""
                problems.add(file.name, start, None, f"has {len(cells)} columns; the header has {len(header)}{hint}")
            elif cells:
                yield Row(file.name, start, dict(zip(header, cells, strict=True)))
    except csv.Error as broken:
        problems.add(file.name, line, None, f"is not CSV: {broken}; {_remedy(text, delimiter)}")


def _remedy(text: str, delimiter: str) -> str:
    first = text.split("\n", 1)[0]
    if delimiter == "," and ";" in first and "," not in first:
        return "the cells seem to be parted by semicolons: use commas"
    return 'begin and end a cell that has a quote with ", and write the quote itself as ""'


def _header(file: Path, cells: list[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    if "" in header or len(set(header)) != len(header):
        raise DataError(f"{file}, line 1: the header {header} has an empty or repeated column; name each column once")
    return header


def _json_rows(file: Path, problems: Problems) -> Iterator[Row]:
    # Not splitlines(): a JSON string may hold U+2028 as it is.
    for number, line in enumerate(read_text(file).split("\n"), 1):
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
        except (ValueError, RecursionError) as broken:
            problems.add(file.name, number, None, f"is not JSON: {broken}")
            continue
        if isinstance(cells, dict):
            yield Row(file.name, number, cells)
        else:
            problems.add(file.name, number, None, 'is not an object; write {"text": ..., "label": ...}')
