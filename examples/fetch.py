"""Fetches a company's certificate, and what it takes to judge it, from a register: needs nothing but Python.

python3 examples/fetch.py http://127.0.0.1:8000 2999912340002 var/minato

The certificate tells nothing that must be believed here: whoever judges it checks all of it.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from urllib.request import urlopen


def fetched(address: str) -> bytes:
    """Return what lies at an address."""
    with urlopen(address, timeout=30) as answer:
        content: bytes = answer.read()
    return content


def states_of(certificate: bytes) -> str:
    """Return where the certificate says its list of states lies."""
    payload = json.loads(certificate)["sd_jwt"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return str(claims["status"]["status_list"]["uri"])


def main(register: str, corporate_number: str, folder: str) -> None:
    """Write certificate, keys, list of states and the key of the history into a folder."""
    found = json.loads(fetched(f"{register}/api/v1/registrations?corporate_number={corporate_number}"))
    number = found["registrations"][0]["number"]
    certificate = fetched(f"{register}/register/{number}/certificate.json")
    files = {
        "certificate.json": certificate,
        "keys.json": fetched(f"{register}/credentials/jwks.json"),
        "states.jwt": fetched(states_of(certificate)),
        "history.key": fetched(f"{register}/credentials/history-key"),
    }
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (Path(folder) / name).write_bytes(content)
        print(Path(folder) / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
