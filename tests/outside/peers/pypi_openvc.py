"""PyPI openvc-core, asked through its one door for all credentials, with its own defaults, as of the story's moment."""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from typing import Any

from openvc import OpenvcError
from openvc.keys import P256SigningKey
from openvc.proof.sd_jwt import SdJwtVcProofSuite
from openvc.status import verify_status_list_token
from openvc.verify import VerificationPolicy, verify_credential


def judged(case: dict[str, Any], verifier: dict[str, Any]) -> bool:
    """Tell whether the library accepts a presentation."""
    metadata = {"issuer": verifier["issuer"], "jwks": verifier["jwks"]}
    (states,) = verifier["status_jwks"]["keys"]
    policy = VerificationPolicy(
        expected_vct=verifier["kind"],
        audience=case["audience"],
        nonce=case["nonce"],
        require_key_binding=case["audience"] is not None,
        now=datetime.fromisoformat(verifier["at"]),
    )
    try:
        verify_credential(
            case["sd_jwt"],
            policy=policy,
            jwt_vc_issuer_fetch=lambda _: metadata,
            resolve_status_list_token=lambda uri: verify_status_list_token(
                case["status_list"], public_key_jwk=states, expected_uri=uri
            ),
        )
    except OpenvcError:
        return False
    return True


def issued(wanted: dict[str, Any]) -> dict[str, str]:
    """Return a certificate of the library's, whole, narrowed to one claim, and bound."""
    suite = SdJwtVcProofSuite()
    office, holder = (P256SigningKey.from_jwk(key, key["kid"]) for key in (wanted["issuer_key"], wanted["holder_key"]))
    public = {name: value for name, value in wanted["holder_key"].items() if name in {"kty", "crv", "x", "y"}}
    whole = suite.issue(wanted["claims"], signing_key=office, disclosable=wanted["hide"], holder_jwk=public, decoys=2)
    token, *given = whole.split("~")[:-1]
    shown = given[wanted["hide"].index(wanted["show"])]
    narrow = f"{token}~{shown}~"
    bound = suite.create_presentation(narrow, holder_key=holder, audience=wanted["audience"], nonce=wanted["nonce"])
    return {"whole": whole, "narrow": narrow, "bound": bound}


def main() -> None:
    """Answer one question. The library asks the clock of the machine; in this program that clock stands still."""
    asked = json.load(sys.stdin)
    moment = datetime.fromisoformat(asked["at"]).timestamp()
    time.time = lambda: moment
    if "issue" in asked:
        answer: Any = issued(asked["issue"])
    else:
        answer = {case["name"]: judged(case, asked["verifier"]) for case in asked["cases"]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
