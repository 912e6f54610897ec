"""
The player and the embed: what somebody sees who was sent a link.
"""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests import machines
from tests.browser.pictures import LEFT, RED, RIGHT, Disc
from tests.browser.scenes import GROUND_RGB, Scene, lay_out
from tests.browser.test_pages import barriers, looking
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ON_ITS_SIDE: dict[str, Any] = {**PHONE, "viewport": {"width": 844, "height": 390}}
COLOUR = """([x, y]) => {
  const { canvas } = kf.desk.player;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
  copy.drawImage(canvas, 0, 0);
  return [...copy.getImageData(x, y, 1, 1).data].slice(0, 3);
}"""


@dataclass
class Shared:
    """
    A film of a red disc that goes from left to right in ten frames, and a link to it.
    """

    scene: Scene
    link: str
    path: str
    embed: str

    @property
    def links(self) -> str:
        return f"/projects/{self.scene.project}/links/{self.link}"

    def revoke(self) -> None:
        """
        Shut the link.
        """
        person = self.scene.person
        person.http.delete(f"/api{self.links}", headers=person.headers()).raise_for_status()


@pytest.fixture
def shared(person: Person) -> Shared:
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    render(scene)
    made = person.post(f"/projects/{scene.project}/links", {"level": "view"})
    path = made["url"].removeprefix(person.address)
    return Shared(scene, made["id"], path, made["url"].replace("/s/", "/e/"))


def render(scene: Scene) -> None:
    """
    Have everything drawn.
    """
    scene.person.post(f"/projects/{scene.project}/renders", {})
    machines.wait_until(lambda: scene.segment("Left")["state"] == "fresh", "the segment is drawn")


def opened(visitors: Visitors, shared: Shared, **options: Any) -> Page:
    """
    The player of somebody who has followed the link.
    """
    page = visitors.stranger(**options)
    page.goto(shared.path)
    page.wait_for_url("**/watch")
    return ready(page)


def ready(page: Page) -> Page:
    """
    Wait until the player has painted its frame.
    """
    expect(page.locator("#canvas")).to_be_visible()
    return page


def at(page: Page, frame: int) -> None:
    """
    Expect that the player stands still on a frame, as people count them, and that its picture is painted.
    """
    expect(page.locator("#scrub")).to_have_attribute("aria-valuenow", str(frame))
    expect(page.locator("#now")).to_have_text(str(frame))
    expect(page.locator("#film")).not_to_have_attribute("data-late", "")


def colour(page: Page, x: int) -> tuple[int, ...]:
    """
    The colour in the middle of the height, where the picture is 320 wide.
    """
    found: list[int] = page.evaluate(COLOUR, [x, 90])
    return tuple(found)


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 16


# -- Looking ------------------------------------------------------------------------------------------


def test_the_first_picture_is_there_before_any_script(visitors: Visitors, shared: Shared) -> None:
    page = visitors.stranger(java_script_enabled=False)
    page.goto(shared.path)
    page.get_by_role("button", name="Open").click()

    page.goto(f"{page.url}?frame=10")
    picture = page.locator("#first")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.bounding_box() is not None
    assert page.locator("#ticks use").count() == 2


def test_somebody_without_an_account_plays_it_and_stops_at_any_frame(
    visitors: Visitors, shared: Shared
) -> None:
    page = opened(visitors, shared)
    at(page, 1)
    assert near(colour(page, LEFT.x), RED)
    assert near(colour(page, RIGHT.x), GROUND_RGB)
    expect(page.get_by_text("shared by Guest")).to_be_visible()

    page.get_by_role("button", name="Loop").click()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    at(page, 10)
    assert near(colour(page, RIGHT.x), RED)
    assert near(colour(page, LEFT.x), GROUND_RGB)

    page.get_by_role("button", name="One frame back").click()
    at(page, 9)
    expect(page.get_by_text("Machine-made frame", exact=True)).to_be_visible()
    page.get_by_role("button", name="To the keyframe before").click()
    at(page, 1)
    expect(page.get_by_text("Machine-made frame", exact=True)).to_be_hidden()


