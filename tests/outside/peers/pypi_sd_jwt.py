"""PyPI sd-jwt, the reference implementation of the specification's authors, asked as its documents show."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any

from jwcrypto.jwk import JWK
from sd_jwt import holder as holding
from sd_jwt.common import SDObj
from sd_jwt.holder import SDJWTHolder
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier


def judged(case: dict[str, Any], verifier: dict[str, Any]) -> bool:
    """Tell whether the library accepts a presentation."""

    def key(issuer: str, header: dict[str, Any]) -> JWK:
        (jwk,) = [each for each in verifier["jwks"]["keys"] if each["kid"] == header.get("kid")]
        if issuer != verifier["issuer"]:
            raise ValueError(issuer)
        return JWK(**jwk)

    try:
        SDJWTVerifier(case["sd_jwt"], key, case["audience"], case["nonce"]).get_verified_payload()
    except (Exception, RecursionError):  # noqa: BLE001 - whatever it raises is how it says no
        return False
    return True


def issued(wanted: dict[str, Any]) -> dict[str, str]:
    """Return a certificate of the library's, whole, narrowed to one claim, and bound."""
    office, holder = JWK(**wanted["issuer_key"]), JWK(**wanted["holder_key"])
    claims = {SDObj(name) if name in wanted["hide"] else name: value for name, value in wanted["claims"].items()}
    header = {"typ": "dc+sd-jwt", "kid": wanted["issuer_key"]["kid"]}
    whole = SDJWTIssuer(claims, office, holder, extra_header_parameters=header).sd_jwt_issuance
    narrow, bound = SDJWTHolder(whole), SDJWTHolder(whole)
    shown = {wanted["show"]: True}
    narrow.create_presentation(shown)
    bound.create_presentation(shown, wanted["nonce"], wanted["audience"], holder)
    return {"whole": whole, "narrow": narrow.sd_jwt_presentation, "bound": bound.sd_jwt_presentation}


def main() -> None:
    """Answer one question. The library asks the clock of the machine; in this program that clock stands still."""
    asked = json.load(sys.stdin)
    moment = datetime.fromisoformat(asked["at"]).timestamp()
    holding.time = lambda: moment
    if "issue" in asked:
        answer: Any = issued(asked["issue"])
    else:
        answer = {case["name"]: judged(case, asked["verifier"]) for case in asked["cases"]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
