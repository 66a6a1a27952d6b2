"""QR codes (ISO/IEC 18004) as drawings, in pages and on paper alike."""

from __future__ import annotations

from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

QUIET_ZONE = 4
"""How many squares around a code stay white (ISO/IEC 18004, 5.3.8)."""


def svg(text: str) -> str:
    """Return the drawing of a code that holds `text`: dark squares on white, one unit each, quiet zone included."""
    return _drawn(text, ERROR_CORRECT_M)


def dense_svg(text: str) -> str:
    """Return the drawing of a code that holds a long `text`, for screens and clean paper: up to 2,953 ASCII characters.

    Raises:
        ValueError: it is longer.
    """
    return _drawn(text, ERROR_CORRECT_L)


def _drawn(text: str, correction: int) -> str:
    code = QRCode(error_correction=correction, border=QUIET_ZONE)
    code.add_data(text)
    try:
        code.make(fit=True)
    except DataOverflowError as error:
        raise ValueError(str(error)) from None
    rows = code.get_matrix()
    side = len(rows)
    drawn = "".join(_line(row, top) for top, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side * 4}" height="{side * 4}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{drawn}"/></svg>'
    )


def _line(row: list[bool], top: int) -> str:
    """Return one row as path: every run of dark squares is one rectangle."""
    drawn, left = "", 0
    while left < len(row):
        right = left
        while right < len(row) and row[right]:
            right += 1
        if right > left:
            drawn += f"M{left} {top}h{right - left}v1H{left}z"
        left = max(right, left + 1)
    return drawn
