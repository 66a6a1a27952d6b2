"""Pages for the applicant: what is missing, reports, handing over."""
