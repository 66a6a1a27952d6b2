"""Finds the Chromium of this machine; none is downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
FLAGS = (
    "--no-sandbox",  # containers run as root; every page shown is our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Return its path: HOSHIMORI_CHROMIUM, else the first one found, else None."""
    if told := os.environ.get("HOSHIMORI_CHROMIUM"):
        return told
    commands = (shutil.which(command) for command in COMMANDS)
    places = (place for place in PLACES if Path(place).is_file())
    return next((found for found in (*commands, *places) if found), None)
