"""Organizations, people, memberships, roles and IT platforms."""
