"""Addresses of the pages: the public register."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.public.register import badges, files, views

app_name = "register"
urlpatterns = [
    path("", views.search, name="search"),
    path("search.json", files.search, name="search_json"),
    path("register.csv", files.whole, name="csv"),
    path("by-corporate-number/<str:corporate_number>/", views.company, name="company"),
    path("by-corporate-number/<str:corporate_number>/registrations.json", files.company, name="company_json"),
    path("<str:number>/", views.entry, name="entry"),
    path("<str:number>/registration.json", files.entry, name="entry_json"),
    path("<str:number>/certificate-ja.pdf", files.certificate, {"language": "ja"}, name="certificate_ja"),
    path("<str:number>/certificate-en.pdf", files.certificate, {"language": "en"}, name="certificate_en"),
    path("<str:number>/badge/", badges.badges, name="badges"),
    path("<str:number>/badge-ja.svg", badges.badge, {"language": "ja"}, name="badge_ja"),
    path("<str:number>/badge-en.svg", badges.badge, {"language": "en"}, name="badge_en"),
    path("<str:number>/address.svg", files.code, name="code"),
]
