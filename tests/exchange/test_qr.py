"""A QR code is drawn square by square as the standard lays it out, with the white around it that readers need."""

from __future__ import annotations

import re

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from hoshimori.documents import qr

ADDRESS = "https://scs.example/register/3-26-000001-5/"


def dark_squares(drawing: str) -> set[tuple[int, int]]:
    """Return the squares that the second path of a drawing fills, by column and row."""
    path = re.findall(r' d="([^"]*)"', drawing)[1]
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1H(\d+)z", path)
    assert "".join(f"M{left} {top}h{wide}v1H{back}z" for left, top, wide, back in runs) == path
    return {(int(left) + step, int(top)) for left, top, wide, _ in runs for step in range(int(wide))}


def test_the_drawing_holds_exactly_the_squares_of_the_code() -> None:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=qr.QUIET_ZONE)
    code.add_data(ADDRESS)
    rows = code.get_matrix()

    drawing = qr.svg(ADDRESS)

    assert dark_squares(drawing) == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    assert f'viewBox="0 0 {len(rows)} {len(rows)}"' in drawing


def test_four_squares_around_a_code_stay_white() -> None:
    drawing = qr.svg(ADDRESS)

    side = int(re.findall(r'viewBox="0 0 (\d+)', drawing)[0])
    places = [place for square in dark_squares(drawing) for place in square]

    assert (min(places), max(places)) == (4, side - 5)


def test_the_same_address_gives_the_same_drawing_and_another_one_another() -> None:
    assert qr.svg(ADDRESS) == qr.svg(ADDRESS)
    assert qr.svg(ADDRESS) != qr.svg(ADDRESS.replace("1-5", "2-8"))
