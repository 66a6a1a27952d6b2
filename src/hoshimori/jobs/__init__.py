"""The same acts on a timetable and in the background."""
