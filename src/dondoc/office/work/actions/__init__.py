"""What a person can do to plans and tasks: one function a deed, in one transaction, with its permission and its line in the journal."""
