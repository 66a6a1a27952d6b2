"""Names under which the acts of this part stand in the journal."""

QUALIFICATION_RECORDED = "qualifications:qualification:recorded"
QUALIFICATION_TAKEN_OUT = "qualifications:qualification:taken_out"
TRAINING_RECORDED = "qualifications:training:recorded"
TRAINING_TAKEN_OUT = "qualifications:training:taken_out"
LISTING_CHANGED = "qualifications:listing:changed"
TRAINING_RUNNING_OUT = "qualifications:training:running_out"
