"""Tell Django that this audience has templates and words."""

from django.apps import AppConfig


class OrdererConfig(AppConfig):
    """Pages of orderers."""

    name = "hoshimori.web.orderer"
    label = "web_orderer"
