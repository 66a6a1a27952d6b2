"""The words of every refusal: what happened, and what to do about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.web.layout.words import day

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

_EVIDENCE: dict[str, StrPromise] = {
    "FILE_MISSING": _("Please choose a file."),
    "FILE_EMPTY": _("The file is empty. Please save it once more and choose it again."),
    "FILE_TOO_LARGE": _(
        "The file is larger than %(limit)s MB. Please send only the pages that matter, or note it as staying at your "
        "company."
    ),
    "FILE_DAMAGED": _("The file is damaged. Please open it, save it once more and choose it again."),
    "FILE_HAS_PASSWORD": _(
        "The file has a password or restrictions. Please remove them or print it to PDF, so that whoever checks it can "
        "open it."
    ),
    "FILE_IS_ARCHIVE": _("This is an archive such as ZIP. Please unpack it and send the files in it."),
    "FILE_IS_PROGRAM": _("This is a program. Please send a picture of the screen or a list as PDF instead."),
    "FILE_IS_SCRIPT": _("This is a script. If it shows something, please print it to PDF and send that."),
    "FILE_IS_WEB_PAGE": _(
        "This is a web page or the like (HTML, SVG, XML). Please print it to PDF or send a picture of the screen."
    ),
    "FILE_IS_MAIL": _("This is a saved e-mail with all its attachments. Please print the e-mail to PDF and send that."),
    "FILE_IS_OLD_OFFICE": _(
        "This is an old Office file (.doc, .xls, .ppt) or an Outlook e-mail. Please save it as .docx, .xlsx, .pptx or "
        "PDF."
    ),
    "FILE_HAS_MACROS": _("The file holds macros. Please save it without them (.docx, .xlsx, .pptx) or as PDF."),
    "FILE_HAS_EMBEDDED": _("Another file is packed into this one. Please take it out, or save this one as PDF."),
    "FILE_HAS_OUTSIDE_LINKS": _(
        "When opened, the file fetches something from another file or server. Please break the links, or save it as "
        "PDF."
    ),
    "FILE_KIND_NOT_TAKEN": _("A file of this kind (%(actual)s) cannot be taken. Please send a PDF or a picture."),
    "FILE_KIND_UNKNOWN": _("It cannot be told what kind of file this is. Please send a PDF or a picture."),
    "FILE_IS_OTHER_KIND": _(
        "The name ends in %(claimed)s, but the content is %(actual)s. Please correct the name, or choose the right "
        "file."
    ),
    "FILE_HIDES_ANOTHER": _(
        "Other data is attached behind the file. Please open it, save it once more and choose it again."
    ),
    "FILE_UNPACKS_TOO_LARGE": _("Opened, the file would become very large. Please save it as PDF."),
    "NO_ROOM_FOR_FILE": _(
        "Your company has reached the %(limit)s GB it can keep here. Please remove evidence that is not used, or note "
        "this file as staying at your company."
    ),
    "FILE_IS_WAITING": _("The file can be opened once the virus check is done. Please try again in a while."),
    "FILE_IS_INFECTED": _("The virus check stopped this file. It cannot be opened."),
    "EVIDENCE_IS_AT_COMPANY": _("This evidence stays at your company. There is no file of it here."),
    "EVIDENCE_IS_USED": _("This evidence is still used. Please take it out of its criteria first."),
    "EVIDENCE_WAS_HANDED_OVER": _("This evidence was part of what you handed over. It is kept."),
    "PERIOD_FAR_AWAY": _("This day is too far away. Please check the year."),
    "PERIOD_ENDS_EARLY": _("The last day lies before the first one. Please check both."),
    "PLACE_MISSING": _("Please write where it is kept."),
    "DIGEST_WRONG": _("A SHA-256 has 64 characters, 0 to 9 and a to f. Please check it, or leave it open."),
    "NOTHING_CHOSEN": _("Please choose at least one."),
    "TOO_MANY_CHOSEN": _("Please choose at most %(limit)s at once."),
    "SAME_FILE": _("This is the same file. Please choose the new one."),
}

_QUALIFICATIONS: dict[str, StrPromise] = {
    "DAY_MISSING": _("Please write a day with year, month and day."),
    "PROOF_MISSING": _("Please write where the qualification can be checked, such as its registration number."),
    "PROVIDER_MISSING": _("Please write who gave the training."),
    "NOT_COMPLETED_YET": _("This day is still to come. Training is recorded once it is completed."),
    "QUALIFICATION_ALREADY_RECORDED": _("This qualification is recorded already, from the same day on."),
    "TRAINING_ALREADY_RECORDED": _("This training is recorded already, with the same day."),
    "WHY_TAKEN_OUT_MISSING": _("Please write why it is taken out. The expert will read it."),
    "TAKEN_OUT_ALREADY": _("It was taken out already."),
    "OWN_RECORD": _("This is your own record as an expert. Please let another officer do it."),
}

_CONFIRMATIONS: dict[str, StrPromise] = {
    "NOT_HANDED_OVER": _("The self-evaluation is not handed over at the moment. Please hand it over first."),
    "LEVEL_NOT_CONFIRMED_BY_EXPERT": _("An expert confirms ★3. For ★4 an evaluation body judges."),
    "ALREADY_ASKED": _("An expert is asked already. To ask somebody else, withdraw that first."),
    "EXPERT_UNKNOWN": _("This expert is not to be found any more. Please choose another one."),
    "EXPERT_NOT_ELIGIBLE": _(
        "This expert cannot confirm today: a recorded qualification and scheme training must both be in force."
    ),
    "WITHDRAWAL_REASON_MISSING": _("Please write why you withdraw. The expert will read it."),
    "NOTHING_NEWER_HANDED_OVER": _("The expert already has what is handed over. Mend it and hand it over once more."),
    "NOTHING_TO_TAKE_OVER": _("There is nothing from before to take over."),
    "VERDICT_MISSING": _("Please choose whether you agree."),
    "MANNER_MISSING": _("Please choose how you did the confirmation."),
    "RETURN_REASON_MISSING": _("Please write why you return it. The company will read it."),
    "NOT_ALL_JUDGED": _("%(amount)s more to be judged before you can confirm."),
    "NOT_ALL_AGREED": _("You do not agree with %(amount)s. You can return it with your reasons."),
    "CRITERIA_NOT_MET": _("Not every criterion is met: %(criteria)s. All of them must be met for ★3."),
    "HANDED_OVER_ANEW": _("The company has handed it over anew or taken it back. Please reload the page."),
    "NOT_CONFIRMED": _("The expert has not confirmed it yet."),
    "CONFIRMATION_NOT_IN_FORCE": _(
        "What was confirmed is no longer what is handed over. It has to be confirmed once more."
    ),
    "DECLARED_ALREADY": _("This is declared already. Nothing more has to be done here."),
    "CONFIRMED_BY_ONESELF": _(
        "You confirmed this yourself as the expert. Please let another representative declare it."
    ),
    "POSITION_MISSING": _("Please write your position in the company, such as “President”."),
    "FRESH_PROOF_NEEDED": _("More than five minutes have passed since you showed who you are. Please do it once more."),
    "NOT_DECLARED": _("The representative has not declared conformity yet."),
    "DECLARATION_VOID": _("What was declared does not hold any more. It has to be declared once more."),
}

_REGISTRY: dict[str, StrPromise] = {
    "OWN_MATTER": _("You have a part in this matter yourself. Please let another officer do it."),
    "REGISTRATION_NUMBER_LENGTH": _("A registration number has 10 digits. Please check the number."),
    "REGISTRATION_NUMBER_CHECK_DIGIT": _("One digit of the number is wrong, or two are swapped. Please check it."),
    "NO_NUMBERS": _("Send at least one number."),
    "TOO_MANY_NUMBERS": _("Send at most %(most)s numbers at once."),
    "UNREADABLE_NUMBERS": _("This cannot be read. Send a CSV in UTF-8 with one number in a line, or JSON."),
    "NUMBERS_USED_UP": _("All registration numbers of this year are given."),
    "SCOPE_SUMMARY_MISSING": _("Please write the summary of the scope in Japanese. It stands in the public register."),
    "EDITION_NOT_IN_FORCE": _("Edition %(edition)s of the criteria is not in force, so nothing can be filed under it."),
    "REGISTERED_BY_THIS_ALREADY": _(
        "What was declared here is registered already. A renewal needs a new confirmation and declaration."
    ),
    "FILED_ALREADY": _("A filing of this level waits for the operator already. To file anew, withdraw that one first."),
    "REGISTERED_ALREADY": _("Your company is registered under %(number)s. File for a renewal when its time comes."),
    "RENEWS_ANOTHER_LEVEL": _("This registration is for ★%(level)s, so another level cannot renew it."),
    "RENEWAL_TOO_EARLY": _("A renewal can be filed from %(opens_on)s on."),
    "RENEWAL_TOO_LATE": _("The registration ended on %(ended_on)s. Please file for a new one."),
    "TERM_OVER_ALREADY": _("Even the further term was over on %(until)s. A new filing is needed."),
    "WHY_MISSING": _("Please write why."),
    "WHAT_CHANGED_MISSING": _("Please write what changed."),
    "CHANGE_TO_COME": _("This day is still to come. A change is notified once it happened."),
    "REGISTRATION_ENDED": _("This registration has ended, so nothing more is to be done with it."),
    "POINTS_MISSING": _("Please say for each point whether it holds."),
    "NOTE_MISSING": _("Please write what is wrong at this point. The company will read it."),
    "POINTS_NOT_MET": _("It cannot be registered as long as a point does not hold."),
    "EXPERT_WAS_NOT_ELIGIBLE": _("The expert was not eligible on the day of the confirmation."),
}

_HISTORY: dict[str, StrPromise] = {
    "LOG_UNREADABLE": _("This file cannot be read as part of the register's history. Please get it once more."),
    "LOG_ENTRY_NOT_PROVEN": _("This does not prove that the entry stands in the register's history."),
    "LOG_HISTORY_NOT_PROVEN": _("This does not prove that the register's history continues what was seen before."),
    "LOG_FILES_DIFFER": _("The files of the register's history do not fit what was signed."),
    "LOG_IS_ANOTHER": _("This is the history of another register."),
    "LOG_NOT_SIGNED": _("No signature under the register's history is from a key you trust."),
    "LOG_SIGNATURE_WRONG": _("The signature of %(name)s does not fit. Please do not rely on this file."),
    "LOG_WITNESSES_TOO_FEW": _(
        "%(found)s of the witnesses you trust have confirmed the register's history; %(wanted)s are needed."
    ),
}

_DISCLOSURES: dict[str, StrPromise] = {
    "ITEMS_MISSING": _("Please choose what it is about."),
    "ITEM_UNKNOWN": _("Something that was chosen does not exist for this registration. Please choose again."),
    "NOT_IN_CERTIFICATE": _("The certificate has no such part. Please choose again."),
    "PURPOSE_MISSING": _("Please write what it is for. Both sides read it."),
    "UNTIL_PAST": _("This day is over. Please choose today or a later day."),
    "UNTIL_TOO_FAR": _("It can be shown for a year at most. Please choose %(latest)s or an earlier day."),
    "UNTIL_BEYOND_ASKED": _("It was asked for until %(latest)s. Please choose that day or an earlier one."),
    "OWN_REGISTRATION": _("This is the registration of your own company. You see all of it already."),
    "TOO_MANY_ASKS": _(
        "Your company has %(most)s open asks about this registration. "
        "To ask for more, withdraw one or wait until its day."
    ),
    "ASK_CHANGED": _("This ask was answered or withdrawn in the meantime. Please look at it once more."),
    "RENEWED_MEANWHILE": _(
        "The registration was renewed in the meantime. Please look once more at what would be shown."
    ),
    "ASK_OVER": _("The day until which it was asked for is over. You can still offer it without an ask."),
    "SHOWN_ALREADY": _("Something is shown on this ask already. To show something else, end that first."),
    "CERTIFICATE_NOT_READY": _("The certificate is being issued. Please try once more in a few minutes."),
    "OWN_WORDS_ABOUT_NOTHING": _("Please write the number of a criterion of your level."),
    "OWN_WORDS_TWICE": _("Criterion %(criterion)s is named twice. Please write both things in one place."),
    "NONCONFORMITY_MISSING": _("Please write what was not met, or leave all of this empty."),
    "CORRECTION_MISSING": _("Please write how it was corrected, or leave the day empty."),
    "CORRECTED_IN_FUTURE": _("This day is still to come. Please write the day on which it was corrected."),
}

_CREDENTIALS: dict[str, StrPromise] = {
    "KEY_NOT_HELD": _("The keys that sign cannot be reached now. Please try again later, or tell the operator."),
    "KEY_OF_ANOTHER_KIND": _("The register's history is signed with EdDSA only."),
    "HOLDER_KEY_WRONG": _(
        "This is no public key that can be used. Please give one on P-256 or Ed25519 as JWK, without its private part."
    ),
    "HOLDER_KEY_IN_USE": _("Your company uses this key already."),
    "HOLDER_KEY_NOT_PROVEN": _(
        "This is not that key's signature over the challenge shown here. Please sign once more; challenges change."
    ),
    "HOLDER_KEY_IS_OURS": _("The operator keeps your company's key already."),
    "HOLDER_KEY_IS_OWN": _("The company keeps its key itself, so only the company can sign what it shows."),
    "CERTIFICATE_TOO_LONG_FOR_CODE": _("This certificate is too long for a QR code. Please use the file."),
}

WORDS: dict[str, StrPromise] = (
    _ANYWHERE
    | _PARTIES
    | _SCHEMES
    | _ASSESSMENTS
    | _ANSWERING
    | _SCOPE
    | _TASKS
    | _WORKBOOKS
    | _HANDING_OVER
    | _EVIDENCE
    | _QUALIFICATIONS
    | _CONFIRMATIONS
    | _REGISTRY
    | _HISTORY
    | _DISCLOSURES
    | _CREDENTIALS
)
"""The words of each code; placeholders are filled from the particulars of the refusal."""


def words(refusal: Refusal) -> str:
    """Return what to tell the reader, in the reader's language; days are told as pages tell them."""
    told = {name: day(value) if isinstance(value, date) else value for name, value in refusal.particulars.items()}
    return str(WORDS[refusal.code]) % told
