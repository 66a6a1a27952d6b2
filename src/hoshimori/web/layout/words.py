"""Values put into the reader's words: days, amounts, roles, both languages. Every template has these at hand."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django import template
from django.template import Engine
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hoshimori.shared.actor import Role
from hoshimori.shared.calendar import JAPAN, day_in_japan, day_in_words
from hoshimori.web.layout import icons

if TYPE_CHECKING:
    from django.utils.safestring import SafeString
    from django_stubs_ext import StrPromise

    from hoshimori.shared.bilingual import Text
    from hoshimori.shared.calendar import Period

register = template.Library()

ROLE_WORDS: dict[Role, StrPromise] = {
    Role.REPRESENTATIVE: _("Representative"),
    Role.COORDINATOR: _("Coordinator"),
    Role.CONTRIBUTOR: _("Contributor"),
    Role.EXPERT: _("Expert"),
    Role.OFFICER: _("Operator's officer"),
    Role.OVERSEER: _("Overseer"),
    Role.NOBODY: _("No role yet"),
    Role.SYSTEM: _("Hoshimori, by its timetable"),
}
SOURCE_WORDS: dict[str, StrPromise] = {
    "P": _("Published policy or official table"),
    "M": _("Minutes of the meeting of 23 December 2025"),
    "D": _("Hoshimori's own default"),
}
"""Where a rule comes from, by the mark it carries everywhere."""

_DRAWN: dict[tuple[str, ...] | None, SafeString] = {}
_DRAWN_AT_MOST = 256

_HOUR = 60
_YEAR = 12
_STEP = 1024
_MARKS = {"ok": "check", "no": "cross", "warn": "warning", "wait": "clock", "info": "info", "plain": "ring", "none": ""}


def _is_english() -> bool:
    return (get_language() or "ja").startswith("en")


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day as 2027年1月20日 or 20 Jan 2027; a moment as the day it is in Japan; nothing for nothing."""
    if value is None:
        return ""
    on = day_in_japan(value) if isinstance(value, datetime) else value
    return day_in_words(on, get_language() or "ja")


@register.filter
def clock(value: datetime) -> str:
    """Write the time of day in Japan as 10:42."""
    return f"{value.astimezone(JAPAN):%H:%M}"


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment as 2027年1月20日 10:42 or 20 Jan 2027, 10:42, by Japan's clock; nothing for nothing."""
    if value is None:
        return ""
    return f"{day(value)}, {clock(value)}" if _is_english() else f"{day(value)} {clock(value)}"


@register.filter
def machine_day(value: date | datetime | None) -> str:
    """Write a day or a moment as `<time datetime>` and `<input type=date>` want it (ISO 8601)."""
    return "" if value is None else value.isoformat()


@register.filter
def both(text: Text) -> str:
    """Take the reader's language of a text that exists in both."""
    return text.in_language(get_language() or "ja")


@register.filter
def role_word(role: str) -> str:
    """Name a role."""
    return str(ROLE_WORDS[Role(role)])


@register.filter
def count(value: int) -> str:
    """Write a number with its thousands divided: 1,234."""
    return f"{value:,}"


@register.filter(name="bytes")
def byte_size(value: int) -> str:
    """Write the size of a file as 812 KB or 2.4 MB."""
    if value < _STEP:
        return ngettext("%(count)s byte", "%(count)s bytes", value) % {"count": value}
    if value < _STEP * _STEP:
        return f"{round(value / _STEP)} KB"
    return f"{value / (_STEP * _STEP):.1f} MB"


@register.filter
def minutes(value: int) -> str:
    """Write time spent as 45分, 1時間30分, or 45 min, 1 h 30 min."""
    hours, rest = divmod(value, _HOUR)
    parts = {"hours": f"{hours:,}", "minutes": rest}
    if not hours:
        return gettext("%(minutes)s min") % parts
    return gettext("%(hours)s h %(minutes)s min") % parts if rest else gettext("%(hours)s h") % parts


@register.filter
def period(value: Period) -> str:
    """Write a length of time as 1年, 6か月, 14日, or 1 year, 6 months, 14 days."""
    years, months = divmod(value.months, _YEAR)
    parts = [
        ngettext("%(count)s year", "%(count)s years", years) % {"count": years} if years else "",
        ngettext("%(count)s month", "%(count)s months", months) % {"count": months} if months else "",
        ngettext("%(count)s day", "%(count)s days", value.days) % {"count": value.days} if value.days else "",
    ]
    return " ".join(part for part in parts if part)


@register.filter
def official_no(no: str) -> SafeString:
    """Write an official number so that it never breaks at a hyphen: 4-1-3-2."""
    return format_html('<span class="no">{}</span>', no)


@register.simple_tag(takes_context=True)
def drawn(context: template.Context, name: str) -> SafeString:
    """Include a template that shows nothing but the frame.

    On pages that everybody gets alike it is drawn once for each language and part of the site, and then kept.
    """
    frame = context.get("frame")
    known = (name, *frame.kept_under) if frame and frame.is_at_once else None
    if known in _DRAWN:
        return _DRAWN[known]
    with context.push():
        drawing = Engine.get_default().get_template(name).render(context)
    if known:
        if len(_DRAWN) == _DRAWN_AT_MOST:
            _DRAWN.clear()
        _DRAWN[known] = drawing
    return drawing


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a small picture beside a word."""
    return icons.icon(name)


@register.simple_tag
def star() -> SafeString:
    """Draw the star of the brand."""
    return icons.STAR


@register.simple_tag
def mark(kind: str, word: str, drawing: str = "") -> SafeString:
    """Show a state as word, shape and color: ok, no, warn, wait, info, plain (not yet), none (a word alone).

    `drawing` is the shape where it is not that of the kind.
    """
    name = drawing or _MARKS[kind]
    shape = icons.icon(name) if name else ""
    return format_html('<span class="tag {}">{}{}</span>', kind, shape, word)


@register.simple_tag
def source(code: str) -> SafeString:
    """Mark where a rule comes from: P, M or D, spelled out for a screen reader."""
    return format_html(
        '<span class="source"><span aria-hidden="true">{}</span><span class="hidden-text"> ({})</span></span>',
        code,
        SOURCE_WORDS[code],
    )


@register.simple_tag
def bar(total: int, met: int, not_met: int = 0) -> SafeString:
    """Draw how many of how many, beside the numbers in words: met first, then not met, then what is left.

    No number of percent is shown or meant; a screen reader hears the words beside it.
    """
    whole = max(total, 1)
    gap = whole / 160 if met and not_met else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 {} 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="left" width="{}" height="8"/><rect class="met" width="{}" height="8"/>'
        '<rect class="not" x="{}" width="{}" height="8"/><rect class="gap" x="{}" width="{}" height="8"/></svg>',
        whole,
        whole,
        met,
        met,
        not_met,
        met,
        f"{gap:.3f}",
    )
