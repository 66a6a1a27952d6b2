"""Addresses of the pages: what is still to be done, and the calendar."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.applicant.tasks import calendars, views

app_name = "tasks"
urlpatterns = [
    path("tasks/", views.show_list, name="list"),
    path("tasks/new/", views.new, name="new"),
    path("tasks/<uuid:task_id>/", views.show_task, name="task"),
    path("tasks/<uuid:task_id>/finish/", views.finish, name="finish"),
    path("tasks/<uuid:task_id>/drop/", views.drop, name="drop"),
    path("tasks/<uuid:task_id>/reopen/", views.reopen, name="reopen"),
    path("assessments/<uuid:assessment_id>/tasks/<str:criterion_no>/", views.from_plan, name="from_plan"),
    path("calendar/", calendars.show_calendar, name="calendar"),
    path("calendar/open/", calendars.open_address, name="open_calendar"),
    path("calendar/end/", calendars.end_address, name="end_calendar"),
    path("calendar/<str:secret>.ics", calendars.feed, name="feed"),
]
