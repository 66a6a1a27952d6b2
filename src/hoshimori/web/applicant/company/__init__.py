"""Pages for the applicant: the company, its people and IT platforms."""
