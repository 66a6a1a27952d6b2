"""The forms that pages show, as a browser would find and send them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias
from urllib.parse import urldefrag, urljoin

from django.urls import resolve

Attributes: TypeAlias = list[tuple[str, str | None]]
NOT_SENT = {"submit", "button", "reset", "image"}
LOADERS = {"script", "img", "iframe", "audio", "video", "source", "embed", "object", "link", "use", "track", "image"}
LOADING = ("src", "href", "data", "srcset", "poster", "hx-get", "hx-post")


@dataclass
class Found:
    """One form: where it is sent, how, and its fields with what stands in them."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name in self.kinds if name != "csrfmiddlewaretoken")

    @property
    def typed(self) -> tuple[str, ...]:
        """Return the fields whose values people, or their browsers, can make up."""
        return tuple(name for name in self.names if self.kinds[name] != "file")


class Page(HTMLParser):
    """What a page leads to: its forms, its links, and everything it loads."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Found] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self._form: Found | None = None
        self._textarea = ""
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        if tag == "form":
            action, _ = urldefrag(urljoin(self.address, values.get("action") or self.address))
            self._form = Found(action, values.get("method", "get").upper())
            self.forms.append(self._form)
        elif tag == "a" and "href" in values:
            self.links.append(urljoin(self.address, values["href"]))
        elif self._form is not None and tag in {"input", "textarea", "select", "button"}:
            self._take(tag, values)
        elif self._form is not None and tag == "option" and self._select:
            self._offer(self._form, values)
        names = LOADING if tag in LOADERS else ("hx-get", "hx-post")
        self.loaded += [values[name] for name in names if values.get(name)]

    def _offer(self, form: Found, values: dict[str, str]) -> None:
        if "selected" in values or self._select not in form.values:
            form.values[self._select] = values.get("value", "")

    def _take(self, tag: str, values: dict[str, str]) -> None:
        assert self._form is not None
        name, kind = values.get("name", ""), values.get("type", "text") if tag == "input" else tag
        if not name or kind in NOT_SENT:
            return
        self._form.kinds[name] = kind
        if tag == "textarea":
            self._textarea = name
            self._form.values[name] = ""
        elif tag == "select":
            self._select = name
        elif kind not in {"checkbox", "radio", "file"} or "checked" in values:
            self._form.values[name] = values.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._textarea and self._form is not None:
            self._form.values[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._textarea = ""
        elif tag == "select":
            self._select = ""


def distinct(pages: Iterable[Page]) -> list[Found]:
    """Return the forms of these pages, each route and set of fields once."""
    seen: dict[tuple[object, ...], Found] = {}
    for page in pages:
        for form in page.forms:
            route = resolve(form.action.partition("?")[0]).view_name
            seen.setdefault((route, form.method, form.names), form)
    return list(seen.values())
