"""The table of addresses: one line an audience."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("hoshimori.web.public.urls")),
    path("", include("hoshimori.web.public.proof.urls")),
    path("", include("hoshimori.web.public.history.urls")),
    path("register/", include("hoshimori.web.public.register.urls")),
    path("verify/", include("hoshimori.web.public.verifying.urls")),
    path("", include("hoshimori.web.layout.urls")),
    path("account/", include("hoshimori.web.account.urls")),
    path("notices/", include("hoshimori.web.notices.urls")),
    path("", include("hoshimori.web.applicant.urls")),
    path("expert/", include("hoshimori.web.expert.urls")),
    path("orderer/", include("hoshimori.web.orderer.urls")),
    path("operator/", include("hoshimori.web.operator.urls")),
    path("ministry/", include("hoshimori.web.ministry.urls")),
    path("api/", include("hoshimori.api.urls")),
]

if not settings.IS_PRODUCTION:
    urlpatterns.append(path("demo/", include("hoshimori.web.demo.urls")))

handler400 = "hoshimori.web.layout.refusals.bad_request"
handler403 = "hoshimori.web.layout.refusals.permission_denied"
handler404 = "hoshimori.web.layout.refusals.page_not_found"
handler500 = "hoshimori.web.layout.refusals.server_error"
