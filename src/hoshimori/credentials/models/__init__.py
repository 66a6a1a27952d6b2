"""Tables of the operator's keys, the companies' keys, certificates and the lists of their states."""

from hoshimori.credentials.models.certificates import Certificate, Reissue, StatusShard, Told
from hoshimori.credentials.models.keys import HolderKey, IssuerKey

__all__ = ["Certificate", "HolderKey", "IssuerKey", "Reissue", "StatusShard", "Told"]
