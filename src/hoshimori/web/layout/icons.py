"""Small drawings on a 24 by 24 grid, drawn with one stroke width so that they stand beside text quietly."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_PATHS: dict[str, str] = {
    "arrow-left": "M19 12H5m6-6-6 6 6 6",
    "arrow-right": "M5 12h14m-6-6 6 6-6 6",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4",
    "building": "M4 21h16M6 21V4h12v17M10 8h1m3 0h1m-5 4h1m3 0h1m-4 9v-5h2v5",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v4m8-4v4",
    "check": "M5 12.5 10 17.5 19.5 7",
    "chevron": "M6 9.5 12 15.5 18 9.5",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5.5l3.5 2",
    "comment": "M4 5h16v11H11l-5 4v-4H4z",
    "copy": "M9 8h11v12H9zM15 8V4H4v12h5",
    "cross": "M6 6 18 18M18 6 6 18",
    "dash": "M6 12h12",
    "download": "M12 4v11m-5-4.5 5 5 5-5M5 20h14",
    "edit": "M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3",
    "eye": "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
    "file": "M6 3h8l5 5v13H6zM14 3v5h5",
    "globe": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3.5 12h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
    "help": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7M12 16.5v.5",
    "history": "M4 12a8 8 0 1 0 2.5-5.8M4 4v4.5h4.5M12 8v4.5l3 2",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7v.5",
    "link": "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "paperclip": "M19 11.5l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4.5a3 3 0 0 1 4.3 4.3l-7.6 7.6a1.5 1.5 0 0 1-2.1-2.1L14 8",
    "people": (
        "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 20a6.5 6.5 0 0 1 13 0"
        "M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.5c2 1 3 3 3.5 5.5"
    ),
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 21a7.5 7.5 0 0 1 15 0",
    "plus": "M12 5v14M5 12h14",
    "ring": "M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20.5 20.5",
    "sign-out": "M14 4H5v16h9M10 12h10.5m-4-4 4 4-4 4",
    "switch": "M4 9h15m-4-4 4 4-4 4M20 15H5m4-4-4 4 4 4",
    "tasks": "M4 6.5 5.5 8 8.5 5M4 12.5 5.5 14l3-3M4 18.5 5.5 20l3-3M11.5 6.5H20M11.5 12.5H20M11.5 18.5H20",
    "upload": "M12 16V5M7 9.5l5-5 5 5M5 20h14",
    "warning": "M12 4 2.5 20h19zM12 10v5M12 17.5v.5",
}


def icon(name: str) -> SafeString:
    """Return a drawing that goes along with a word and says nothing on its own to a screen reader."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', _PATHS[name]
    )


STAR = mark_safe(
    '<svg class="icon icon--star" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    '<path d="M12 1.8l3.1 6.7 7.3.9-5.4 5 1.5 7.2L12 18l-6.5 3.6L7 14.4l-5.4-5 7.3-.9z"/></svg>'
)
"""The star of the brand, filled."""
