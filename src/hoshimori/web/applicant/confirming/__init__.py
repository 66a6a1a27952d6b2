"""Pages for the applicant: from handing over to the registration, and what comes after it."""
