"""What the room keeps: notices, the ladder and its remindings, the outbox, the calendar addresses."""

from dondoc.office.notices.models.feeds import Feed
from dondoc.office.notices.models.ladder import Audience, Reminding, Round, Rung, Sending, Telling
from dondoc.office.notices.models.mail import Mail
from dondoc.office.notices.models.notices import Notice, Preference

__all__ = ["Audience", "Feed", "Mail", "Notice", "Preference", "Reminding", "Round", "Rung", "Sending", "Telling"]
