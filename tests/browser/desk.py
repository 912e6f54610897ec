"""
The editor's page in the words of the person at it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.tongue import ENGLISH, Tongue

SEGMENTS = (
    """() => Object.fromEntries([...window.kf.store.segments.value].map(([id, one]) => [id, {...one}]))"""
)

# Base64, because a list of numbers takes a second to cross. A copy is read: reading the page's own canvas
# would have Chromium complain, and slow it down.
PIXELS = """() => {
  const frame = document.querySelector(".stage-frame");
  const { offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height } = frame;
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(document.querySelector("kf-stage canvas"), x, y, width, height, 0, 0, width, height);
  const { data } = copy.getImageData(0, 0, width, height);
  let text = "";
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  return [width, height, btoa(text)];
}"""


class Desk:
    """
    One page of the editor. What is most used works in every language.
    """

    def __init__(self, page: Page, says: Tongue = ENGLISH) -> None:
        self.page = page
        self.says = says
        self.library = page.locator("kf-library")
        self.stage = page.locator("kf-stage")
        self.transport = page.locator("kf-transport")
        self.timeline = page.locator("kf-timeline")
        self.inspector = page.locator("kf-inspector")
        self.status = page.locator("kf-status")
        self.toasts = page.locator("kf-toasts")
        self.frame = self.transport.get_by_role("spinbutton", name=says("Frame"))

    def open(self, project: str) -> Desk:
        """
        Go to a project.
        """
        self.page.goto(f"/projects/{project}")
        return self.ready()

    def ready(self) -> Desk:
        """
        Wait until the page works and is connected.
        """
        self.page.wait_for_function("() => window.kf?.store.connected.value")
        return self

    def reload(self) -> None:
        """
        Come back as after a cup of tea: what is shown now is what the server kept.
        """
        self.saved()
        self.page.reload()
        self.ready()

    @property
    def project(self) -> str:
        """
        The project's id.
        """
        return self.page.url.rstrip("/").rpartition("/")[2]

    # -- what is there ------------------------------------------------------------------------------------

    def saved(self) -> None:
        """
        Expect that all edits are with the server.
        """
        expect(self.page.locator("kf-saved")).to_have_text(self.says("Saved"))

    def key(self, name: str, frame: int | None = None) -> Locator:
        """
        The keyframe of a pose, at a frame as people read it.
        """
        says = self.says
        what = f"{says('Keyframe')}, {says('pose {name}', name=name)}"
        where = rf".*, {says('frame {frame}', frame=frame)}(,|$)" if frame else ""
        return self.timeline.get_by_role("gridcell", name=re.compile(rf"^{re.escape(what)}\b{where}"))

    def keys(self) -> Locator:
        """
        All keyframes that the track shows.
        """
        return self.timeline.locator("[data-key]")

    def segment(self, left: str, right: str, state: str = "") -> Locator:
        """
        The segment between two poses, if its state is this.
        """
        words = rf"in-betweens?, {re.escape(left)} to {re.escape(right)}, .*{state}"
        return self.timeline.get_by_role("gridcell", name=re.compile(words))

    def segments(self) -> dict[str, dict[str, Any]]:
        """
        What the page knows of every segment, by its left keyframe.
        """
        found: dict[str, dict[str, Any]] = self.page.evaluate(SEGMENTS)
        return found

    def pose(self, name: str) -> Locator:
        """
        A picture's card in the library.
        """
        return self.library.get_by_role("option", name=re.compile(rf"^{re.escape(name)}(,|$)"))

    def pixels(self) -> NDArray[np.uint8]:
        """
        What the stage shows of the project's canvas, at the stage's own size.
        """
        width, height, text = self.page.evaluate(PIXELS)
        return np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)[..., :3]

    # -- what one does ------------------------------------------------------------------------------------

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """
        A button of the page.
        """
        return self.page.get_by_role("button", name=name)

    def upload(self, files: Sequence[FilePayload]) -> None:
        """
        Choose files in the system's own dialog.
        """
        with self.page.expect_file_chooser() as chooser:
            self.button(self.says("Upload poses")).first.click()
        chooser.value.set_files(files)

    def tab(self, name: str) -> None:
        """
        Turn to a tab of the inspector.
        """
        self.inspector.get_by_role("tab", name=name, exact=True).click()

    def type_number(self, name: str, text: str) -> None:
        """
        Type into a number field of the inspector, and press Enter.
        """
        field = self.inspector.get_by_role("spinbutton", name=name, exact=True)
        field.fill(text)
        field.press("Enter")

    def full_size(self) -> None:
        """
        One pixel of the project on one pixel of the stage.
        """
        self.button(re.compile("Show at full size")).click()

    def drag(
        self, start: Locator, to_frame: int, said: Locator, *, at: tuple[float, float] = (8, 30)
    ) -> None:
        """
        Drag something over the timeline until the page says that it is at this frame, and let go there.
        """
        mouse = self.page.mouse
        box, lane = _box(start), _box(self.timeline.locator(".is-active .trk"))
        mouse.move(box["x"] + at[0], box["y"] + at[1])
        mouse.down()
        visible = _box(self.timeline.locator(".tl-scroll"))
        low, high = visible["x"] + 1, visible["x"] + visible["width"] - 41
        # What is on the timeline stays at its height: below the ruler the playhead is slower.
        y = lane["y"] + lane["height"] / 2 if lane["y"] > box["y"] + 60 else box["y"] + at[1]
        mouse.move(box["x"] + at[0] + 6, y)
        while low < high:  # the frame only ever grows to the right
            x = (low + high) // 2
            mouse.move(x, y)
            self.page.evaluate(TWO_FRAMES)
            now = _last_number(said.inner_text())
            if now == to_frame:
                break
            low, high = (x + 1, high) if now < to_frame else (low, x)
        assert _last_number(said.inner_text()) == to_frame, said.inner_text()
        mouse.up()

    def drag_pose(self, name: str, to_frame: int) -> None:
        """
        Carry a pose from the library to a frame of the timeline.
        """
        self.drag(self.pose(name), to_frame, self.timeline.locator(".landing"), at=(40, 40))

    def drag_key(self, name: str, to_frame: int) -> None:
        """
        Drag a keyframe to a frame.
        """
        self.drag(self.key(name), to_frame, self.timeline.locator(".drag-chip"))

    def drag_hold(self, name: str, frames: int) -> None:
        """
        Drag the edge of a keyframe's hold until it is so long.
        """
        edge = self.key(name).locator(".hold-edge")
        self.drag(edge, frames, self.timeline.locator(".drag-chip"), at=(2, 2))

    def render(self) -> None:
        """
        Press the one button that renders the shot.
        """
        self.transport.locator("button.split-main").click()

    def rendered(self) -> None:
        """
        Expect that the whole shot is rendered.
        """
        expect(self.transport.get_by_text(self.says("All rendered"))).to_be_visible(timeout=60_000)


# A move of the pointer is taken in with the next picture, and painted with the one after.
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def _box(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box is not None, locator
    return dict(box)


def _last_number(text: str) -> int:
    """
    The frame in "frame 31 → 38 (+7)" and in "frame 38".
    """
    return int(re.findall(r"\d+", text.partition("(")[0])[-1])


def eventually(look: Callable[[], bool], page: Page, what: str, seconds: float = 20) -> None:
    """
    Wait until something is true that no locator can tell, looking once per painted picture.
    """
    for _ in range(int(seconds * 20)):
        if look():
            return
        page.evaluate(TWO_FRAMES)
    raise AssertionError(f"In {seconds:g} seconds this did not happen: {what}.")
