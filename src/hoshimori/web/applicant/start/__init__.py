"""Pages for the applicant: first steps, today, and the list of self-evaluations."""
