"""The registers of incoming and outgoing documents: numbers, entries, the handling slip."""
