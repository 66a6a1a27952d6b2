"""Who is eligible on a day: qualifications and scheme training of experts."""
