"""Where the operator's office keeps its keys in these stories: a folder, or a token that is SoftHSM."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from hoshimori.keys.place import opened
from tools import softhsm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hoshimori.keys.store import KeyStore

SECRET = "made up for these stories and for no others"
WITHOUT_TOKEN = "no SoftHSM found (Debian: softhsm2), so no key was kept in a token"


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A place in a token of its own; the library reads its settings once in a process."""
    library = softhsm.module()
    if library is None:
        pytest.skip(reason=WITHOUT_TOKEN)
    pytest.importorskip("pkcs11", reason="python-pkcs11 (extra 'hsm') is not installed, so no key was kept in a token")
    folder = tmp_path_factory.mktemp("token")
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    making = ["softhsm2-util", "--init-token", "--free", "--label", "register", "--pin", SECRET, "--so-pin", SECRET]
    subprocess.run(making, check=True, capture_output=True)
    yield f"pkcs11:{library}?token=register"
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.fixture(params=["folder", "token"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Everything that is said of a store is said of both."""
    return str(tmp_path / "keys") if request.param == "folder" else str(request.getfixturevalue("token"))


@pytest.fixture
def store(place: str) -> KeyStore:
    return opened(place, SECRET)
