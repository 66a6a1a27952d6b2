"""Tell Django that these pages have words."""

from django.apps import AppConfig


class ProofConfig(AppConfig):
    """Files: proof."""

    name = "hoshimori.web.public.proof"
    label = "web_proof"
