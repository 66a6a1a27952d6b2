"""Tell Django that these pages have templates and words, and follow what happens to sign-ins."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """Pages: account."""

    name = "hoshimori.web.account"
    label = "web_account"

    def ready(self) -> None:
        """Listen to allauth and to Django's sign-in."""
        from allauth.mfa import signals
        from django.contrib.auth.signals import user_logged_in

        from hoshimori.web.account import noting, proofs

        signals.authenticator_used.connect(proofs.on_used)
        signals.authenticator_added.connect(proofs.on_added)
        signals.authenticator_removed.connect(proofs.on_removed)
        user_logged_in.connect(proofs.on_signed_in)
        noting.listen()
