"""Pages for the applicant: the scope of a self-evaluation."""
