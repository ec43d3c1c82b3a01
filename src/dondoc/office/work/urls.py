"""Addresses of plans, tasks and the board."""

from django.urls import path

from dondoc.office.work.views import board, calendar, cascade, checks, desk, recurring, reports, tasks

app_name = "work"
urlpatterns = [
    path("board/", board.open_board, name="board"),
    path("board/units/<int:unit_id>/", board.open_unit_board, name="unit-board"),
    path("calendar/", calendar.open_calendar, name="open-calendar"),
    path("calendar/days/set/", calendar.set_day, name="set-day"),
    path("calendar/days/<int:day_id>/remove/", calendar.remove_day, name="remove-day"),
    path("calendar/rules/set/", calendar.set_rule, name="set-rule"),
    path("plans/", desk.list_plans, name="list-plans"),
    path("plans/of/<int:document_id>/", desk.open_plan, name="open-plan"),
    path("plans/<int:plan_id>/accept-complete/", desk.accept_complete, name="accept-complete"),
    path("plans/<int:plan_id>/add/", desk.add_item, name="add-item"),
    path("plans/<int:plan_id>/confirm/", desk.confirm_plan, name="confirm-plan"),
    path("plans/<int:plan_id>/supplement/", desk.supplement_plan, name="supplement-plan"),
    path("plans/items/<int:item_id>/", desk.open_item, name="open-item"),
    path("plans/items/<int:item_id>/accept/", desk.accept_item, name="accept-item"),
    path("plans/items/<int:item_id>/reject/", desk.reject_item, name="reject-item"),
    path("plans/items/<int:item_id>/restore/", desk.restore_item, name="restore-item"),
    path("plans/items/<int:item_id>/edit/", desk.edit_item, name="edit-item"),
    path("plans/items/<int:item_id>/reshape/", desk.reshape_item, name="reshape-item"),
    path("plans/items/<int:item_id>/split/", desk.split_item, name="split-item"),
    path("plans/items/<int:item_id>/merge/", desk.merge_item, name="merge-item"),
    path("tasks/", tasks.list_tasks, name="list-tasks"),
    path("tasks/export/", tasks.export_tasks, name="export-tasks"),
    path("tasks/change/", tasks.change_tasks, name="change-tasks"),
    path("tasks/<int:task_id>/", tasks.open_task, name="open-task"),
    path("tasks/<int:task_id>/hand-on/", cascade.hand_on, name="hand-on"),
    path("tasks/<int:task_id>/open-periods/", recurring.open_periods, name="open-periods"),
    path("tasks/<int:task_id>/review/", recurring.set_review, name="set-review"),
    path("checks/", checks.list_checks, name="list-checks"),
    path("checks/plan/", checks.plan_check, name="plan-check"),
    path("checks/<int:check_id>/", checks.open_check, name="open-check"),
    path("checks/rows/<int:row_id>/", checks.record_finding, name="record-finding"),
    path("tasks/<int:task_id>/report/", reports.send_report, name="send-report"),
    path("tasks/<int:task_id>/extend/", reports.ask_extension, name="ask-extension"),
    path("tasks/reports/<int:report_id>/accept/", reports.accept_report, name="accept-report"),
    path("tasks/reports/<int:report_id>/return/", reports.return_report, name="return-report"),
    path("tasks/evidence/<int:evidence_id>/", reports.download_evidence, name="download-evidence"),
    path("tasks/extensions/<int:extension_id>/decide/", reports.decide_extension, name="decide-extension"),
    path("tasks/<int:task_id>/criteria/", tasks.set_criteria, name="set-criteria"),
    path("tasks/<int:task_id>/event/", tasks.set_event, name="set-event"),
    path("tasks/<int:task_id>/move/<slug:verb>/", tasks.move_task, name="move-task"),
]
