"""Pages for the applicant: the journal."""
