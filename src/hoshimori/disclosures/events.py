"""Names under which the acts of this part stand in the journal of the company whose registration it is.

What its orderer is told of has names of its own (`answer`, `shown`), so that nobody mistakes whose page is meant.
"""

ASKED = "disclosures:ask:made"
ASK_WITHDRAWN = "disclosures:ask:withdrawn"
REFUSED = "disclosures:ask:refused"
REFUSED_AND_TOLD = "disclosures:answer:refused"
CONSENTED = "disclosures:shown:consented"
OFFERED = "disclosures:shown:offered"
ENDED = "disclosures:disclosure:ended"
SEEN = "disclosures:disclosure:seen"
HANDED_OUT = "disclosures:disclosure:handed_out"
RUNNING_OUT = "disclosures:disclosure:running_out"
ORDERER_WARNED = "disclosures:shown:running_out"
