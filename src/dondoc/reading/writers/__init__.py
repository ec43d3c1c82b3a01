"""Forms a reading can be written in."""
