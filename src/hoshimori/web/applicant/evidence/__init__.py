"""Pages for the applicant: evidence."""
