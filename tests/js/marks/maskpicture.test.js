import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { maskPicture } from "#kf/marks/maskpicture.js";

const { Image } = globalThis;
afterEach(() => {
  globalThis.Image = Image;
});

/** Pictures that cannot be read the first few times. @param {number} failures */
function stumbling(failures) {
  const asked = /** @type {string[]} */ ([]);
  globalThis.Image = /** @type {any} */ (
    class {
      src = "";
      async decode() {
        asked.push(this.src);
        if (asked.length <= failures) throw new Error("busy");
      }
    }
  );
  return asked;
}

const atOnce = async () => {};

test("a mask that is not found yet is asked for again", async () => {
  const asked = stumbling(2);
  assert.equal((await maskPicture("/mask.png", atOnce)).src, "/mask.png");
  assert.equal(asked.length, 3);
});

test("after a few times it fails", async () => {
  const asked = stumbling(99);
  await assert.rejects(maskPicture("/mask.png", atOnce), /busy/);
  assert.equal(asked.length, 4);
});
