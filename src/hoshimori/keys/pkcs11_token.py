"""The way to a token through its PKCS#11 library: logged in, one thread at a time, found again after a restart."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING, TypeVar

import pkcs11

from hoshimori.keys.store import KeysUnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pkcs11.types import Session

T = TypeVar("T")

# PKCS#11 lets a library be used by one thread at a time, unless told otherwise; and no fork may happen meanwhile.
LOCK = threading.Lock()
os.register_at_fork(before=LOCK.acquire, after_in_parent=LOCK.release, after_in_child=LOCK.release)

LOST = (
    pkcs11.DeviceError,
    pkcs11.DeviceRemoved,
    pkcs11.GeneralError,
    pkcs11.KeyHandleInvalid,
    pkcs11.ObjectHandleInvalid,
    pkcs11.SessionClosed,
    pkcs11.SessionHandleInvalid,
    pkcs11.TokenNotPresent,
    pkcs11.UserNotLoggedIn,
)
"""What a token answers when it has forgotten the session: it was restarted, or taken out and put back."""

PIN_REFUSED = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked)


class Token:
    """A token that was logged in to; `logins` counts how often, so that others know when to forget their handles.

    Raises: `KeysUnreadableError` where there is no such library or token, or it does not take the PIN.
    """

    def __init__(self, module: Path, label: str, pin: str) -> None:
        self.label = label
        self.logins = 0
        self._module = module
        self._pin = pin
        with LOCK:
            self._session = self._begun()

    def asked(self, act: Callable[[Session], T]) -> T:
        """Ask the token, in a new session where this is another process or the token forgot the old one."""
        with LOCK:
            if self._process != os.getpid():
                self._session = self._begun()
            try:
                return act(self._session)
            except LOST:
                self._session = self._begun()
                return act(self._session)

    def _begun(self) -> Session:
        """Start the library, as if for the first time in this process, and log in."""
        try:
            library = pkcs11.lib(str(self._module))
            if self.logins:
                # After a fork some libraries have nothing to finish, others still hold the parent's state.
                with contextlib.suppress(pkcs11.PKCS11Error):
                    library.finalize()
                library.initialize()
            session = self._logged_in(library.get_token(token_label=self.label))
        except PIN_REFUSED as error:
            message = f"HOSHIMORI_KEYS_SECRET is not the PIN of the token {self.label}: {type(error).__name__}"
            raise KeysUnreadableError(message) from None
        except pkcs11.PKCS11Error as error:
            message = f"the token {self.label} cannot be used through {self._module}: {type(error).__name__} {error}"
            raise KeysUnreadableError(message.rstrip()) from None
        self._process = os.getpid()
        self.logins += 1
        return session

    def _logged_in(self, token: pkcs11.Token) -> Session:
        try:
            return token.open(rw=True, user_pin=self._pin)
        except pkcs11.UserAlreadyLoggedIn:
            # A login holds for the whole process.
            return token.open(rw=True)
