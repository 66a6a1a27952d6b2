"""The words of every refusal: what happened, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from hoshimori.shared.refusal import Refusal

_ANYWHERE: dict[str, StrPromise] = {
    "NOT_FOUND": _("There is nothing here that you can see."),
    "NOT_PERMITTED": _("Your role does not include this. Ask your coordinator if you need it."),
    "NOT_POSSIBLE_NOW": _("This is not possible at the moment. Please reload the page to see how things stand."),
    "CHANGED_MEANWHILE": _(
        "Somebody else changed this in the meantime. Both versions are kept; please look at them and choose."
    ),
    "NAME_MISSING": _("Please enter a name."),
    "NOT_IN_LIST": _("Please choose one from the list."),
    "TOO_LONG": _("This is too long. It can have up to %(limit)s characters."),
    "UNREADABLE_CHARACTER": _("The text contains a character that cannot be read. Please type that place again."),
    "SIGNED_OUT": _("You are no longer signed in. Please sign in again in another window, then come back here."),
    "CSRF": _("This page was open for a long time or in another window. Please go back, reload it and send it again."),
    "BAD_REQUEST": _("What your browser sent could not be read. Please go back and try once more."),
    "SERVER_ERROR": _("Something went wrong on our side. What you saved before is kept. Please try again in a while."),
}

_PARTIES: dict[str, StrPromise] = {
    "CORPORATE_NUMBER_LENGTH": _("A corporate number has 13 digits. Please check the number."),
    "CORPORATE_NUMBER_CHECK_DIGIT": _(
        "The first digit does not fit the other twelve. Please compare the number with your documents."
    ),
    "ORGANIZATION_ALREADY_HERE": _(
        "An organization with this corporate number is here already. Please ask its coordinator to invite you."
    ),
    "EMAIL_WRONG": _("This is not an e-mail address. Please check it, for example the part after the @."),
    "INVITATION_RUN_OUT": _("This invitation has run out. Please ask for a new one."),
    "LAST_ONE_LEADING": _("This is the last member who can invite others. Please give somebody else that role first."),
    "PERSON_ALREADY_HERE": _("Somebody with this e-mail address is here already."),
    "PLATFORM_ALREADY_NAMED": _("You already have an IT platform of this name. Please choose another name."),
    "OWN_NUMBER": _("This is your own corporate number. Please enter that of the other organization."),
    "ALREADY_SHARED": _("This IT platform is offered to that organization already, or used by it."),
    "REASON_MISSING": _("Please write the reason. The company will read it."),
    "ACCESS_TOO_LONG": _("Access can be opened for 1 to %(limit)s hours."),
    "ACCESS_ALREADY_OPEN": _("You already have open access to this company."),
    "ACCESS_HAS_ENDED": _("This access has ended already."),
    "TOO_MANY_INVITATIONS": _("You have invited many people in a short time. Please go on in an hour."),
}

_SCHEMES: dict[str, StrPromise] = {
    "EDITION_IS_FIXED": _("Edition %(edition)s is published and can no longer change."),
}

_ASSESSMENTS: dict[str, StrPromise] = {
    "NOT_CONDITIONAL": _("Criterion %(criterion)s applies to every company, so “not applicable” cannot be chosen."),
    "BASIS_MISSING": _("Please write on what basis criterion %(criterion)s does not apply to you."),
}

_SCOPE: dict[str, StrPromise] = {
    "ALREADY_IN_SCOPE": _("This stands in the scope already."),
    "WHAT_IS_LEFT_OUT_MISSING": _("Please write what is left out."),
    "EXCLUSION_REASON_MISSING": _("Please write why it is left out. Whoever checks the exclusion judges it by this."),
    "RISK_LIMIT_MISSING": _("Please write what limits the risk, for example that it is cut off from the network."),
}

_TASKS: dict[str, StrPromise] = {
    "WHAT_IS_TO_BE_DONE_MISSING": _("Please write what is to be done."),
    "PLAN_MISSING": _("Nothing is written under “what will be done” yet. Please write it there first."),
    "TASK_ALREADY_THERE": _("This is among the tasks already."),
    "TASK_ENDED": _("This task has ended. Reopen it first if you want to change it."),
    "ASSESSMENT_CLOSED": _("This self-evaluation is closed. It can be read; to change it, reopen it first."),
    "NO_CALENDAR_ADDRESS": _("Your calendar has no address at the moment."),
}

_ANSWERING: dict[str, StrPromise] = {
    "NOT_ANSWERING": _("This self-evaluation was handed over or closed, so its answers stay as they are."),
    "NOTHING_TO_CONFIRM": _("This answer does not wait to be confirmed: somebody has done it already."),
    "NOT_A_MEMBER": _("This person does not belong to your company. Please choose somebody from the list."),
    "NO_SUCH_DAY": _("There is no such day. Please write it with year, month and day, or leave it open."),
    "GOAL_MISSING": _("Please write which goal the alternative reaches."),
    "MEANS_MISSING": _("Please write what you do instead."),
    "WHY_EQUAL_MISSING": _("Please write why this reaches the goal just as well. The alternative is judged by it."),
    "NO_ALTERNATIVE": _("There is no alternative here any more."),
    "COMMENT_MISSING": _("Please write something before you send it."),
    "MINUTES_WRONG": _("Please write the time in minutes, at most 1440 (one day), such as 15."),
    "DAY_TO_COME": _("This day is still to come. Time is recorded once it was spent."),
    "MORE_THAN_RECORDED": _("You have recorded %(recorded)s minutes here, so no more than that can be taken back."),
}

_WORKBOOKS: dict[str, StrPromise] = {
    "WORKBOOK_MISSING": _("Please choose an Excel file."),
    "WORKBOOK_EMPTY": _("The file is empty. Please save it in Excel once more and choose it again."),
    "WORKBOOK_TOO_LARGE": _(
        "The file is larger than %(limit)s MB. Pictures in it can be removed; the table is enough."
    ),
    "NOT_A_WORKBOOK": _("This is not an Excel file. Please choose one whose name ends in .xlsx."),
    "WORKBOOK_DAMAGED": _("The file cannot be read to its end. Please save it in Excel once more and choose it again."),
    "WORKBOOK_HAS_PASSWORD": _("The file is locked with a password. Please save it without one and choose it again."),
    "WORKBOOK_IS_OLD_EXCEL": _("This is the old Excel form (.xls). Please save it as “Excel Workbook (.xlsx)”."),
    "WORKBOOK_IS_BINARY": _("This is the binary Excel form (.xlsb). Please save it as “Excel Workbook (.xlsx)”."),
    "WORKBOOK_IS_OPEN_DOCUMENT": _("This is an OpenDocument table (.ods). Please save it as “Excel Workbook (.xlsx)”."),
    "WORKBOOK_IS_CSV": _("This is a text file (CSV). Please open it in Excel and save it as “Excel Workbook (.xlsx)”."),
    "WORKBOOK_HAS_MACROS": _(
        "The file holds macros. Please save it as “Excel Workbook (.xlsx)”, which leaves them out."
    ),
    "WORKBOOK_HAS_FOREIGN_FILES": _(
        "Another file is packed into this one. Please remove it and choose the file again."
    ),
    "WORKBOOK_HAS_ENTITIES": _("The file holds instructions that Excel does not write. It was not opened any further."),
    "WORKBOOK_UNPACKS_TOO_LARGE": _("Unpacked, the file would become far too large. It was not opened any further."),
    "WORKBOOK_HAS_TOO_MANY_CELLS": _(
        "The file has far more filled cells than a table of criteria. Please copy the table into a new file."
    ),
    "WORKBOOK_WITHOUT_CRITERIA": _(
        "No table with criterion numbers such as 4-1-3-2 was found in the file. Please choose another file."
    ),
    "WORKBOOK_WITHOUT_ANSWERS": _(
        "No column for answers was found. Please head it “自己評価” or “Self-evaluation” and choose the file again."
    ),
    "WORKBOOK_WITHOUT_WORDING": _(
        "No column with the official sentences was found. Please choose the workbook that IPA publishes."
    ),
    "WORKBOOK_OF_ANOTHER_EDITION": _(
        "This workbook belongs to edition %(edition)s. The same numbers can mean something else there, "
        "so nothing of it was taken."
    ),
    "NO_ROWS_CHOSEN": _("No row is chosen. Please choose the rows to take in, or discard the workbook."),
}

_HANDING_OVER: dict[str, StrPromise] = {
    "CHANGED_SINCE_SEEN": _(
        "Somebody changed the self-evaluation while you were looking at this page. "
        "Please look once more and decide again."
    ),
    "HAND_OVER_REASON_MISSING": _("Please write why you hand it over although something is missing."),
}

WORDS: dict[str, StrPromise] = (
    _ANYWHERE | _PARTIES | _SCHEMES | _ASSESSMENTS | _ANSWERING | _SCOPE | _TASKS | _WORKBOOKS | _HANDING_OVER
)
"""The words of each code; placeholders are filled from the particulars of the refusal."""


def words(refusal: Refusal) -> str:
    """Return what to tell the reader, in the reader's language."""
    return str(WORDS[refusal.code]) % refusal.particulars
