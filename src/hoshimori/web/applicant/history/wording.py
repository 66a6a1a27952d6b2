"""What each act of the journal is called, and under which heading one looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments import events as assessments
from hoshimori.confirmations import events as confirmations
from hoshimori.credentials import events as credentials
from hoshimori.disclosures import events as disclosures
from hoshimori.parties import events as parties
from hoshimori.qualifications import events as qualifications
from hoshimori.registry import events as registry
from hoshimori.schemes import events as schemes

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ACTS: dict[str, StrPromise] = {
    assessments.ASSESSMENT_BEGUN: _("Began a self-evaluation"),
    assessments.ASSESSMENT_SUBMITTED: _("Handed the self-evaluation over"),
    assessments.ASSESSMENT_TAKEN_BACK: _("Took the self-evaluation back"),
    assessments.ASSESSMENT_CLOSED: _("Closed the self-evaluation"),
    assessments.ASSESSMENT_REOPENED: _("Reopened the self-evaluation"),
    assessments.SCOPE_CHANGED: _("Changed what the scope covers"),
    assessments.SCOPE_ITEM_ADDED: _("Added something to the scope"),
    assessments.SCOPE_ITEM_REMOVED: _("Took something out of the scope"),
    assessments.EXCLUSION_ADDED: _("Added an exclusion"),
    assessments.EXCLUSION_CHANGED: _("Changed an exclusion"),
    assessments.EXCLUSION_REMOVED: _("Took an exclusion back"),
    assessments.ANSWER_SAVED: _("Saved an answer"),
    assessments.ANSWER_CONFIRMED: _("Confirmed an answer again"),
    assessments.ALTERNATIVE_PROPOSED: _("Proposed an alternative"),
    assessments.ALTERNATIVE_WITHDRAWN: _("Withdrew an alternative"),
    assessments.COMMENT_WRITTEN: _("Wrote a comment"),
    assessments.TIME_RECORDED: _("Recorded time spent"),
    assessments.EVIDENCE_ADDED: _("Added evidence"),
    assessments.EVIDENCE_ATTACHED: _("Attached evidence to a criterion"),
    assessments.EVIDENCE_DETACHED: _("Detached evidence from a criterion"),
    assessments.EVIDENCE_PERIOD_CHANGED: _("Corrected the period of evidence"),
    assessments.EVIDENCE_REMOVED: _("Removed evidence"),
    assessments.EVIDENCE_SCANNED: _("Evidence was checked for malware"),
    assessments.TASK_ADDED: _("Added a task"),
    assessments.TASK_CHANGED: _("Changed a task"),
    assessments.TASK_DONE: _("Finished a task"),
    assessments.TASK_REOPENED: _("Reopened a task"),
    assessments.TASK_DROPPED: _("Dropped a task"),
    assessments.CALENDAR_OPENED: _("Opened an address for the calendar"),
    assessments.CALENDAR_ENDED: _("Ended the address of the calendar"),
    assessments.WORKBOOK_HANDED_IN: _("Handed in a workbook"),
    assessments.WORKBOOK_ACCEPTED: _("Accepted a workbook"),
    assessments.WORKBOOK_DISCARDED: _("Discarded a workbook"),
    assessments.REPORT_ORDERED: _("Ordered a report"),
    assessments.REPORT_MADE: _("A report was made"),
    assessments.REPORT_FAILED: _("A report could not be made"),
    parties.ORGANIZATION_REGISTERED: _("Registered the organization here"),
    parties.ORGANIZATION_CHANGED: _("Changed the organization's particulars"),
    parties.PERSON_INVITED: _("Invited somebody"),
    parties.INVITATION_RENEWED: _("Renewed an invitation"),
    parties.INVITATION_ACCEPTED: _("Accepted an invitation"),
    parties.INVITATION_REVOKED: _("Took an invitation back"),
    parties.MEMBERSHIP_ENDED: _("Ended somebody's role"),
    parties.PLATFORM_ADDED: _("Added an IT platform"),
    parties.PLATFORM_CHANGED: _("Changed an IT platform"),
    parties.PLATFORM_OFFERED: _("Offered an IT platform"),
    parties.PLATFORM_TAKEN_UP: _("Took up the use of an IT platform"),
    parties.PLATFORM_DECLINED: _("Declined an IT platform"),
    parties.PLATFORM_ENDED: _("Ended the use of an IT platform"),
    parties.ACCESS_OPENED: _("The operator opened access to your answers"),
    parties.ACCESS_ENDED: _("The operator's access ended"),
    qualifications.QUALIFICATION_RECORDED: _("The operator recorded a qualification of an expert"),
    qualifications.QUALIFICATION_TAKEN_OUT: _("The operator took out a qualification of an expert"),
    qualifications.TRAINING_RECORDED: _("The operator recorded scheme training of an expert"),
    qualifications.TRAINING_TAKEN_OUT: _("The operator took out scheme training of an expert"),
    qualifications.TRAINING_RUNNING_OUT: _("The scheme training of an expert ends soon"),
    qualifications.LISTING_CHANGED: _("An expert changed how it is listed"),
    confirmations.NEED_SHOWN: _("Put the need for a confirmation on the list of experts"),
    confirmations.EXPERT_ASKED: _("Asked an expert to confirm"),
    confirmations.TAKEN_ON: _("An expert took the confirmation on"),
    confirmations.DECLINED: _("An expert declined the confirmation"),
    confirmations.JUDGED: _("An expert judged"),
    confirmations.TAKEN_OVER: _("An expert agreed again with what did not change"),
    confirmations.EVIDENCE_OPENED: _("An expert opened evidence"),
    confirmations.RETURNED: _("An expert returned the self-evaluation"),
    confirmations.HANDED_OVER_AGAIN: _("Gave the expert what was handed over anew"),
    confirmations.CONFIRMED: _("An expert confirmed the self-evaluation"),
    confirmations.WITHDRAWN: _("Withdrew the wish for a confirmation"),
    confirmations.DECLARED: _("Declared conformity"),
    registry.FILED: _("Filed with the operator"),
    registry.FILING_CHECKED: _("The operator checked the filing"),
    registry.FILING_REFUSED: _("The operator decided not to register what was filed"),
    registry.FILING_WITHDRAWN: _("Withdrew the filing"),
    registry.REGISTERED: _("The operator registered the company"),
    registry.RENEWED: _("The operator renewed the registration"),
    registry.SUSPENDED: _("The operator suspended the registration"),
    registry.REINSTATED: _("The operator made the registration valid again"),
    registry.WITHDRAWN: _("The operator withdrew the registration"),
    registry.RETURNED: _("Returned the registration"),
    registry.EXPIRED: _("The time of the registration was over"),
    registry.ENDING: _("The registration ends soon"),
    registry.CHANGE_NOTIFIED: _("Notified a change to the operator"),
    registry.CHANGE_TAKEN_NOTE_OF: _("The operator took note of a change"),
    credentials.ISSUED: _("The certificate was issued"),
    credentials.HOLDER_KEY_TAKEN: _("Took the key of the certificate into the company's own hands"),
    credentials.HOLDER_KEY_GIVEN_BACK: _("Gave the key of the certificate back into custody"),
    credentials.KEY_ANNOUNCED: _("A key of the operator was announced"),
    credentials.KEY_BEGAN: _("A key of the operator began to sign"),
    credentials.KEY_RETIRED: _("A key of the operator was retired"),
    credentials.KEY_REVOKED: _("A key of the operator was revoked"),
    credentials.REISSUE_BEGUN: _("Issuing all certificates anew began"),
    credentials.REISSUED: _("Certificates were issued anew"),
    credentials.REISSUE_DONE: _("All certificates were issued anew"),
    disclosures.ASKED: _("An orderer asked for a disclosure"),
    disclosures.ASK_WITHDRAWN: _("An orderer withdrew its ask"),
    disclosures.REFUSED: _("Refused an ask; the orderer was not told"),
    disclosures.REFUSED_AND_TOLD: _("Refused an ask and let the orderer know"),
    disclosures.CONSENTED: _("Consented to a disclosure"),
    disclosures.OFFERED: _("Offered a disclosure"),
    disclosures.ENDED: _("Ended a disclosure"),
    disclosures.SEEN: _("What is disclosed was looked at"),
    disclosures.HANDED_OUT: _("What is disclosed was taken as a file"),
    disclosures.RUNNING_OUT: _("A disclosure ends soon"),
    disclosures.ORDERER_WARNED: _("The orderer was told that a disclosure ends soon"),
    schemes.EDITION_DRAFTED: _("Drafted an edition"),
    schemes.EDITION_PUBLISHED: _("Published an edition"),
    schemes.EDITION_SUPERSEDED: _("Superseded an edition"),
    schemes.OFFICIAL_WORDING_LOADED: _("Loaded the official wording"),
}
"""The words of every act; a test holds that none is missing."""

GROUPS: dict[str, tuple[StrPromise, tuple[str, ...]]] = {
    "answers": (
        _("Answers"),
        ("assessments:answer:", "assessments:alternative:", "assessments:comment:", "assessments:time:"),
    ),
    "scope": (_("Scope"), ("assessments:scope:", "assessments:scope_item:", "assessments:exclusion:")),
    "evidence": (_("Evidence"), ("assessments:evidence:",)),
    "tasks": (_("Tasks"), ("assessments:task:", "assessments:calendar:")),
    "papers": (_("Workbooks and reports"), ("assessments:workbook:", "assessments:report:", "schemes:")),
    "assessment": (_("Self-evaluations as a whole"), ("assessments:assessment:",)),
    "confirmation": (_("Confirmation and declaration"), ("confirmations:",)),
    "registration": (_("Filing and registration"), ("registry:",)),
    "disclosure": (_("Certificate and disclosures"), ("credentials:", "disclosures:")),
    "company": (_("Company and members"), ("parties:", "qualifications:")),
}
"""Under which heading an act is looked for: its words, and how the acts below it begin."""


def act_word(act: str) -> str:
    """Return what an act is called; an act without words shows its own name rather than nothing."""
    return str(ACTS.get(act, act))
