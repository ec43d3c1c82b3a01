"""Addresses of notices, reminders, the outbox and the calendars."""

from django.urls import path

from dondoc.office.notices.views import feeds, ladder, mail, notices, reminders

app_name = "notices"
urlpatterns = [
    path("notices/", notices.list_notices, name="list"),
    path("notices/read/", notices.mark_read, name="mark-read"),
    path("notices/by-mail/", notices.choose_mail, name="choose-mail"),
    path("notices/<int:notice_id>/", notices.open_notice, name="open"),
    path("follow-up/send/", reminders.remind, name="remind"),
    path("follow-up/ladder/", ladder.open_ladder, name="open-ladder"),
    path("follow-up/ladder/add/", ladder.add_rung, name="add-rung"),
    path("follow-up/ladder/remove/", ladder.remove_rung, name="remove-rung"),
    path("outbox/", mail.list_mails, name="list-mails"),
    path("outbox/<int:mail_id>/settle/", mail.settle_mail, name="settle-mail"),
    path("calendars/", feeds.list_feeds, name="list-feeds"),
    path("calendars/<int:feed_unit_id>/renew/", feeds.renew_feed, name="renew-feed"),
    path("calendars/<int:feed_unit_id>/revoke/", feeds.revoke_feed, name="revoke-feed"),
    path("calendar-feed/<str:feed_token>/tasks.ics", feeds.show_feed, name="show-feed"),
]
