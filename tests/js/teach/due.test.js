import assert from "node:assert/strict";
import { test } from "node:test";
import { isOver } from "#kf/teach/due.js";

const NOW = new Date("2026-11-26T15:30:00Z"); // half past midnight in Seoul, the day after

test("a day is over on the clocks of the class, not on those here", () => {
  assert.ok(isOver("2026-11-26", "", "Asia/Seoul", NOW));
  assert.ok(!isOver("2026-11-27", "", "Asia/Seoul", NOW));
  assert.ok(!isOver("2026-11-26", "", "Europe/Berlin", NOW));
});

test("a time of a day is over from that minute on", () => {
  assert.ok(isOver("2026-11-27", "00:30", "Asia/Seoul", NOW));
  assert.ok(!isOver("2026-11-27", "00:31", "Asia/Seoul", NOW));
  assert.ok(!isOver("", "00:30", "Asia/Seoul", NOW));
});
