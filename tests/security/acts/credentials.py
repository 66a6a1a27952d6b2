"""Acts about the operator's keys, the companies' keys and certificates."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hoshimori.credentials.exchange import making, own_keys, signing
from hoshimori.credentials.operations import holding, issuing, keys, presenting, reissuing, status
from hoshimori.credentials.queries import holding as held_keys
from hoshimori.credentials.queries.reissuing import stretch
from hoshimori.credentials.queries.store import signer
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.keys.rules import Algorithm
from hoshimori.shared.actor import SYSTEM
from tests.credentials.hands import HOLDER
from tests.security.acts.registry import WHY, officer, registered
from tests.security.acts.telling import Doing, Stage, tells


def itself(stage: Stage) -> dict[str, Any]:
    return stage.who(SYSTEM)


def announced(stage: Stage) -> str:
    return keys.announce(purpose=Purpose.CERTIFICATES, algorithm=Algorithm.ES256, **officer(stage))


def begun(stage: Stage) -> str:
    kid = announced(stage)
    keys.begin(kid=kid, **officer(stage))
    return kid


def issued(stage: Stage) -> Any:  # noqa: ANN401 - the registration's id
    ours = registered(stage).registration_id
    issuing.issue(registration_id=ours, **itself(stage))
    return ours


@tells(keys.announce)
def a_key_is_announced(stage: Stage) -> Doing:
    return lambda: announced(stage)


@tells(keys.begin)
def a_key_begins_to_sign_in_the_place_of_another(stage: Stage) -> Doing:
    begun(stage)
    kid = announced(stage)
    return lambda: keys.begin(kid=kid, **officer(stage))


@tells(keys.retire)
def a_key_is_retired(stage: Stage) -> Doing:
    kid = begun(stage)
    return lambda: keys.retire(kid=kid, **officer(stage))


@tells(keys.revoke)
def a_key_is_revoked(stage: Stage) -> Doing:
    issued(stage)
    kid = keys.ensure(purpose=Purpose.CERTIFICATES, **itself(stage)).kid
    return lambda: keys.revoke(kid=kid, reason=WHY, **officer(stage))


@tells(keys.ensure)
def a_key_is_made_where_there_is_none(stage: Stage) -> Doing:
    return lambda: keys.ensure(purpose=Purpose.STATUS, **itself(stage))


@tells(keys.publish)
def every_purpose_has_a_key(stage: Stage) -> Doing:
    return lambda: keys.publish(purposes=list(Purpose), **itself(stage))


@tells(issuing.issue)
def a_certificate_is_issued(stage: Stage) -> Doing:
    ours = registered(stage)
    return lambda: issuing.issue(registration_id=ours.registration_id, **itself(stage))


@tells(issuing.issue_missing)
def certificates_that_are_missing_are_issued(stage: Stage) -> Doing:
    registered(stage)
    return lambda: issuing.issue_missing(**itself(stage))


@tells(issuing.current)
def a_certificate_is_issued_when_it_is_first_asked_for(stage: Stage) -> Doing:
    ours = registered(stage)
    return lambda: issuing.current(registration_id=ours.registration_id, **itself(stage))


@tells(presenting.present)
def what_was_consented_to_is_presented(stage: Stage) -> Doing:
    ours = registered(stage)
    return lambda: presenting.present(
        registration_id=ours.registration_id,
        items=["FEEDBACK"],
        audience="https://hikari.example",
        nonce="1",
        at=stage.at,
    )


@tells(holding.use_own_key)
def a_company_uses_a_key_of_its_own(stage: Stage) -> Doing:
    issued(stage)

    challenge = held_keys.challenge(stage.cast.mori, stage.at)
    proof = own_keys.prove(audience=held_keys.audience(), challenge=challenge, holder=HOLDER, at=stage.at)
    jwk = signing.to_jwk(HOLDER.public)
    return lambda: holding.use_own_key(jwk=jwk, proof=proof, **stage.who(stage.cast.mori))


@tells(holding.give_back)
def a_company_gives_its_key_back(stage: Stage) -> Doing:
    a_company_uses_a_key_of_its_own(stage)()
    return lambda: holding.give_back(**stage.who(stage.cast.mori))


@tells(status.current)
def a_list_of_states_is_signed(stage: Stage) -> Doing:
    issued(stage)
    return lambda: status.current(shard=0, at=stage.at)


@tells(status.refresh)
def lists_of_states_are_signed_anew(stage: Stage) -> Doing:
    issued(stage)
    return lambda: status.refresh(**itself(stage))


@tells(status.mark_stale)
def a_list_is_marked_in_which_a_state_changed(stage: Stage) -> Doing:
    issued(stage)
    status.current(shard=0, at=stage.at)
    ours = stage.cast.sato.organization_id
    return lambda: status.mark_stale(organization_id=ours, **itself(stage))


@tells(reissuing.begin)
def a_reissue_is_begun(stage: Stage) -> Doing:
    issued(stage)
    return lambda: reissuing.begin(actor=SYSTEM, at=stage.at + timedelta(seconds=1))


@tells(reissuing.keep)
def a_batch_is_kept(stage: Stage) -> Doing:
    issued(stage)
    later = stage.at + timedelta(seconds=1)
    going = reissuing.begin(actor=SYSTEM, at=later)
    kid = keys.ensure(purpose=Purpose.CERTIFICATES, **itself(stage)).kid
    drafts = reissuing.Placing().drafts(stretch(going.begun_at, None, 10), later)
    made = making.make_all([(draft.old.packed, draft.envelope) for draft in drafts], signer(kid))
    return lambda: reissuing.keep(reissue_id=going.id, kid=kid, drafts=drafts, made=made, actor=SYSTEM, at=later)


@tells(reissuing.finish)
def a_reissue_is_finished(stage: Stage) -> Doing:
    going = reissuing.begin(**itself(stage))
    return lambda: reissuing.finish(reissue_id=going.id, **itself(stage))
