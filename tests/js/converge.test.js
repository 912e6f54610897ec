import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { shownKeyframes } from "#kf/core/document.js";
import { ApiError } from "#kf/core/net.js";
import { Store } from "#kf/core/store.js";
import { calm, firstSnapshot, keyframe, ModelServer, rows, SHOT, seeded } from "./lib/model.js";

const LOST = () => new ApiError(0, "unreachable", "The server cannot be reached.");

/** A page on a bad line: requests and answers get lost, events come late, in bunches or not at all. */
class Page {
  constructor(name, server, random) {
    this.name = name;
    this.server = server;
    this.random = random;
    this.requests = [];
    this.events = [];
    const send = (batch) => new Promise((resolve, reject) => this.requests.push({ batch, resolve, reject }));
    this.store = new Store(server.snapshot(), { send });
    this.store.onGap = () => this.store.welcome(server.snapshot());
    server.listeners.push((event) => this.events.push(event));
  }

  answerOne(honest = false) {
    const request = this.requests.shift();
    if (!request) return;
    if (!honest && this.random.chance(0.15)) return request.reject(LOST());
    try {
      const answer = structuredClone(this.server.take(this.name, request.batch));
      if (!honest && this.random.chance(0.15)) request.reject(LOST());
      else request.resolve(answer);
    } catch (error) {
      request.reject(error);
    }
  }

  hearOne(honest = false) {
    const late = !honest && this.random.chance(0.2) ? this.random.below(this.events.length) : 0;
    const [event] = this.events.splice(late, 1);
    if (event && (honest || !this.random.chance(0.15))) this.store.receive(event);
  }

  /** The connection was cut: what was under way is lost, and the page is greeted again. */
  reconnect() {
    this.events.length = 0;
    for (const { reject } of this.requests.splice(0)) reject(LOST());
    this.store.welcome(this.server.snapshot());
  }
}

let written = 0;

/** Every value is written once only, so who wrote what stands in the value. */
function randomEdit(page) {
  const { store, random, name } = page;
  written += 1;
  const ids = [...store.keyframes.value.keys()];
  const kind = random.pick([
    ...["move", "move", "hold", "title", "create", "delete", "undo", "undo", "undo", "redo"],
    ...["track", "track", "marker", "words", "other track"],
  ]);
  const id = random.pick(ids.length > 0 ? ids : ["nobody"]);
  if (kind === "undo") void store.undo();
  else if (kind === "redo") void store.redo();
  else if (kind === "track") editTrack(page);
  else if (kind === "marker") editMarker(page);
  else if (kind === "words") editWords(page, id);
  else if (kind === "other track")
    store.edit("o", [
      {
        do: "set",
        on: "keyframe",
        id,
        to: { track: random.pick([...store.tracks.value.keys()]), frame: written * 3 },
      },
    ]);
  else if (kind === "title")
    store.edit("t", [{ do: "set", on: "project", id: "project", to: { title: `${name} ${written}` } }]);
  else if (kind === "create")
    store.edit("c", [{ do: "create", on: "keyframe", id: `${name}-${written}`, to: fresh() }]);
  else if (kind === "delete" && ids.length > 2) store.edit("d", [{ do: "delete", on: "keyframe", id }]);
  else if (kind === "move")
    store.edit("m", [
      { do: "set", on: "keyframe", id, to: { frame: random.chance(0.1) ? 12 : written * 3 } },
    ]);
  else store.edit("h", [{ do: "set", on: "keyframe", id, to: { hold: written } }]);
}

function editTrack({ store, random, name }) {
  const id = random.pick([...store.tracks.value.keys()]);
  const kind = random.pick(["create", "create", "rename", "rename", "delete", "hide"]);
  const to = { shot: SHOT, name: `${name} ${written}`, order: `V${written}` };
  if (kind === "create") {
    const made = `${name}-track-${written}`;
    store.edit("track", [
      { do: "create", on: "track", id: made, to },
      { do: "create", on: "keyframe", id: `${name}-${written}`, to: { ...fresh(), track: made } },
    ]);
  } else if (kind === "delete") {
    store.edit("track", [{ do: "delete", on: "track", id }]);
    if (random.chance(0.5)) void store.undo();
  } else if (kind === "hide") store.edit("track", [{ do: "set", on: "track", id, to: { hidden: written } }]);
  else store.edit("track", [{ do: "set", on: "track", id, to: { name: to.name, order: to.order } }]);
}

