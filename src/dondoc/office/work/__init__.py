"""Plans and tasks: what a document asks for, who does it, by when, and how it stands."""
