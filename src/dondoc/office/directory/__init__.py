"""Units, people, roles, permissions and signing in."""