def test_everything_by_keys(visitors: Visitors, shared: Shared) -> None:
    page = opened(visitors, shared)
    for key, frame in [
        ("ArrowRight", 2),
        ("ArrowRight", 3),
        ("ArrowLeft", 2),
        (".", 10),
        (",", 1),
        ("End", 10),
        ("Home", 1),
        ("Shift+ArrowRight", 10),
        ("Shift+ArrowLeft", 1),
    ]:
        page.keyboard.press(key)
        at(page, frame)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.keyboard.press("Shift+L")
    expect(page.get_by_role("button", name="Loop")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Full screen", exact=True)).to_be_visible()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_be_visible()
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("Home")
    at(page, 1)
    expect(page.get_by_role("slider", name="Frame")).to_have_attribute(
        "aria-valuetext", "Frame 1 of 10, a key, drawn by people"
    )


def test_time_is_dragged(visitors: Visitors, shared: Shared) -> None:
    page = opened(visitors, shared)
    box = page.locator("#scrub").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.25, y)
    page.mouse.down()
    at(page, 3)
    page.mouse.move(box["x"] + box["width"] * 0.55, y)
    at(page, 6)
    page.mouse.move(box["x"] + box["width"] * 2, y)
    at(page, 10)
    page.mouse.up()


def test_an_address_names_a_frame(visitors: Visitors, shared: Shared) -> None:
    page = opened(visitors, shared)
    page.goto(f"{page.url}?frame=10")
    ready(page)
    at(page, 10)
    assert near(colour(page, RIGHT.x), RED)
    page.keyboard.press("ArrowLeft")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the address of this frame").click()
    expect(page.get_by_text("The address of this frame is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("/watch?frame=9")


def test_what_is_not_drawn_says_so(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 4: Disc("Right", 251, RED)})  # a pair that no other test has had drawn
    page = visitors.browser_of(person)
    page.goto(f"/projects/{scene.project}/watch?frame=3")
    ready(page)
    expect(page.get_by_text("Not drawn yet: the key before is held", exact=True)).to_be_visible()
    expect(page.get_by_text("3 frames are not drawn yet")).to_be_visible()
    assert near(colour(page, LEFT.x), RED)
    render(scene)
    expect(page.get_by_text("3 frames are not drawn yet")).to_be_hidden()
    expect(page.get_by_text("Machine-made frame", exact=True)).to_be_visible()


# -- On a phone ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [PHONE, ON_ITS_SIDE], ids=["upright", "on its side"])
def test_on_a_phone(visitors: Visitors, shared: Shared, options: dict[str, Any]) -> None:
    page = opened(visitors, shared, **options)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in page.locator(".w-bar button:visible, .w-bar select, .w-acts :is(button, a):visible").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= (
            28 if "av" in (control.get_attribute("class") or "") else 44
        ), box
    picture, bar = page.locator("#picture").bounding_box(), page.locator(".w-bar").bounding_box()
    assert picture is not None
    assert bar is not None
    assert picture["y"] + picture["height"] <= bar["y"]
    assert bar["y"] + bar["height"] <= options["viewport"]["height"]
    page.locator("#picture").tap(position={"x": 40, "y": 60})
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.locator("#picture").tap(position={"x": 40, "y": 60})
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


# -- What changes meanwhile ---------------------------------------------------------------------------


def test_an_edit_is_seen_without_a_reload(visitors: Visitors, shared: Shared) -> None:
    page = opened(visitors, shared)
    scene = shared.scene
    expect(page.locator("#last")).to_have_text("10")
    scene.person.edit(
        scene.project, {"do": "set", "on": "keyframe", "id": scene.keys["Right"], "to": {"frame": 14}}
    )
    expect(page.locator("#last")).to_have_text("15")
    page.keyboard.press("End")
    at(page, 15)
    assert near(colour(page, RIGHT.x), RED)


def test_a_link_that_is_revoked_shuts_the_page(visitors: Visitors, shared: Shared) -> None:
    page = opened(visitors, shared)
    page.keyboard.press("Space")
    shared.revoke()
    expect(page.get_by_role("heading", name="This is closed now")).to_be_visible()
    for key in ("Space", "ArrowRight", "?", "c"):
        page.keyboard.press(key)
    assert "Discs" not in page.content()
    expect(page.locator("canvas, img")).to_have_count(0)
    visitors.expect("status of 404")
    answer = page.goto(page.url)
    assert answer is not None
    assert answer.status == 404


def test_what_one_may_do_follows_the_link(visitors: Visitors, shared: Shared) -> None:
    page = opened(visitors, shared)
    download = page.get_by_role("button", name="Download")
    expect(download).to_be_visible()
    person = shared.scene.person
    person.http.patch(
        f"/api{shared.links}", json={"download": False}, headers=person.headers()
    ).raise_for_status()
    expect(download).to_be_hidden()
    expect(page.get_by_role("button", name="Make a copy")).to_be_hidden()


# -- Taking it home -----------------------------------------------------------------------------------


def test_the_film_is_saved_by_who_came_by_the_link(visitors: Visitors, shared: Shared) -> None:
    page = opened(visitors, shared)
    page.get_by_role("button", name="Download").click()
    save = page.get_by_role("link", name="Save the film")
    expect(save).to_be_visible(timeout=60_000)
    with page.expect_download() as saved:
        save.click()
    assert saved.value.suggested_filename == "Discs.mp4"
    page.keyboard.press("Escape")


def test_where_it_is_not_rendered_one_is_told_whom_to_ask(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 6: Disc("Right", 247, RED)})  # a pair that no other test has had drawn
    made = person.post(f"/projects/{scene.project}/links", {"level": "view"})
    page = visitors.stranger()
    visitors.expect("status of 409")
    page.goto(made["url"])
    page.wait_for_url("**/watch")
    ready(page).get_by_role("button", name="Download").click()
    expect(page.get_by_text("Ask whoever shared it with you to render it.")).to_be_visible()


