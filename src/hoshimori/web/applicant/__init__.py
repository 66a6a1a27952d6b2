"""Pages of the audience `applicant`."""
