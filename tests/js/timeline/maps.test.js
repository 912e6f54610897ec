import assert from "node:assert/strict";
import { test } from "node:test";
import { mapped } from "#kf/timeline/mapping.js";
import { framesToSee, placeMarkers } from "#kf/timeline/markerplaces.js";
import { freshSegment } from "../lib/model.js";
import { key } from "./lanes.js";

test("a whole shot is a few paths, one for each way in which segments stand", () => {
  const lane = Array.from({ length: 1000 }, (_, place) => key(`k${place}`, place * 12));
  const segments = new Map(
    lane.map(({ id }, place) => [id, { ...freshSegment("t", 11), state: place % 2 ? "fresh" : "missing" }]),
  );
  const { standings, keys, count } = mapped([lane, []], segments, 12_000);
  assert.deepEqual([...standings.keys()].sort(), ["made", "open"]);
  assert.equal(count, 1000);
  assert.equal(keys.match(/M/g)?.length, 1000);
  const ends = [...keys.matchAll(/M([\d.]+)/g)].map(([, x]) => Number(x));
  assert.ok(ends[0] === 0 && ends.at(-1) <= 320);
  assert.ok(ends.every((x, place) => place === 0 || x >= ends[place - 1]));
});

test("a marker beyond the shot's end can be seen, with the shot", () => {
  const signals = (length, ...markers) => ({ shotLength: { value: length }, markerList: { value: markers } });
  assert.equal(framesToSee(signals(72)), 72);
  assert.equal(framesToSee(signals(72, { frame: 20, length: 0 }, { frame: 60, length: 4 })), 72);
  assert.equal(framesToSee(signals(72, { frame: 95, length: 0 })), 96);
  assert.equal(framesToSee(signals(72, { frame: 70, length: 10 })), 80);
});

test("markers have the room up to the next one, and those out of sight are not drawn", () => {
  const marker = (id, frame, length = 0) => ({ id, shot: "s", frame, length, name: id, colour: "key" });
  const all = [marker("a", 0), marker("b", 10), marker("c", 10, 30), marker("d", 500)];
  const sight = { x: (frame) => 12 + frame * 10, px: 10, from: 0, to: 1000 };
  const places = placeMarkers(all, sight);
  assert.deepEqual(
    places.map(({ marker: { id } }) => id),
    ["a", "b", "c"],
  );
  const [a, b, c] = places;
  assert.deepEqual([a.x, a.room], [12, 98]);
  assert.equal(b.room, 240);
  assert.deepEqual([c.width, c.room], [300, 240]);
  assert.deepEqual(
    placeMarkers(all, { ...sight, from: 380, to: 900 }).map(({ marker: { id } }) => id),
    ["c"],
  );
});
