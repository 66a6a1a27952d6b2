"""Addresses of what verifiers fetch; they stand in certificates and never change."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.public.proof import certificates, views

app_name = "proof"
urlpatterns = [
    path(".well-known/jwt-vc-issuer", views.issuer, name="issuer"),
    path("credentials/jwks.json", views.keys, name="keys"),
    path("credentials/types/certificate/1", views.kind, name="kind"),
    path("credentials/types/certificate/1/schema.json", views.schema, name="schema"),
    path("credentials/status/<int:shard>", views.states, name="states"),
    path("credentials/history-key", views.history_key, name="history_key"),
    path("register/<str:number>/certificate.json", certificates.whole, name="certificate"),
    path("register/<str:number>/certificate-qr.svg", certificates.code, name="certificate_code"),
]
