"""
A shot of 240 frames at 24 frames a second, 1280x720: is every frame shown when it is played, and how long
does it take from the pointer to the right picture when it is scrubbed?

Each drawing carries its number: after the render its files are written anew with a row of black and white
fields, so that what stands on the stage's canvas can be read off it. It is read at every picture of the
screen. A frame counts as shown when its own number was on the canvas while it was due; a picture counts as
wrong when it carries another number than the playhead and the page does not say that it is approximate.

Scrubbed is over frames that the page says are loaded, back and forth by the mouse, with leaps; the time runs
from the pointer's event to the first picture of the screen with the right number on it.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Page

from tests.bench import pictures
from tests.bench.browser import page_of
from tests.bench.figure import Figure, percentile
from tests.machines import Studio, studio
from tests.person import Person, place

FRAMES, RATE = 240, 24
WIDTH, HEIGHT = 1280, 720
BITS, FIELD = 8, 80  # the fields are so large that neither JPEG nor zoom can turn one over
SCRUBS, SPAN = 240, 60

READ = """(bits) => {
  const small = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  Object.assign(small.canvas, { width: bits + 2, height: 1 });
  const { store } = window.kf;
  const stage = document.querySelector("kf-stage");
  window.painted = () => {
    const canvas = stage.querySelector("canvas");
    const frame = stage.querySelector(".stage-frame");
    const scale = frame.offsetWidth / 1280;
    const ratio = canvas.width / canvas.clientWidth;
    const field = 80 * scale * ratio;
    const [x, y] = [frame.offsetLeft * ratio + field / 2, frame.offsetTop * ratio + 4.5 * field];
    small.imageSmoothingEnabled = false;
    for (let bit = 0; bit < bits + 2; bit++) small.drawImage(canvas, x + bit * field, y, 2, 2, bit, 0, 1, 1);
    const { data } = small.getImageData(0, 0, bits + 2, 1);
    if (data[bits * 4] < 128 || data[bits * 4 + 4] > 128) return null;
    let number = 0;
    for (let bit = 0; bit < bits; bit++) number = number * 2 + (data[bit * 4] > 128 ? 1 : 0);
    return number;
  };
  window.honest = () => stage.querySelector(".tag-lack") !== null;
  window.seen = { times: [], wrong: 0, shown: new Set(), pictures: 0 };
  let since = null;
  const moved = ({ timeStamp }) => { since ??= timeStamp; };
  addEventListener("pointermove", moved, { capture: true, passive: true });
  const look = () => {
    const [number, frame] = [window.painted(), store.frame.value];
    const between = frame > 0 && frame < 239;
    const right = between ? number === frame : number === null;
    window.seen.pictures += 1;
    if (right) window.seen.shown.add(frame);
    else if (!window.honest()) window.seen.wrong += 1;
    if (right && since !== null) {
      window.seen.times.push(performance.now() - since);
      since = null;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
FRESH = "() => { window.seen = { times: [], wrong: 0, shown: new Set(), pictures: 0 }; }"
TAKE = "() => ({ ...window.seen, shown: [...window.seen.shown] })"
NEXT = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
LOADED = """(least) => {
  const words = document.querySelector("kf-status").innerText.match(/(\\d+) of \\d+ frames loaded/);
  return words && Number(words[1]) >= least;
}"""


def measure() -> list[Figure]:
    """
    Frames that were not shown in a play, and the 95th percentile from pointer to picture.
    """
    with studio(workers=2) as address, Person(address) as person:
        project, key = _lay_out(person)
        _number(address, key)
        with page_of(person) as page:
            page.goto(f"/projects/{project}")
            page.wait_for_function("() => window.kf?.store.connected.value")
            page.wait_for_function(LOADED, arg=SPAN)
            page.evaluate(READ, BITS)
            play = _play(page)
            scrub = _scrub(page)
    load = os.getloadavg()[0]
    missed = FRAMES - len(play["shown"])
    return [
        Figure(
            f"frames of {FRAMES} not shown, played at {RATE} fps, {WIDTH}x{HEIGHT}",
            missed,
            1,
            detail={"page says": play["dropped"], "wrong pictures": play["wrong"], "load": load},
        ),
        Figure(
            "ms from pointer to the right picture, scrubbing loaded frames, p95",
            percentile(scrub["times"], 0.95),
            33,
            detail={
                "p50 ms": percentile(scrub["times"], 0.5),
                "longest ms": max(scrub["times"]),
                "steps": len(scrub["times"]),
                "load": load,
            },
        ),
        Figure(
            "wrong pictures that were not said to be approximate, playing and scrubbing",
            play["wrong"] + scrub["wrong"],
            0,
            detail={"pictures looked at": play["pictures"] + scrub["pictures"]},
        ),
    ]


def _play(page: Page) -> dict[str, Any]:
    """
    Once from the first frame to the last.
    """
    page.get_by_role("button", name="Loop", exact=True).click()
    page.locator(".stage").focus()
    page.keyboard.press("Home")
    page.wait_for_function(LOADED, arg=SPAN)
    page.evaluate(NEXT)
    page.evaluate(FRESH)
    page.keyboard.press("Space")
    page.wait_for_function(
        f"() => window.kf.store.frame.value === {FRAMES - 1} && !window.kf.store.playing.value"
    )
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    found: dict[str, Any] = page.evaluate(TAKE)
    words = page.locator("kf-status").inner_text()
    found["dropped"] = next(
        (int(part.split()[0]) for part in words.split("\n") if part.endswith("dropped")), 0
    )
    return found


def _scrub(page: Page) -> dict[str, Any]:
    """
    Back and forth over the first frames, step by step and in leaps.
    """
    page.keyboard.press("Home")
    page.wait_for_function(LOADED, arg=SPAN)
    ruler = page.get_by_role("slider", name="Playhead").first.bounding_box()
    assert ruler is not None
    page.evaluate("() => window.kf.store.seek(1)")
    page.evaluate(NEXT)
    left = _x_of(page, 1)
    wide = (_x_of(page, 41) - left) / 40
    y = ruler["y"] + 8
    page.mouse.move(left, y)
    page.mouse.down()
    page.evaluate(NEXT)
    page.evaluate(FRESH)
    for step in range(SCRUBS):
        there = step % (2 * SPAN)
        frame = there if there < SPAN else 2 * SPAN - there
        if step % 7 == 0:
            frame = (frame * 17) % SPAN
        page.mouse.move(left + (1 + frame) * wide, y)
        page.evaluate(NEXT)
    found: dict[str, Any] = page.evaluate(TAKE)
    page.mouse.up()
    return found


def _x_of(page: Page, frame: int) -> float:
    """
    Where a frame lies on the ruler.
    """
    page.evaluate("(frame) => window.kf.store.seek(frame)", frame)
    page.evaluate(NEXT)
    flag = page.locator("kf-timeline .phd-flag").bounding_box()
    assert flag is not None
    return flag["x"] + flag["width"] / 2


def _lay_out(person: Person) -> tuple[str, str]:
    """
    Two poses with 238 drawings between them, rendered; answer the project and the take.
    """
    person.arrive()
    rate = [RATE, 1]
    made = person.post("/projects", {"title": "Numbers", "width": WIDTH, "height": HEIGHT, "rate": rate})
    project = str(made["id"])
    shot = person.get(f"/projects/{project}")["shots"][0]["id"]
    (one, first), (two, second), *_ = pictures.poses((WIDTH, HEIGHT)).items()
    poses = [
        person.upload(project, f"{name}.png", data)["id"] for name, data in ((one, first), (two, second))
    ]
    keys = [
        place(shot, poses[0], 0, method="crossfade"),
        place(shot, poses[1], FRAMES - 1, method="crossfade"),
    ]
    person.edit(project, *keys)
    person.post(f"/projects/{project}/renders", {"shot": shot})
    left = keys[0]["id"]
    while (segment := person.get(f"/projects/{project}")["segments"][left])["state"] != "fresh":
        assert segment["state"] != "failed", segment
    return project, str(segment["key"])


def _number(address: Studio, take: str) -> None:
    """
    Write every drawing's files anew, its number on it.
    """
    folder = next(Path(address.data_dir).rglob(f"frames/*/{take}"))
    noise: dict[tuple[int, int], Image.Image] = {}
    for path in folder.iterdir():
        with Image.open(path) as image:
            size = image.size
        if size not in noise:
            noise[size] = Image.effect_noise((80, 45), 40).resize(size).convert("RGB")
        picture = _numbered(noise[size].copy(), int(path.name.split(".")[0]) + 1)
        out = io.BytesIO()
        if path.suffix == ".png":
            picture.save(out, "PNG", compress_level=1)
        else:
            picture.save(out, "JPEG", quality=85)
        path.write_bytes(out.getvalue())


def _numbered(picture: Image.Image, number: int) -> Image.Image:
    """
    A picture with fields on it: the number's bits, the highest first, then always one that is white and one
    that is black.
    """
    draw = ImageDraw.Draw(picture)
    field = FIELD * picture.width / WIDTH
    for bit, digit in enumerate(f"{number:0{BITS}b}10"):
        level = 255 if digit == "1" else 0
        draw.rectangle((bit * field, 4 * field, (bit + 1) * field, 5 * field), fill=(level,) * 3)
    return picture
