"""What people do in this room, a module a noun."""
