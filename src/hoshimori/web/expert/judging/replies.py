"""How the pages of judging answer: as a whole page, as the parts a script swaps in, or by leading on."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoshimori.confirmations.operations import judging
from hoshimori.confirmations.operations.judging import JudgementConflict
from hoshimori.confirmations.permissions import Action, require
from hoshimori.confirmations.queries.lines import line
from hoshimori.confirmations.rules.states import ConfirmationState
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, Refusal
from hoshimori.web.expert.desk.pages import confirmation
from hoshimori.web.expert.judging import concluding as deciding
from hoshimori.web.expert.judging import pages, said
from hoshimori.web.expert.judging.addresses import Place, code_of, of_key
from hoshimori.web.expert.judging.dossier import dossier
from hoshimori.web.expert.judging.pages import AllAtOnce
from hoshimori.web.expert.judging.subjects import Refused
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.refusals import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.confirmations.rules.judging import Key
    from hoshimori.web.expert.judging.dossier import Dossier
    from hoshimori.web.expert.judging.forms import Sent, Typed
    from hoshimori.web.layout.acting import HoshimoriRequest

_OVER = (ConfirmationState.RETURNED, ConfirmationState.CONFIRMED)


def as_it_stands(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Show a confirmation as it stands: asked for or ended, at the first thing to judge, or what was said.

    Raises:
        NotPermitted: the actor does not act as an expert.
        NotFound: it does not exist for this expert.
    """
    about = line(request.actor, request.at, confirmation_id)
    require(request.actor, Action.JUDGE)
    if about.state == ConfirmationState.JUDGING:
        return HttpResponseRedirect(pages.first_open(dossier(request.actor, request.at, confirmation_id)))
    if about.state in _OVER:
        page = said.page(request.actor, request.at, confirmation_id)
        return render(request, "expert/said.html", {"page": page})
    return render(request, "expert/asked.html", {"page": confirmation(request.actor, request.at, about)})


