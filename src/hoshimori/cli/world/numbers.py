"""Made-up 法人番号: the twelve digits behind the check digit begin with 9999, which no real organization's do."""

from __future__ import annotations

from stdnum.jp import cn


def made_up(serial: int) -> str:
    """Return the 13 digits of the serial-th made-up organization; below 100,000,000 all differ."""
    base = f"9999{serial:08}"
    return str(cn.calc_check_digit(base)) + base
