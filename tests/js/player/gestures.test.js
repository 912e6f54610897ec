import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { gestures } from "#kf/player/gestures.js";

/** An event as a browser would make it; the target says what it is on. */
class Press extends Event {
  constructor(type, values = {}) {
    super(type, { bubbles: true, cancelable: true });
    for (const [name, value] of Object.entries({ button: 0, pointerType: "touch", ...values }))
      Object.defineProperty(this, name, { value, configurable: true });
  }
}
class Area extends EventTarget {
  inside = "stage";
  getBoundingClientRect() {
    return { left: 0, top: 0 };
  }
  setPointerCapture() {}
  closest(selector) {
    return selector === "kf-marks" && this.inside === "marks" ? this : null;
  }
}

describe("fingers on the stage", () => {
  let area;
  let done;
  let marking;
  let fitted;
  let stop;
  const had = {};

  beforeEach(() => {
    for (const name of ["Element", "PointerEvent", "WheelEvent"]) had[name] = globalThis[name];
    Object.assign(globalThis, { Element: Area, PointerEvent: Press, WheelEvent: { DOM_DELTA_LINE: 1 } });
    area = new Area();
    done = [];
    marking = false;
    fitted = true;
    stop = gestures(area, {
      zoom: (factor, { x, y }) => done.push(["zoom", Math.round(factor * 100) / 100, x, y]),
      pan: (dx, dy) => done.push(["pan", dx, dy]),
      fit: () => done.push(["fit"]),
      fitted: () => fitted,
      marking: () => marking,
      grab: () => false,
    });
  });
  afterEach(() => {
    stop();
    Object.assign(globalThis, had);
  });

  /** What the part under the pointer gets to hear of an event, or nothing where the stage keeps it. */
  const press = (type, pointerId, clientX, clientY, more = {}) => {
    const event = new Press(type, { pointerId, clientX, clientY, ...more });
    const bubbled = [];
    const stopped = event.stopPropagation.bind(event);
    event.stopPropagation = () => {
      bubbled.push("kept");
      stopped();
    };
    Object.defineProperty(event, "isTrusted", { value: true, configurable: true });
    area.dispatchEvent(event);
    return bubbled.includes("kept") ? "kept" : "heard";
  };

  test("two of them zoom about their middle and move it", () => {
    press("pointerdown", 1, 100, 100);
    press("pointerdown", 2, 200, 100);
    press("pointermove", 2, 300, 100);
    assert.deepEqual(done, [
      ["zoom", 2, 200, 100],
      ["pan", 50, 0],
    ]);
  });

  test("one of them moves it only where it is larger than the stage", () => {
    press("pointerdown", 1, 100, 100);
    press("pointermove", 1, 110, 100);
    assert.deepEqual(done, []);
    fitted = false;
    press("pointermove", 1, 130, 105);
    assert.deepEqual(done, [["pan", 20, 5]]);
  });

  test("two quick taps on one place show all of it, elsewhere they do not", () => {
    for (const x of [100, 300, 300]) {
      press("pointerdown", 1, x, 100, { timeStamp: 10 });
      press("pointerup", 1, x, 100);
    }
    assert.deepEqual(done, [["fit"]]);
  });

  test("the first marks what it is on; the second takes both over", () => {
    marking = true;
    area.inside = "marks";
    const cancelled = [];
    area.addEventListener("pointercancel", ({ pointerId }) => cancelled.push(pointerId));
    assert.equal(press("pointerdown", 1, 100, 100), "heard");
    assert.equal(press("pointermove", 1, 120, 100), "heard");
    assert.equal(press("pointerdown", 2, 200, 100), "kept");
    assert.deepEqual(cancelled, [1]);
    assert.equal(press("pointermove", 1, 100, 120), "kept");
    assert.equal(done.length, 2);
  });

  test("with a pen in hand, fingers only move the picture", () => {
    marking = true;
    area.inside = "marks";
    assert.equal(press("pointerdown", 9, 50, 50, { pointerType: "pen" }), "heard");
    assert.equal(press("pointerdown", 1, 100, 100), "kept");
    press("pointermove", 1, 90, 100);
    assert.deepEqual(done, [["pan", -10, 0]]);
  });
});
