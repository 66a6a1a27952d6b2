"""Addresses of the pages: the company, its people and IT platforms."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.applicant.company import platform_views, views

app_name = "company"
urlpatterns = [
    path("company/", views.page, name="page"),
    path("company/change/", views.change, name="change"),
    path("company/invite/", views.invite, name="invite"),
    path("company/invited/", views.invited, name="invited"),
    path("company/invitations/<uuid:invitation_id>/again/", views.invite_again, name="invite_again"),
    path("company/invitations/<uuid:invitation_id>/revoke/", views.revoke, name="revoke"),
    path("company/members/<uuid:membership_id>/end/", views.end_membership, name="end_membership"),
    path("company/platforms/add/", platform_views.add, name="platform_add"),
    path("company/platforms/<uuid:platform_id>/", platform_views.change, name="platform_change"),
    path("company/platforms/<uuid:platform_id>/offer/", platform_views.offer, name="platform_offer"),
    path("company/uses/<uuid:use_id>/take-up/", platform_views.take_up, name="use_take_up"),
    path("company/uses/<uuid:use_id>/decline/", platform_views.decline, name="use_decline"),
    path("company/uses/<uuid:use_id>/end/", platform_views.end, name="use_end"),
]
