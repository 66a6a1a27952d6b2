"""Judges a certificate file: the statement, the company's signature, the state, the history; one verdict for all of it.

Plain Python without a network, a clock or settings: whoever judges names the keys to believe and the moment. Every no,
whether of the statement or of the log, becomes one code (`rules.reasons.Reason`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import json_text, log_proofs, sd_jwt, status_list
from hoshimori.credentials.exchange.certificate_files import nonce_of
from hoshimori.credentials.rules import addresses, status
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.merkle import leaf_hash
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.status import State
from hoshimori.credentials.rules.validity import Binding, Expectation, has_ended
from hoshimori.credentials.rules.verdicts import NotProven, Outcome, Proven, Verdict
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hoshimori.credentials.exchange.certificate_files import CertificateFile
    from hoshimori.credentials.exchange.checkpoints import Log
    from hoshimori.credentials.exchange.cosignatures import Quorum
    from hoshimori.credentials.exchange.json_text import Json
    from hoshimori.credentials.exchange.sd_jwt import Verified
    from hoshimori.credentials.exchange.signing import TrustedKey

LEAF_FORMAT = "hoshimori/history/1"
SHOWN = frozenset({"categories", "feedback"})
SAME = {
    "number": "registration_number",
    "corporate_number": "corporate_number",
    "level": "level",
    "edition": "edition",
    "valid_from": "valid_from",
    "last_valid_on": "last_valid_on",
}
"""What an entry of the history says, and what the certificate calls it; both have to say the same."""

STATES = {
    "VALID": State.VALID,
    "SUSPENDED": State.SUSPENDED,
    "WITHDRAWN": State.INVALID,
    "RETURNED": State.INVALID,
    "EXPIRED": State.INVALID,
}
"""What an entry says of the state, and what that is on a list."""

REQUIRED = frozenset({"exp", "status", "name_ja", *SAME.values()})
HOWEVER_LONG_AGO = timedelta(days=36_500)


@dataclass(frozen=True)
class Trusted:
    """Whom a verifier believes, decided before looking at a file.

    `keys` sign certificates, `status_keys` lists of states. Without `log` the history is not looked at; without
    `witnesses` the log's word alone counts.
    """

    issuer: str
    keys: tuple[TrustedKey, ...]
    status_keys: tuple[TrustedKey, ...] = ()
    log: Log | None = None
    witnesses: Quorum | None = None


@dataclass(frozen=True)
class Question:
    """What a verifier asks: how things stand `at` a moment, and what it demands.

    `status_list` is a list that the verifier fetched itself; without it the one in the file counts. `audience` is the
    verifier's own name and `nonce` its own question; without them the company may have signed for anybody, and the file
    says for whom.
    """

    at: datetime
    status_list: str = ""
    demands_history: bool = False
    audience: str = ""
    nonce: str = ""


def judge(
    file: CertificateFile,
    trusted: Trusted,
    *,
    at: datetime,
    status_list: str = "",
    demand_history: bool = False,
    audience: str = "",
    nonce: str = "",
) -> Verdict:
    """Return how a certificate stands at a moment; what cannot be believed tells nothing but the reason."""
    question = Question(at, status_list, demand_history, audience, nonce)
    try:
        return weighed(file, trusted, question)
    except Rejected as no:
        return Verdict(Outcome.NOT_BELIEVED, no.reason)
    except Invalid as no:
        return Verdict(Outcome.NOT_BELIEVED, Reason(no.code))


def weighed(file: CertificateFile, trusted: Trusted, question: Question) -> Verdict:
    """Check the statement, then who shows it, then the state, then the history.

    Raises: `Rejected`, or `Invalid` of the log, with the first check that failed.
    """
    verified = sd_jwt.verify(file.sd_jwt, trusted.keys, expectation(file, trusted, question))
    verdict = Verdict(
        Outcome.BELIEVED,
        facts={name: value for name, value in verified.claims.items() if name not in SHOWN},
        shown={name: value for name, value in verified.claims.items() if name in SHOWN},
        proven=(Proven.ISSUED_BY_OPERATOR,),
    )
    verdict = with_holder(verdict, verified, file)
    verdict = with_state(verdict, verified, file, trusted, question)
    verdict = with_history(verdict, file, trusted, question)
    if has_ended(verified.claims, question.at):
        verdict = replace(verdict, outcome=Outcome.ENDED, reason=Reason.EXPIRED)
    return replace(verdict, not_proven=(*verdict.not_proven, NotProven.SECURITY))


def expectation(file: CertificateFile, trusted: Trusted, question: Question) -> Expectation:
    """Return what is expected of the statement: for whom and to which question the company has to have signed.

    Raises: `Rejected` where the company's signature is asked for and there is none, or nothing says what it is for.
    """
    audience, nonce = question.audience or file.audience, question.nonce or file.nonce
    is_bound = bool(file.sd_jwt) and not file.sd_jwt.endswith("~")
    if not is_bound and (audience or nonce):
        raise Rejected(Reason.BINDING_MISSING)
    if is_bound and not (audience and nonce):
        raise Rejected(Reason.BINDING_UNEXPECTED)
    return Expectation(
        at=question.at,
        kinds=frozenset({addresses.kind(trusted.issuer)}),
        required=REQUIRED,
        audience=question.audience,
        binding=Binding(audience, nonce, HOWEVER_LONG_AGO) if is_bound else None,
        accepts_ended=True,
    )


def with_holder(verdict: Verdict, verified: Verified, file: CertificateFile) -> Verdict:
    """Add what the company's own signature says: that it shows this itself, to whom, and in which words.

    Raises: `Rejected` where words stand in the file that the company did not sign.
    """
    words = {name: getattr(file, name) for name in ("disclosure", "purpose", "comment", "own_words")}
    bound = verified.bound
    if any(words.values()) and (bound is None or bound.nonce != nonce_of(**words)):
        raise Rejected(Reason.WORDS_NOT_SIGNED)
    if bound is None:
        return replace(verdict, not_proven=(*verdict.not_proven, NotProven.HELD_BY_COMPANY))
    if file.audience not in {"", bound.audience}:
        raise Rejected(Reason.AUDIENCE_WRONG)
    if file.nonce not in {"", bound.nonce}:
        raise Rejected(Reason.NONCE_WRONG)
    told = [NotProven.OWN_WORDS] * bool(file.own_words) + [NotProven.COMMENT] * bool(file.comment)
    return replace(
        verdict,
        proven=(*verdict.proven, Proven.HELD_BY_COMPANY, Proven.SHOWN_TO),
        not_proven=(*verdict.not_proven, *told),
        audience=bound.audience,
        signed_at=bound.signed_at,
        purpose=file.purpose,
        comment=file.comment,
        own_words=tuple(asdict(each) for each in file.own_words),
    )


def with_history(verdict: Verdict, file: CertificateFile, trusted: Trusted, question: Question) -> Verdict:
    """Add whether the entry in the file stands in the register's history and is about this certificate.

    An entry that says the registration ended counts, whatever a list says; one that says it is suspended counts where
    no fresh list tells otherwise.

    Raises: `Rejected` or `Invalid` where it is not, or where it was demanded and is not there.
    """
    if question.demands_history and not (file.leaf and file.proof):
        raise Rejected(Reason.HISTORY_MISSING)
    if question.demands_history and trusted.log is None:
        raise Rejected(Reason.NOBODY_TRUSTED)
    if trusted.log is None or not (file.leaf or file.proof):
        return replace(verdict, not_proven=(*verdict.not_proven, NotProven.HISTORY))
    proof, leaf = log_proofs.read(file.proof.encode()), file.leaf.encode()
    proven = log_proofs.check(proof, leaf=leaf_hash(leaf), log=trusted.log, quorum=trusted.witnesses, at=question.at)
    said = checked_leaf(json_text.read_object(leaf, depth=LIMITS.depth), verdict.facts)
    if said is State.INVALID:
        verdict = replace(verdict, outcome=Outcome.ENDED, reason=Reason.STATE_ENDED)
    if said is State.SUSPENDED and verdict.outcome is Outcome.STATE_UNKNOWN:
        verdict = replace(verdict, outcome=Outcome.SUSPENDED, reason=Reason.STATE_SUSPENDED)
    seen = len(proven.cosignatures)
    return replace(
        verdict,
        proven=(*verdict.proven, Proven.IN_HISTORY, *[Proven.WITNESSED] * bool(seen)),
        not_proven=(*verdict.not_proven, *[NotProven.WITNESSES] * (not seen)),
        witnesses=seen,
    )


def checked_leaf(leaf: Mapping[str, Json], facts: Mapping[str, object]) -> State:
    """Return the state that an entry of the history says, which has to say the same as this certificate.

    Raises: `Rejected` where it is no such entry, or is about another registration, another term or another edition.
    """
    stands = leaf.get("state")
    if leaf.get("format") != LEAF_FORMAT or not isinstance(stands, str) or stands not in STATES:
        raise Rejected(Reason.LEAF_WRONG)
    if any(not same(leaf.get(theirs), facts[ours]) for theirs, ours in SAME.items()):
        raise Rejected(Reason.LEAF_OF_ANOTHER)
    return STATES[stands]


def same(one: object, other: object) -> bool:
    """Tell whether two JSON values are the same, where true is not 1."""
    return type(one) is type(other) and one == other


def with_state(
    verdict: Verdict, verified: Verified, file: CertificateFile, trusted: Trusted, question: Question
) -> Verdict:
    """Add how the registration stands, by the list of states; what ended or was suspended stays so in an old list.

    Raises: `Rejected` where the list is not the operator's or not the one that the certificate names.
    """
    token, reference = question.status_list or file.status_list, verified.state
    if not token or reference is None:
        return unknown(verdict, Reason.STATUS_LIST_MISSING)
    states = status_list.read(token, trusted.status_keys, at=question.at, accepts_ended=True)
    said = status.said(reference, states)
    verdict = replace(verdict, proven=(*verdict.proven, Proven.STATE_AT), state_as_of=states.issued_at)
    is_fresh = status.is_fresh(states, at=question.at)
    if said is State.VALID:
        return verdict if is_fresh else unknown(verdict, Reason.STATUS_LIST_STALE)
    left = (*verdict.not_proven, *[NotProven.STATE_NOW] * (not is_fresh))
    if said is State.SUSPENDED:
        return replace(verdict, outcome=Outcome.SUSPENDED, reason=Reason.STATE_SUSPENDED, not_proven=left)
    return replace(verdict, outcome=Outcome.ENDED, reason=Reason.STATE_ENDED)


def unknown(verdict: Verdict, reason: Reason) -> Verdict:
    """Return the verdict of who cannot know how the registration stands now."""
    left = (*verdict.not_proven, NotProven.STATE_NOW)
    return replace(verdict, outcome=Outcome.STATE_UNKNOWN, reason=reason, not_proven=left)