def shown(
    request: HoshimoriRequest,
    place: Place,
    refused: Mapping[Key, Refused] | None = None,
    all_refused: AllAtOnce | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show one part."""
    page = pages.part(request.actor, request.at, place, refused, all_refused)
    return render(request, "expert/part.html", {"page": page}, status=status)


def judged(request: HoshimoriRequest, place: Place, sent: Sent) -> HttpResponse:
    """Save what was judged in a part, thing by thing, and lead on; what is refused comes back with everything typed.

    Raises:
        NotPermitted, NotFound: what was typed is of no use to somebody who may not be here.
    """
    whole = dossier(request.actor, request.at, place.confirmation_id)
    if place.part not in whole.parts:
        raise NotFound
    refused = _save_each(request, whole, place, sent)
    all_refused = _save_all(request, whole, place, sent, refused) if sent.wants_all else None
    status = _status([*refused.values()], all_refused)
    if sent.only:
        return _saved(request, place, sent.only, refused, status)
    if refused or all_refused:
        return shown(request, place, refused, all_refused, status)
    return HttpResponseRedirect(_onward(request, place) if sent.goes_on else place.address)


def taken_over(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Take over what was agreed with and has not changed, and go to what is left."""
    found = judging.take_over_unchanged(confirmation_id=confirmation_id, actor=request.actor, at=request.at)
    told = ngettext("%(count)s agreement was taken over.", "%(count)s agreements were taken over.", len(found))
    messages.success(request, told % {"count": len(found)})
    return redirect("expert:confirmation", confirmation_id)


def concluding(
    request: HoshimoriRequest, confirmation_id: UUID, form: Form | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    """Show the page on which the expert decides; where nothing is to be decided, what was said."""
    page = deciding.conclude(request.actor, request.at, confirmation_id, form)
    if not page.can_conclude and form is None:
        return redirect("expert:confirmation", confirmation_id)
    return render(request, "expert/conclude.html", {"page": page}, status=status)


def concluded(request: HoshimoriRequest, confirmation_id: UUID, act: Callable[[], None]) -> HttpResponse:
    """Confirm or return, and show what was said; on a refusal everything typed comes back.

    Raises:
        NotPermitted, NotFound: what was typed is of no use to somebody who may not be here.
    """
    try:
        act()
    except (NotFound, NotPermitted):
        raise
    except Refusal as refusal:
        return concluding(request, confirmation_id, Form.refused(request.POST, refusal), _status_of(refusal))
    messages.success(request, _("Your decision is recorded. The company is told, and reads every reason."))
    return redirect("expert:confirmation", confirmation_id)


def _save_each(request: HoshimoriRequest, whole: Dossier, place: Place, sent: Sent) -> dict[Key, Refused]:
    """Save every judgement that was touched; return those that could not be saved."""
    refused = {}
    for subject in whole.parts[place.part]:
        typed = sent.typed(subject.key)
        is_meant = not sent.only or sent.only == code_of(subject.key)
        if typed is None or not is_meant or not typed.is_touched:
            continue
        said_no = _save(request, place.confirmation_id, [subject.key], typed, {subject.key: typed.version})
        if said_no is not None:
            refused[subject.key] = _refused(typed, said_no)
    return refused


def _save_all(
    request: HoshimoriRequest, whole: Dossier, place: Place, sent: Sent, refused: Mapping[Key, Refused]
) -> AllAtOnce | None:
    """Say the same about every criterion of the part that nobody had judged and nothing was typed for."""
    untouched = [key for key in pages.open_keys(whole, place.part) if not _is_touched(sent, key)]
    said_no = _save(request, place.confirmation_id, untouched, sent.for_all, {})
    if said_no is None:
        return None
    return AllAtOnce(len(untouched) + len(refused), sent.for_all, words(said_no), said_no.field)


def _is_touched(sent: Sent, key: Key) -> bool:
    typed = sent.typed(key)
    return typed is not None and typed.is_touched


def _save(
    request: HoshimoriRequest, confirmation_id: UUID, keys: list[Key], typed: Typed, versions: Mapping[Key, int]
) -> Refusal | None:
    """Save one judgement about some things; return why not.

    Raises:
        NotPermitted, NotFound: what was typed is of no use to somebody who may not be here.
    """
    try:
        judging.judge(
            confirmation_id=confirmation_id,
            subjects=keys,
            verdict=typed.verdict,
            reason=typed.reason,
            versions=versions,
            actor=request.actor,
            at=request.at,
        )
    except (NotFound, NotPermitted):
        raise
    except Refusal as refusal:
        return refusal
    return None


def _refused(typed: Typed, refusal: Refusal) -> Refused:
    return Refused(
        typed,
        words(refusal),
        refusal.field,
        is_conflict=isinstance(refusal, JudgementConflict),
        is_too_late=not isinstance(refusal, Invalid),
    )


def _status(refused: list[Refused], all_refused: AllAtOnce | None) -> HTTPStatus:
    if any(one.is_too_late for one in refused):
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY if refused or all_refused else HTTPStatus.OK


def _status_of(refusal: Refusal) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(refusal, Invalid) else HTTPStatus.CONFLICT


def _saved(
    request: HoshimoriRequest, place: Place, only: str, refused: Mapping[Key, Refused], status: HTTPStatus
) -> HttpResponse:
    """Answer a script that saved one judgement: the judgement as it stands, the counts and the list."""
    page = pages.part(request.actor, request.at, place, refused)
    return render(request, "expert/saved.html", {"page": page, "only": only}, status=status)


def _onward(request: HoshimoriRequest, place: Place) -> str:
    """Return where the next thing to judge is: in this part first, then after it; the decision where all is judged."""
    whole = dossier(request.actor, request.at, place.confirmation_id)
    here = pages.open_keys(whole, place.part)
    following = whole.next_open(place.part)
    if here:
        return of_key(place.confirmation_id, here[0], place.show)
    return of_key(place.confirmation_id, following.key, place.show) if following else place.address
