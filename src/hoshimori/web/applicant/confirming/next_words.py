"""The one thing to do next, in words: what, why, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hoshimori.web.applicant.confirming.way import Next, next_of
from hoshimori.web.layout.words import both, day

if TYPE_CHECKING:
    from collections.abc import Callable

    from hoshimori.web.applicant.confirming.matter import Matter


@dataclass(frozen=True, slots=True)
class NextWords:
    """What is to be done, why, and the button; `also` is a second, quieter way on. No button: others are at work."""

    heading: str
    why: str
    button: str = ""
    address: str = ""
    also: str = ""
    also_address: str = ""


def next_words(matter: Matter) -> NextWords:
    """Return the words of the next step."""
    return _WORDS[next_of(matter)](matter)


def _to(route: str, matter: Matter) -> str:
    return reverse(route, args=[matter.id])


def _expert(matter: Matter) -> str:
    confirmation = matter.confirmation
    return confirmation.expert.name if confirmation and confirmation.expert else ""


def _level_four(matter: Matter) -> NextWords:
    return NextWords(
        _("★4 goes by a third-party evaluation"),
        _(
            "A designated evaluation body judges ★4. This part of Hoshimori is still being built. Until it is there, "
            "you can hand the self-evaluation over inside your company and make reports from it."
        ),
        _("Go to the reports"),
        _to("tabs:report", matter),
    )


def _closed(matter: Matter) -> NextWords:
    return NextWords(
        _("This self-evaluation is closed"),
        _("It can be read. To go on with it, a representative or coordinator reopens it."),
        _("See the self-evaluation"),
        _to("start:assessment", matter),
    )


def _hand_over(matter: Matter) -> NextWords:
    return NextWords(
        _("First hand the self-evaluation over"),
        _("Its content is then frozen, so that the expert looks at exactly what you wrote. You can take it back."),
        _("Go to handing over"),
        _to("report:hand_over", matter),
        _("See what is missing"),
        _to("report:missing", matter),
    )


def _mend(matter: Matter) -> NextWords:
    return NextWords(
        _("Mend what the expert pointed out, then hand it over again"),
        _("The reasons stand criterion by criterion. When everything is mended, hand the self-evaluation over."),
        _("Read the reasons and mend"),
        _to("confirming:result", matter),
        _("Go to handing over"),
        _to("report:hand_over", matter),
    )


def _hand_over_anew(matter: Matter) -> NextWords:
    return NextWords(
        _("Hand the self-evaluation over again"),
        _("It was taken back, so what the expert looked at does not stand any more. Your expert stays the same."),
        _("Go to handing over"),
        _to("report:hand_over", matter),
    )


def _ask(matter: Matter) -> NextWords:
    if not matter.may_lead:
        return NextWords(
            _("An expert is to be asked"),
            _("The representative or the coordinator of your company asks one. There is nothing for you to do now."),
        )
    return NextWords(
        _("Ask an expert to confirm it"),
        _("For ★3 a trained security expert looks at every criterion and advises you. You choose who."),
        _("Choose an expert"),
        _to("confirming:ask", matter),
    )


def _ask_somebody_else(matter: Matter) -> NextWords:
    if not matter.may_lead:
        return _ask(matter)
    return NextWords(
        _("Ask an expert once more"),
        _("The last one you asked does not confirm it. You find why below. What you handed over still stands."),
        _("Choose an expert"),
        _to("confirming:ask", matter),
    )


def _need_is_shown(matter: Matter) -> NextWords:
    return NextWords(
        _("Your need stands on the list"),
        _("As soon as an expert takes it on, you are told and see the name here. Your answers are not on the list."),
        *_withdrawing(matter, _("Take it off the list")),
    )


def _expert_is_asked(matter: Matter) -> NextWords:
    return NextWords(
        _("%(expert)s was asked") % {"expert": _expert(matter)},
        _("As soon as the expert takes it on or declines, you are told. There is nothing for you to do until then."),
        *_withdrawing(matter, _("Withdraw and ask somebody else")),
    )


def _withdrawing(matter: Matter, word: str) -> tuple[str, str, str, str]:
    return ("", "", word, _to("confirming:withdraw", matter)) if matter.may_lead else ("", "", "", "")


def _expert_judges(matter: Matter) -> NextWords:
    return NextWords(
        _("%(expert)s is looking at it") % {"expert": _expert(matter)},
        _("You are told when it is confirmed or returned. There is nothing for you to do until then."),
    )


def _read_reasons(matter: Matter) -> NextWords:
    return NextWords(
        _("The expert returned it"),
        _("Read the reasons, take the self-evaluation back and mend it. This is a usual part of the way."),
        _("Read the reasons"),
        _to("confirming:result", matter),
    )


def _give_anew(matter: Matter) -> NextWords:
    if not matter.may_lead:
        return NextWords(
            _("The expert is to get what was handed over anew"),
            _("The representative or the coordinator of your company does it. There is nothing for you to do now."),
        )
    return NextWords(
        _("Give it to the same expert once more"),
        _("The self-evaluation was handed over anew. %(expert)s still has the one before.")
        % {"expert": _expert(matter)},
        _("Give it to the same expert"),
        _to("confirming:again", matter),
    )


def _declare(matter: Matter) -> NextWords:
    if not matter.may_declare:
        return NextWords(
            _("The representative declares conformity"),
            _("The expert confirmed it. Now a member of management reads the statement and declares."),
            _("See what is declared and who can"),
            _to("confirming:declare", matter),
        )
    return NextWords(
        _("Declare conformity"),
        _("The expert confirmed it. Read the statement and declare, as the representative of your company."),
        _("Read the statement"),
        _to("confirming:declare", matter),
    )


def _file(matter: Matter) -> NextWords:
    registration = matter.registration
    if not matter.may_lead:
        return NextWords(
            _("It is to be filed with the operator"),
            _("The representative or the coordinator of your company does it. There is nothing for you to do now."),
        )
    if registration is not None:
        return NextWords(
            _("File for the renewal"),
            _("Registration %(number)s stays valid while the operator decides.")
            % {"number": registration.public.written_number},
            _("Go to filing"),
            _to("confirming:file", matter),
        )
    return NextWords(
        _("File it with the operator"),
        _("Everything is confirmed and declared. You see beforehand what will be public."),
        _("Go to filing"),
        _to("confirming:file", matter),
    )


def _file_later(matter: Matter) -> NextWords:
    registration = matter.registration
    opens_on = day(registration.renewal_opens_on) if registration else ""
    return NextWords(
        _("A renewal can be filed from %(day)s on") % {"day": opens_on},
        _("Your company is registered. What is declared here stays as it is until then."),
        *_registration(matter),
    )


def _withdraw_first(matter: Matter) -> NextWords:
    waiting = matter.waiting
    return NextWords(
        _("An earlier filing still waits for the operator"),
        _("It rests on a declaration that does not hold any more. Withdraw it, then file what is declared now."),
        _("See that filing"),
        reverse("confirming:filing", args=[waiting.id]) if waiting else "",
    )


def _operator_decides(matter: Matter) -> NextWords:
    filing = matter.filing
    return NextWords(
        _("The operator checks your filing"),
        _("You are told when it is registered or refused. There is nothing for you to do until then."),
        _("See the filing"),
        reverse("confirming:filing", args=[filing.id]) if filing else "",
    )


def _refused(matter: Matter) -> NextWords:
    filing = matter.filing
    return NextWords(
        _("The operator refused the filing"),
        _("Read the reason. Often only one thing is to be put right, and the filing can be made anew."),
        _("Read the reason"),
        reverse("confirming:filing", args=[filing.id]) if filing else "",
        *((_("File once more"), _to("confirming:file", matter)) if matter.may_lead else ()),
    )


def _registered(matter: Matter) -> NextWords:
    registration = matter.registration
    if registration is None:
        return _registration_ended(matter)
    public = registration.public
    return NextWords(
        _("%(company)s is registered") % {"company": both(public.name)},
        _("Number %(number)s, valid until %(day)s. Keep things as declared, and notify material changes.")
        % {"number": public.written_number, "day": day(public.last_valid_on)},
        *_registration(matter),
    )


def _suspended(matter: Matter) -> NextWords:
    return NextWords(
        _("Your registration is suspended"),
        _("The register shows it so. The operator's reason stands on the page of the registration."),
        *_registration(matter),
    )


def _renew(matter: Matter) -> NextWords:
    registration = matter.registration
    if registration is None:
        return _registration_ended(matter)
    return NextWords(
        _("It is time to renew"),
        _("The registration is valid until %(day)s. A renewal filed by then keeps it valid while it is decided.")
        % {"day": day(registration.public.last_valid_on)},
        _("See how to renew"),
        reverse("confirming:registration", args=[registration.id]) + "#renewal",
    )


def _registration_ended(matter: Matter) -> NextWords:
    return NextWords(
        _("This registration has ended"),
        _("To be registered again, begin a new self-evaluation. It can take over the answers of this one."),
        *((_("Begin with these answers"), _to("start:continue", matter)) if matter.may_lead else ()),
    )


def _registration(matter: Matter) -> tuple[str, str]:
    registration = matter.registration
    if registration is None:
        return "", ""
    return pgettext("next step", "See the registration"), reverse("confirming:registration", args=[registration.id])


_WORDS: dict[Next, Callable[[Matter], NextWords]] = {
    Next.LEVEL_FOUR: _level_four,
    Next.CLOSED: _closed,
    Next.HAND_OVER: _hand_over,
    Next.MEND: _mend,
    Next.HAND_OVER_ANEW: _hand_over_anew,
    Next.ASK: _ask,
    Next.ASK_SOMEBODY_ELSE: _ask_somebody_else,
    Next.NEED_IS_SHOWN: _need_is_shown,
    Next.EXPERT_IS_ASKED: _expert_is_asked,
    Next.EXPERT_JUDGES: _expert_judges,
    Next.READ_REASONS: _read_reasons,
    Next.GIVE_ANEW: _give_anew,
    Next.DECLARE: _declare,
    Next.FILE: _file,
    Next.FILE_LATER: _file_later,
    Next.WITHDRAW_FIRST: _withdraw_first,
    Next.OPERATOR_DECIDES: _operator_decides,
    Next.REFUSED: _refused,
    Next.REGISTERED: _registered,
    Next.SUSPENDED: _suspended,
    Next.RENEW: _renew,
    Next.REGISTRATION_ENDED: _registration_ended,
}
