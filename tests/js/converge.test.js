import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { ApiError } from "#kf/core/net.js";
import { Store } from "#kf/core/store.js";
import { calm, firstSnapshot, keyframe, ModelServer, rows, seeded } from "./lib/model.js";

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
    const event = this.events.shift();
    if (event && (honest || !this.random.chance(0.15))) this.store.receive(event);
  }
}

let written = 0;

/** Every value is written once only, so who wrote what stands in the value. */
function randomEdit(page) {
  const { store, random, name } = page;
  written += 1;
  const ids = [...store.keyframes.value.keys()];
  const kind = random.pick(["move", "move", "hold", "title", "create", "delete", "undo", "undo", "redo"]);
  const id = random.pick(ids.length > 0 ? ids : ["nobody"]);
  if (kind === "undo") void store.undo();
  else if (kind === "redo") void store.redo();
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
    for (const { id, to } of applied.filter((one) => one.do === "set")) {
      const row = id === "project" ? before.project : before.keyframes.get(id);
      for (const [name, value] of Object.entries(to)) {
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
        if (act === 0) randomEdit(page);
        else if (act === 1) page.answerOne();
        else if (act === 2) page.hearOne();
        else mock.timers.tick(random.below(800));
        await calm();
      }
      await settle(pages);
      for (const { store, name } of pages) {
        assert.equal(store.revision.value, server.revision, name);
        assert.deepEqual(rows(store.keyframes.value), rows(server.document.keyframes), name);
        assert.deepEqual(store.project.value, server.document.project, name);
        const states = [...store.segments.value.values()].map(({ state }) => state);
        assert.ok(
          states.every((state) => state === "fresh"),
          `${name}: ${states}`,
        );
      }
      checkUndo(server);
    } finally {
      mock.timers.reset();
    }
  });
}
