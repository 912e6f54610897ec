"""
The sample's girl: how long after a hand lets go of a joint is the segment previewed, and how long after
another spacing does the stage show it?

A joint of Reach is dragged by the mouse and let go, each time to another place, so that nothing drawn before
can be shown. The clock in the page runs from the pointer's own release to the picture after the one for which
all twelve in-betweens from Stand to Reach were there. Then the spacing of that segment is changed; the clock
runs until the stage has painted another drawing for the frame under the playhead.
"""

from __future__ import annotations

import os

from playwright.sync_api import Page

from tests.bench.browser import page_of
from tests.bench.figure import Figure, percentile
from tests.machines import studio
from tests.person import Person

RELEASES, CHANGES, FIRST = 24, 44, 2
COUNT, MIDDLE = 12, 7
JOINT = "right_hand"

LAY_OUT = """(count) => {
  const { store } = window.kf;
  const [left, right, last] = store.lane.value;
  const frame = left.frame + left.hold + count;
  void store.edit("Lay out", [{ do: "set", on: "keyframe", id: right.id, to: { frame } }]);
  return [left.id, right.id];
}"""

RELEASED = """(left) => {
  window.released = new Promise((done) => {
    addEventListener("pointerup", ({ timeStamp }) => {
      const look = () => {
        if (!window.kf.previews.complete(left)) requestAnimationFrame(look);
        else requestAnimationFrame(() => done(performance.now() - timeStamp));
      };
      // The edit is made in the release's own listeners, which come after this one.
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
}"""

JOINTS = """(key) => {
  const { poses, keyframes } = window.kf.store;
  return poses.value.get(keyframes.value.get(key).pose).joints;
}"""

WATCH = """() => {
  const { drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (image, ...rest) {
    if (rest.length === 8 && image instanceof ImageBitmap) window.cut = [...rest.slice(0, 4)].join(" ");
    return drawImage.call(this, image, ...rest);
  };
}"""

CHANGE = """async ([left, ease]) => {
  const { store } = window.kf;
  const next = () => new Promise((done) => requestAnimationFrame(done));
  const before = window.cut;
  const started = performance.now();
  void store.edit("Spacing", [{ do: "set", on: "keyframe", id: left, to: { ease } }]);
  while (window.cut === before && performance.now() - started < 5000) await next();
  await next();
  return performance.now() - started;
}"""


def measure() -> list[Figure]:
    """
    The 95th percentile of both.
    """
    with studio(workers=1) as address, Person(address) as person, page_of(person) as page:
        page.add_init_script("localStorage.setItem('kf-toured', '1')")
        page.goto("/")
        page.wait_for_function("() => window.kf?.store.connected.value")
        left, right = page.evaluate(LAY_OUT, COUNT)
        page.wait_for_function("() => window.kf.store.saved.value === 'saved'")
        released = _releases(page, left, right)
        changed = _changes(page, left)
    load = os.getloadavg()[0]
    return [
        Figure(
            "ms from letting go of a joint until its segment of 12 in-betweens is previewed, p95",
            percentile(released, 0.95),
            1000,
            detail={
                "p50 ms": percentile(released, 0.5),
                "longest ms": max(released),
                "releases": len(released),
                "load": load,
            },
        ),
        Figure(
            "ms from another spacing until the stage shows it, p95",
            percentile(changed, 0.95),
            100,
            detail={
                "p50 ms": percentile(changed, 0.5),
                "longest ms": max(changed),
                "changes": len(changed),
                "load": load,
            },
        ),
    ]


def _releases(page: Page, left: str, right: str) -> list[float]:
    page.evaluate("(id) => window.kf.store.select([id])", right)
    page.locator("kf-inspector").get_by_role("button", name="joints").first.click()
    number = page.evaluate(
        "(name) => [...window.kf.store.characters.value.values()][0].skeleton.names.indexOf(name)", JOINT
    )
    handle = page.locator(f'kf-stage [data-joint="{number}"] .mk-hit')
    times = []
    for turn in range(FIRST + RELEASES):
        page.wait_for_function("(left) => window.kf.previews.ready(left)", arg=left)
        before = page.evaluate(JOINTS, right)
        box = handle.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        across, down = (12 if turn % 2 else -12), 3 + turn % 5
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + across, y - down, steps=4)
        page.evaluate(RELEASED, left)
        page.mouse.up()
        times.append(page.evaluate("() => window.released"))
        assert page.evaluate(JOINTS, right) != before, "the joint was not dragged"
    page.keyboard.press("Escape")
    return times[FIRST:]


def _changes(page: Page, left: str) -> list[float]:
    page.evaluate(WATCH)
    frame = page.evaluate(
        "([left, n]) => { const { store } = window.kf; const key = store.keyframes.value.get(left);"
        " store.seek(key.frame + key.hold - 1 + n); return store.frame.value; }",
        [left, MIDDLE],
    )
    assert frame > 0
    page.wait_for_function("(left) => window.kf.previews.ready(left) && window.cut", arg=left)
    times = []
    for turn in range(FIRST + CHANGES):
        ease = ("in", "out", "linear", "both")[turn % 4]
        times.append(page.evaluate(CHANGE, [left, ease]))
        page.evaluate("() => new Promise((done) => setTimeout(done, 120))")
    return times[FIRST:]