def test_a_copy_needs_an_account_and_comes_back(visitors: Visitors, shared: Shared) -> None:
    page = opened(visitors, shared)
    page.get_by_role("button", name="Make a copy").click()
    page.get_by_role("link", name="Make an account").click()
    page.locator("input[type=email]").fill("keeper@example.com")
    for secret in page.locator("input[type=password]").all():
        secret.fill("a long pass phrase")
    page.keyboard.press("Enter")
    page.wait_for_url("**/watch")
    ready(page).get_by_role("button", name="Make a copy").click()
    page.wait_for_url(lambda address: shared.scene.project not in address)
    expect(page).to_have_title("Copy of Discs · kfweb")


# -- For everybody ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("theme", "locale"), [("dark", "en-GB"), ("light", "en-GB"), ("light", "ko-KR")])
def test_nothing_keeps_somebody_out(visitors: Visitors, shared: Shared, theme: str, locale: str) -> None:
    page = looking(visitors, theme, locale)
    page.goto(shared.path)
    page.wait_for_url("**/watch")
    ready(page)
    found = barriers(page)
    page.keyboard.press("ArrowRight")
    found += barriers(page)
    page.keyboard.press("?")
    found += barriers(page)
    page.keyboard.press("Escape")
    page.locator("#copy").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found += barriers(page)
    page.keyboard.press("Escape")
    page.locator(".av").click()
    found += barriers(page)
    page.keyboard.press("Escape")
    assert page.locator("html").get_attribute("lang") == locale[:2]
    play = "재생" if locale == "ko-KR" else "Play"
    expect(page.locator("#play")).to_have_attribute("aria-label", play)
    shared.revoke()
    expect(page.locator("#closed")).to_be_visible()
    found += barriers(page)
    assert not found, "\n".join(dict.fromkeys(found))


# -- In the pages of others ---------------------------------------------------------------------------


