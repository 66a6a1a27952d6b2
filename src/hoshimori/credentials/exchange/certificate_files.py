"""The certificate file: a signed statement with all that is needed to judge it without asking anybody.

JSON with the media type `application/json` and the form `hoshimori/certificate/1`, written canonically (RFC 8785). What
is signed stays inside as text, so spaces around it change nothing; every name is known, and no name stands twice.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, TypeAlias

from hoshimori.credentials.exchange import base64url, json_text
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.shared.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hoshimori.credentials.exchange.json_text import Json
    from hoshimori.shared.canonical import Plain

FORMAT = "hoshimori/certificate/1"
TEXTS = ("sd_jwt", "disclosure", "status_list", "comment", "purpose")
PAIRS = {"binding": ("audience", "nonce"), "history": ("leaf", "proof")}
KNOWN = {"format", "own_words", *TEXTS, *PAIRS}
SPACE = " \t\r\n"

Texts: TypeAlias = "dict[str, str]"


@dataclass(frozen=True)
class OwnWords:
    """A nonconformity that the company tells of itself: about what, what it was, how it was corrected, on which day.

    `corrected_on` is an ISO day; it and `correction` are empty where nothing is corrected yet.
    """

    about: str
    nonconformity: str
    correction: str = ""
    corrected_on: str = ""


@dataclass(frozen=True)
class CertificateFile:
    """What stands in the file; a member that is not there is empty, and nothing is checked yet.

    `sd_jwt` is the compact statement, `audience` and `nonce` what the holder's key is said to have signed, `leaf` and
    `proof` the entry of the register's history and its proof, `status_list` the signed list of states when the file
    was made. `purpose`, `comment` and `own_words` are the company's, signed by it through the nonce (`nonce_of`).
    """

    sd_jwt: str
    disclosure: str = ""
    audience: str = ""
    nonce: str = ""
    leaf: str = ""
    proof: str = ""
    status_list: str = ""
    own_words: tuple[OwnWords, ...] = ()
    comment: str = ""
    purpose: str = ""


def nonce_of(*, disclosure: str, purpose: str, comment: str, own_words: Sequence[OwnWords]) -> str:
    """Return the nonce by which the company's key signs, with what it shows, the words it adds to it."""
    told: list[Plain] = [asdict(each) for each in own_words]
    signed = canonical({"disclosure": disclosure, "purpose": purpose, "comment": comment, "own_words": told})
    return base64url.encode(hashlib.sha256(signed).digest())


def written(file: CertificateFile) -> bytes:
    """Return the file; what is empty is left out."""
    members: dict[str, Plain] = {"format": FORMAT}
    members |= {name: getattr(file, name) for name in TEXTS if getattr(file, name)}
    for name, pair in PAIRS.items():
        values = {each: getattr(file, each) for each in pair}
        if any(values.values()):
            members[name] = values
    if file.own_words:
        members["own_words"] = [asdict(each) for each in file.own_words]
    return canonical(members)


def read(content: bytes) -> CertificateFile:
    """Return what stands in a certificate file, or in a file or QR code that holds a compact SD-JWT alone.

    Raises: `Rejected` for what is too large, not JSON in its one strict reading, or not exactly of this form.
    """
    if len(content) > LIMITS.certificate_file:
        raise Rejected(Reason.TOO_LARGE)
    try:
        text = content.decode("utf-8").strip(SPACE)
    except UnicodeDecodeError:
        raise Rejected(Reason.FILE_WRONG) from None
    if not text.startswith("{"):
        return CertificateFile(text)
    members = json_text.read_object(text.encode(), depth=LIMITS.depth)
    if members.get("format") != FORMAT or "sd_jwt" not in members or not members.keys() <= KNOWN:
        raise Rejected(Reason.FILE_WRONG)
    found = texts(members, TEXTS)
    for name, pair in PAIRS.items():
        found |= whole(members[name], pair) if name in members else {}
    return CertificateFile(own_words=own_words(members.get("own_words", [])), **found)


def texts(members: Mapping[str, Json], names: Sequence[str]) -> Texts:
    """Return those of the members with these names that are there, each of them a text."""
    found: Texts = {}
    for name in names:
        value = members.get(name, "")
        if not isinstance(value, str):
            raise Rejected(Reason.FILE_WRONG)
        found[name] = value
    return found


def whole(value: Json, names: Sequence[str]) -> Texts:
    """Return an object that has exactly these members, each of them a text."""
    if not isinstance(value, dict) or value.keys() != set(names):
        raise Rejected(Reason.FILE_WRONG)
    return texts(value, names)


def own_words(value: Json) -> tuple[OwnWords, ...]:
    """Return what the company tells of itself."""
    if not isinstance(value, list) or len(value) > LIMITS.own_words:
        raise Rejected(Reason.FILE_WRONG)
    names = [field.name for field in fields(OwnWords)]
    return tuple(OwnWords(**whole(each, names)) for each in value)
