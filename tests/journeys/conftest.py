"""Journeys: a real server, a real browser. Each begins on the first day of the demo's world.

Pictures of what failed are kept in `var/journeys`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.house import House, Visitor
from tools import ROOT, chromium, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext

SCREENS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}
LOCALES = {"ja": "ja-JP", "en": "en-US"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    executable = chromium.executable()
    if executable is None:
        pytest.skip("no Chromium was found; HOSHIMORI_CHROMIUM names one")
    return browser_type_launch_args | {"executable_path": executable, "args": list(chromium.FLAGS)}


@pytest.fixture(scope="session")
def running_house(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[House]:
    """Start the demo in a folder of its own; what the server says stands in `var/server-….log`."""
    folder = tmp_path_factory.mktemp("house")
    port = server.free_port()
    house = House(f"http://127.0.0.1:{port}", folder / "data")
    environment = {"HOSHIMORI_DATA": str(house.data)}
    with server.running(["demo", "--port", str(port)], environment, port, ROOT / "var" / f"server-{worker_id}.log"):
        house.remember()
        yield house


@pytest.fixture
def house(running_house: House) -> House:
    """Return the house as on its first day."""
    running_house.as_on_the_first_day()
    return running_house


@pytest.fixture(params=list(LOCALES))
def language(request: pytest.FixtureRequest) -> str:
    """Both languages, one after the other."""
    return str(request.param)


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest) -> str:
    """A wide screen and a phone, one after the other."""
    return str(request.param)


@pytest.fixture
def visitor(house: House, new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Visitor]]:
    """Let somebody in: `visitor()`, `visitor("en")`, `visitor("ja", "phone")`, each with a browser of their own."""
    visitors: list[Visitor] = []

    def come(language: str = "ja", screen: str = "wide", **options: Any) -> Visitor:
        context = new_context(base_url=house.url, locale=LOCALES[language], **SCREENS[screen], **options)
        visitors.append(Visitor(context.new_page(), house))
        return visitors[-1]

    yield come
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    assert complaints == []
