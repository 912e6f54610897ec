import assert from "node:assert/strict";
import { test } from "node:test";
import { planRows, rowAt } from "#kf/timeline/rows.js";

const plan = (count, room, more = {}) =>
  planRows(
    Array.from({ length: count }, (_, place) => `t${place}`),
    { active: "t0", room, judged: false, ...more },
  );

test("a lone track has all the room there is", () => {
  const [row] = plan(1, 200);
  assert.deepEqual([row.top, row.height, row.thin], [0, 200, false]);
  assert.ok(row.strip >= 76 && row.strip <= 96);
});

test("where there is room every row is whole, else only the active one", () => {
  assert.deepEqual(
    plan(3, 320).map(({ thin }) => thin),
    [false, false, false],
  );
  const rows = plan(3, 180, { active: "t1" });
  assert.deepEqual(
    rows.map(({ thin }) => thin),
    [true, false, true],
  );
  assert.ok(rows[2].top + rows[2].height <= 180);
});

test("rows follow one another without a gap, and the active one can always be read", () => {
  for (let count = 1; count <= 12; count += 1) {
    for (const room of [60, 110, 160, 200, 300, 420]) {
      let top = 0;
      for (const row of plan(count, room, { active: "t0", judged: true })) {
        assert.equal(row.top, top);
        top += row.height;
        if (!row.thin)
          assert.ok(row.strip >= 40 && row.height >= row.strip + row.lane + 48, `${count} ${room}`);
        else assert.ok(row.height >= row.strip);
      }
    }
  }
});

test("quality has its curves where there is room, and rows that fingers can meet are higher", () => {
  assert.equal(plan(1, 116, { judged: true })[0].lane, 0);
  assert.ok(plan(1, 220, { judged: true })[0].lane >= 32);
  assert.equal(plan(1, 220)[0].lane, 0);
  assert.deepEqual(
    plan(3, 330, { judged: true }).map(({ lane }) => lane > 0),
    [true, false, false],
    "room for one: the active track has it",
  );
  assert.ok(plan(3, 400, { judged: true }).every(({ lane }) => lane >= 32));
  assert.equal(plan(4, 150, { least: 44 })[1].height, 44);
});

test("a height belongs to a row, and beyond the ends to the nearest", () => {
  const rows = plan(3, 180);
  assert.equal(rowAt(rows, rows[1].top + 1)?.id, "t1");
  assert.equal(rowAt(rows, -5)?.id, "t0");
  assert.equal(rowAt(rows, 9999)?.id, "t2");
  assert.equal(rowAt([], 3), undefined);
});