@pytest.fixture
def elsewhere() -> Iterator[dict[str, str]]:
    """
    A site of somebody else's: what stands in its pages, by their paths. "address" is where it is.
    """
    pages: dict[str, str] = {}

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        # By a name and not by a number, so that it is another site and not only another port.
        pages["address"] = f"http://localhost:{server.server_port}"
        yield pages
        server.shutdown()


def embedded(page: Page, pages: dict[str, str], src: str, width: int = 640) -> FrameLocator:
    """
    The player in a foreign page.
    """
    frame = f'title="The film" src={json.dumps(src)} width={width} height={width * 9 // 16 + 44}'
    pages["/blog"] = (
        "<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>A blog</title>"
        f'<main><h1>My film</h1><iframe {frame} style="border:0" allow="fullscreen"></iframe></main>'
    )
    page.goto(f"{pages['address']}/blog")
    return page.frame_locator("iframe")


def frame_is(film: FrameLocator, number: int) -> None:
    expect(film.locator("#now")).to_have_text(str(number))


def test_it_plays_in_a_foreign_page(visitors: Visitors, shared: Shared, elsewhere: dict[str, str]) -> None:
    page = visitors.stranger()
    film = embedded(page, elsewhere, shared.embed)

    expect(film.locator("#first")).to_be_visible()
    assert film.locator("#ticks use").count() == 2
    film.get_by_role("button", name="Play Discs").click()
    frame_is(film, 10)
    expect(film.locator("#canvas")).to_be_visible()
    expect(film.locator("#first, #big")).to_have_count(0)
    for key, number in [("Home", 1), ("ArrowRight", 2), (".", 10), (",", 1), ("End", 10)]:
        page.keyboard.press(key)
        frame_is(film, number)
    back = film.get_by_role("link")
    expect(back).to_have_attribute("href", shared.path)
    expect(back).to_have_attribute("rel", "noopener")
    expect(back).to_have_attribute("target", "_blank")
    assert page.context.cookies() == []


def test_an_embed_begins_at_the_frame_of_its_address_and_fits_a_narrow_place(
    visitors: Visitors, shared: Shared, elsewhere: dict[str, str]
) -> None:
    page = visitors.stranger(**PHONE)
    film = embedded(page, elsewhere, f"{shared.embed}?frame=10", width=320)

    frame_is(film, 10)
    for control in (film.locator("#play"), film.locator("#full"), film.locator("#scrub")):
        assert inside(control, page)
    film.locator("#big").click()
    expect(film.locator("#canvas")).to_be_visible()


def inside(control: Locator, page: Page) -> bool:
    """
    Whether a control lies inside its frame.
    """
    box, frame = control.bounding_box(), page.locator("iframe").bounding_box()
    assert box is not None
    assert frame is not None
    return box["x"] >= frame["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"]


def test_an_embed_of_a_revoked_link_says_that_it_shows_nothing(
    visitors: Visitors, shared: Shared, elsewhere: dict[str, str]
) -> None:
    visitors.expect("status of 404")
    page = visitors.stranger()
    film = embedded(page, elsewhere, shared.embed)
    expect(film.locator("#first")).to_be_visible()
    shared.revoke()

    film.get_by_role("button", name="Play Discs").click()

    expect(film.get_by_role("heading", name="This is not shown here any more")).to_be_visible()
    assert "Discs" not in film.locator("body").inner_text()


@pytest.mark.parametrize("locale", ["en-GB", "ko-KR"])
def test_nothing_in_an_embed_keeps_somebody_out(
    visitors: Visitors, shared: Shared, elsewhere: dict[str, str], locale: str
) -> None:
    page = looking(visitors, "light", locale)
    page.goto(shared.embed)
    expect(page.locator("#first")).to_be_visible()
    found = barriers(page)
    page.keyboard.press("End")
    frame = page.locator("#canvas")
    expect(frame).to_be_visible()
    found += barriers(page)
    assert not found, "\n".join(dict.fromkeys(found))
    assert page.locator("html").get_attribute("lang") == locale[:2]
