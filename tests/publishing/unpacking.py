"""Everything that stands in a file, packed or not."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path


def unpack(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a file's bytes, and those of all that is packed into it, with a name for each."""
    yield from _unpack(path.name, path.read_bytes())


def _unpack(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from _unpack(f"{name}!{member}", archive.read(member))
    elif data.startswith(b"%PDF"):
        yield from streams(name, data)
    elif data.startswith(b"\x89PNG"):
        for number, chunk in enumerate(re.findall(rb"zTXt[^\0]+\0\0(.*?)IEND", data, re.S)):
            yield f"{name}!zTXt{number}", _inflate(chunk)
    elif name.endswith(".parquet"):
        import pyarrow.parquet as pq

        table = pq.read_table(io.BytesIO(data))
        yield f"{name}!rows", json.dumps(table.to_pylist(), default=str).encode()
        yield f"{name}!schema", repr(table.schema.metadata).encode()
    elif name.endswith(".ipynb"):
        for number, packed in enumerate(re.findall(rb'"(?:pdf|image/png)": "([^"]+)"', data)):
            yield from _unpack(f"{name}!{number}", base64.b64decode(packed))


def streams(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the streams of a PDF as they are when unpacked."""
    for number, packed in enumerate(re.findall(rb"stream\r?\n(.*?)endstream", data, re.S)):
        yield f"{name}!{number}", _inflate(packed)


def _inflate(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return packed
