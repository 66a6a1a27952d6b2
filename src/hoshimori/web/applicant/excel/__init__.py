"""Pages for the applicant: workbooks out and in."""