function editMarker({ store, random, name }) {
  const there = [...store.markers.value.keys()];
  const kind = there.length > 0 ? random.pick(["create", "set", "set", "delete"]) : "create";
  const id = kind === "create" ? `${name}-marker-${written}` : random.pick(there);
  const to = { shot: SHOT, frame: written, length: written, name: `${name} ${written}` };
  if (kind === "delete") {
    store.edit("marker", [{ do: "delete", on: "marker", id }]);
    if (random.chance(0.5)) void store.undo();
  } else if (kind === "set") store.edit("marker", [{ do: "set", on: "marker", id, to: { frame: written } }]);
  else store.edit("marker", [{ do: "create", on: "marker", id, to }]);
}

/** Two properties of one key and one of another row, in one batch. */
function editWords({ store, name }, id) {
  const pose = `pose-${written % 3}`;
  store.edit("words", [
    { do: "set", on: "keyframe", id, to: { hint: `${name} ${written}`, seed: written } },
    { do: "set", on: "pose", id: pose, to: { name: `${name} ${written}`, tags: [`${written}`] } },
  ]);
}

function fresh() {
  const { id, ...to } = keyframe("x", written * 3);
  return to;
}

async function settle(pages) {
  for (let turn = 0; turn < 400; turn += 1) {
    for (const page of pages) {
      page.answerOne(true);
      page.hearOne(true);
    }
    await calm();
    mock.timers.tick(5000);
    await calm();
    const done = pages.every(
      ({ store, requests, events }) => store.saved.value === "saved" && requests.length + events.length === 0,
    );
    if (done && turn > 2) return;
  }
  assert.fail("the pages did not come to rest");
}

/**
 * Go through what the server applied. What an undo or redo replaces must be its own: the value was first written
 * by that person, or was last put there by them.
 */
function checkUndo(server) {
  const authors = new Map();
  const writers = new Map();
  for (const { who, batch, before, applied } of server.history) {
    const guarded = new Set(batch.operations.filter((one) => one.was).map((one) => one.id));
    for (const { on, id, to } of applied.filter((one) => one.do === "set")) {
      const row = on === "project" ? before.project : before[`${on}s`].get(id);
      for (const [name, value] of Object.entries(to)) {
        if (name === "track" || name === "shot") continue; // the same few values again and again
        const place = `${id}.${name}`;
        const own = authors.get(`${place}=${row?.[name]}`) === who || writers.get(place) === who;
        if (guarded.has(id))
          assert.ok(own, `${who} took back what another wrote: ${place} was ${row?.[name]}`);
        if (!authors.has(`${place}=${value}`)) authors.set(`${place}=${value}`, who);
        writers.set(place, who);
      }
    }
  }
}

/** How often each kind of operation took hold, over all seeds. @type {Map<string, number>} */
const done = new Map();

for (const seed of Array.from({ length: 40 }, (_, place) => place + 91)) {
  test(`three people on bad lines end with what the server has (seed ${seed})`, async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const random = seeded(seed);
      const server = new ModelServer(firstSnapshot([0, 12, 24, 36]));
      const pages = ["ana", "ben", "chi"].map((name) => new Page(name, server, random));
      for (let step = 0; step < 120; step += 1) {
        const page = random.pick(pages);
        const act = random.below(4);
        if (random.chance(0.03)) page.reconnect();
        else if (act === 0) randomEdit(page);
        else if (act === 1) page.answerOne();
        else if (act === 2) page.hearOne();
        else mock.timers.tick(random.below(800));
        await calm();
      }
      await settle(pages);
      for (const { store, name } of pages) {
        assert.equal(store.revision.value, server.revision, name);
        assert.deepEqual(rows(store.keyframes.value), rows(shownKeyframes(server.document)), name);
        for (const kind of ["tracks", "markers", "poses", "shots"])
          assert.deepEqual(rows(store[kind].value), rows(server.document[kind]), `${name}: ${kind}`);
        assert.deepEqual(store.project.value, server.document.project, name);
        const states = [...store.segments.value.values()].map(({ state }) => state);
        assert.ok(
          states.every((state) => state === "fresh"),
          `${name}: ${states}`,
        );
      }
      checkUndo(server);
      for (const { applied } of server.history)
        for (const one of applied)
          done.set(`${one.do} ${one.on}`, (done.get(`${one.do} ${one.on}`) ?? 0) + 1);
    } finally {
      mock.timers.reset();
    }
  });
}

test("everything that people do was done in these runs", () => {
  for (const on of ["keyframe", "track", "marker"])
    for (const verb of ["create", "set", "delete", "restore"])
      assert.ok((done.get(`${verb} ${on}`) ?? 0) >= 5, `${verb} ${on}: ${done.get(`${verb} ${on}`)}`);
});
