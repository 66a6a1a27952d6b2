"""Days as Japan counts them, and the periods that criteria name."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import jpholiday

JAPAN = ZoneInfo("Asia/Tokyo")
_PERIOD = re.compile(r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?")
_SATURDAY = 5
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in calendar months and days, as ISO 8601 writes it (P1Y, P1M, P14D)."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "P1Y", "P6M", "P14D" and their like.

        Raises:
            ValueError: the text is no such period, or an empty one.
        """
        match = _PERIOD.fullmatch(text)
        if match is None or text == "P":
            message = f"not a period: {text!r}"
            raise ValueError(message)
        years, months, days = (int(match[name] or 0) for name in ("years", "months", "days"))
        return cls(months=12 * years + months, days=days)

    def before(self, day: date) -> date:
        """Return the day that lies this period before `day`; the 31st becomes the last day of a shorter month."""
        return _months_from(day, -self.months) - timedelta(days=self.days)

    def after(self, day: date) -> date:
        """Return the day that lies this period after `day`; the 31st becomes the last day of a shorter month."""
        return _months_from(day, self.months) + timedelta(days=self.days)


def _months_from(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def day_in_japan(at: datetime) -> date:
    """Return the calendar day in Japan of an aware moment: what a deadline "on the 20th" means."""
    return at.astimezone(JAPAN).date()


def day_in_words(day: date, language: str) -> str:
    """Write a day as people read it: 2027年1月20日, or 20 Jan 2027 in English ("en", "en-us")."""
    if language.startswith("en"):
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def is_office_day(day: date) -> bool:
    """Tell whether offices are open: no weekend, no public holiday, and not 29 December to 3 January."""
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < _SATURDAY and not new_year and not jpholiday.is_holiday(day)
