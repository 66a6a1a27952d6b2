"""Addresses of the demo's own pages."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("enter/", views.enter, name="enter"),
    path("mail/", views.mail, name="mail"),
    path("filled-workbook.xlsx", views.filled_workbook, name="filled_workbook"),
]
