"""Pages for the applicant: what is still to be done, and the calendar."""
