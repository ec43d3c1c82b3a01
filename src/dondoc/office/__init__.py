"""The office: the Django site, an app a room. See docs/office/."""
