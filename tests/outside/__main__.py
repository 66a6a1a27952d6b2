"""`python -m tests.outside` asks every judge anew and writes down what each of them accepts, and docs/peers.md."""

from __future__ import annotations

import json
import sys

from tests.outside import asking, page


def main() -> int:
    """Write the answers and the page."""
    accepted = {
        peer.name: [name for name, accepts in asking.answers(peer).items() if accepts] for peer in asking.PEERS.values()
    }
    text = json.dumps(accepted, ensure_ascii=False, indent=1) + "\n"
    asking.ANSWERS.write_text(text, encoding="utf-8")
    page.PAGE.write_text(page.written(), encoding="utf-8")
    sys.stdout.write(f"{sum(map(len, accepted.values()))} answers of {len(accepted)} judges written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
