"""Places for files: a folder, and a bucket of a real S3-compatible server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

from hoshimori.files.store import store_at
from hoshimori.files.storing import Store


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Start a server that speaks S3; return its address."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a bucket of its own; return the place HOSHIMORI_FILES would name."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made-up")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
    name = f"evidence-{uuid4().hex}"
    boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1").create_bucket(Bucket=name)
    return f"s3://{name}/aoba/files?endpoint={s3_server}&region=us-east-1"


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Both kinds of places, one after the other."""
    return store_at(request.getfixturevalue("bucket") if request.param == "bucket" else str(tmp_path / "files"))
