"""Pages for the applicant: answering criteria."""
