import assert from "node:assert/strict";
import { test } from "node:test";
import { pictureOn } from "#kf/marks/fit.js";
import { framingOf, isStill, leavesGaps, limited, matrixOf, STILL } from "#kf/match/laying.js";

const CANVAS = { width: 1280, height: 720 };
const near = (a, b, off = 0.6) => assert.ok(Math.abs(a - b) <= off, `${a} is not ${b}`);

/** Where a pixel of an original comes to lie on the canvas, by a framing of it, as the server cuts and places it. */
function placed(framing, original, [x, y]) {
  const angle = (framing.turn * Math.PI) / 180;
  const [mx, my] = [original.width / 2, original.height / 2];
  const [dx, dy] = [x - mx, y - my];
  const turned = [
    mx + Math.cos(angle) * dx - Math.sin(angle) * dy,
    my + Math.sin(angle) * dx + Math.cos(angle) * dy,
  ];
  const size = { width: Math.round(framing.width), height: Math.round(framing.height) };
  const box = pictureOn(CANVAS, size);
  return [0, 1].map(
    (axis) => [box.x, box.y][axis] + (turned[axis] - [framing.x, framing.y][axis]) * (box.width / size.width),
  );
}

const CASES = [
  [
    { width: 1280, height: 720 },
    { x: 0, y: 0, width: 1280, height: 720, turn: 0 },
  ],
  [
    { width: 900, height: 1200 },
    { x: 0, y: 0, width: 900, height: 1200, turn: 0 },
  ],
  [
    { width: 2000, height: 1500 },
    { x: 150, y: -40, width: 1100, height: 800, turn: 12 },
  ],
];
const LAYINGS = [
  STILL,
  { scale: 1.3, turn: 0, x: 0.1, y: -0.05 },
  { scale: 0.8, turn: -25, x: -0.2, y: 0.12 },
];

test("the framing puts every pixel where the laid picture has it", () => {
  for (const [original, framing] of CASES)
    for (const laying of LAYINGS) {
      const next = framingOf(laying, CANVAS, { framing, original });
      near(next.width / next.height, 1280 / 720, 1e-6);
      const [a, b, c, d, e, f] = matrixOf(laying, CANVAS);
      for (const pixel of [
        [0, 0],
        [original.width, 0],
        [321, 456],
      ]) {
        const [x, y] = placed(framing, original, pixel);
        const [wantX, wantY] = [a * x + c * y + e, b * x + d * y + f];
        const [gotX, gotY] = placed(next, original, pixel);
        near(gotX, wantX, 2);
        near(gotY, wantY, 2);
      }
    }
});

test("turning is clockwise about the middle, and shifting comes last", () => {
  const [a, b, c, d, e, f] = matrixOf({ scale: 2, turn: 90, x: 0.1, y: 0 }, CANVAS);
  const at = ([x, y]) => [a * x + c * y + e, b * x + d * y + f];
  near(at([640, 360])[0], 640 + 128);
  near(at([640, 360])[1], 360);
  near(at([740, 360])[0], 640 + 128);
  near(at([740, 360])[1], 360 + 200);
});

test("gaps are told, and nothing is told apart from next to nothing", () => {
  const whole = { width: 1280, height: 720 };
  assert.equal(leavesGaps(STILL, CANVAS, whole), false);
  assert.equal(leavesGaps({ ...STILL, x: 0.05 }, CANVAS, whole), true);
  assert.equal(leavesGaps({ ...STILL, scale: 1.2, x: 0.05 }, CANVAS, whole), false);
  assert.equal(leavesGaps(STILL, CANVAS, { width: 720, height: 720 }), true);
  assert.ok(isStill(STILL) && isStill({ ...STILL, x: 1e-5 }) && !isStill({ ...STILL, turn: 0.1 }));
  assert.deepEqual(limited({ scale: 9, turn: 270, x: -3, y: 0.5 }), { scale: 4, turn: -90, x: -1, y: 0.5 });
});
