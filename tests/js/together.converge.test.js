/**
 * Three people, each with the real store behind the real live connection: deliveries are cut, doubled and out of
 * order, requests and answers get lost, the server asks to slow down, and what people may do changes. They always
 * end with what the server has, and no undo takes back what another wrote last.
 */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { shownKeyframes } from "#kf/core/document.js";
import { Live } from "#kf/core/live.js";
import { ApiError } from "#kf/core/net.js";
import { Store } from "#kf/core/store.js";
import { calm, firstSnapshot, ModelServer, rows, seeded } from "./lib/model.js";

const EDITOR = { role: "editor", may: ["view", "edit", "render", "export", "copy"] };
const VIEWER = { role: "viewer", may: ["view"] };
const LOST = () => new ApiError(0, "unreachable", "The server cannot be reached.");
const FAST = () => new ApiError(429, "too_fast", "Too many edits came at once.", {}, 1);
const SHUT = () => new ApiError(404, "lost", "There is nothing at this address that you can see.");

/** A person whose page hears through a socket of the server's, and whose requests are answered when it suits. */
class Person {
  constructor(name, server, random) {
    Object.assign(this, {
      name,
      server,
      random,
      level: EDITOR,
      requests: [],
      wire: [],
      seq: 0,
      wrote: new Map(),
    });
    const person = this;
    this.Socket = class extends EventTarget {
      readyState = 0;
      constructor() {
        super();
        person.socket = this;
        person.wire.length = 0;
      }
      send(text) {
        if (JSON.parse(text).type === "again") person.greet();
        else person.wire.push({ type: "pong", revision: server.revision });
      }
      close() {
        this.readyState = 3;
      }
    };
    const send = (batch) => new Promise((resolve, reject) => this.requests.push({ batch, resolve, reject }));
    const snapshot = { ...server.snapshot(), you: { id: name, name, is_guest: false }, level: EDITOR };
    this.store = new Store(snapshot, { send });
    this.live = new Live(this.store, { url: "ws://test", Socket: this.Socket });
    this.live.start();
    server.listeners.push((event) => {
      this.seq += 1;
      this.wire.push({ ...event, stream: "server", seq: this.seq });
    });
    this.greet();
  }

  /** The server welcomes the page that is connected, with everything as it is now. */
  greet() {
    const { server, name, level } = this;
    const you = { id: name, name, is_guest: false };
    this.wire.push({ type: "welcome", snapshot: { ...server.snapshot(), you, level } });
  }

  hear(honest = false) {
    const { random, wire, socket } = this;
    if (wire.length === 0 || socket.readyState === 3) return;
    const place = !honest && random.chance(0.25) ? random.below(wire.length) : 0;
    const [event] = wire.splice(place, 1);
    if (!honest && event.type === "ops" && random.chance(0.15)) return;
    socket.readyState = 1;
    const times = !honest && random.chance(0.1) ? 2 : 1;
    for (let time = 0; time < times; time += 1)
      socket.dispatchEvent(Object.assign(new Event("message"), { data: JSON.stringify(event) }));
  }

  answer(honest = false) {
    const request = this.requests.shift();
    if (!request) return;
    const { random, server, name } = this;
    if (!honest && random.chance(0.15)) return request.reject(LOST());
    if (!honest && random.chance(0.1)) return request.reject(FAST());
    if (!this.level.may.includes("edit")) return request.reject(SHUT());
    try {
      const answer = structuredClone(server.take(name, request.batch));
      if (!honest && random.chance(0.15)) request.reject(LOST());
      else request.resolve(answer);
    } catch (error) {
      request.reject(error);
    }
  }

  /** The line is cut: what was on it is lost, and the page connects anew. */
  cut() {
    const { socket } = this;
    socket.readyState = 3;
    socket.dispatchEvent(Object.assign(new Event("close"), { code: 1006 }));
    for (const { reject } of this.requests.splice(0)) reject(LOST());
  }

  say(level) {
    this.level = level;
    this.wire.push({ type: "level", ...level });
  }
}

let written = 0;

function act({ store, random, name }) {
  written += 1;
  const ids = [...store.keyframes.value.keys()];
  const id = random.pick(ids.length > 0 ? ids : ["nobody"]);
  const kind = random.pick(["frame", "hold", "hint", "title", "create", "delete", "undo", "undo", "redo"]);
  const set = (to) => void store.edit(kind, [{ do: "set", on: "keyframe", id, to }]);
  if (kind === "undo") void store.undo();
  else if (kind === "redo") void store.redo();
  else if (kind === "title")
    void store.edit("t", [{ do: "set", on: "project", id: "project", to: { title: `${name} ${written}` } }]);
  else if (kind === "create") {
    const { id: _id, ...to } = { ...[...store.keyframes.value.values()][0], frame: written * 3, hint: "" };
    if (to.track) void store.edit("c", [{ do: "create", on: "keyframe", id: `${name}-${written}`, to }]);
  } else if (kind === "delete" && ids.length > 2)
    void store.edit("d", [{ do: "delete", on: "keyframe", id }]);
  else if (kind === "frame") set({ frame: written * 3 });
  else if (kind === "hint") set({ hint: `${name} ${written}` });
  else set({ hold: written });
}

/** Whatever an undo or redo wrote over had been written last by the same person. */
function checkUndo(server) {
  const last = new Map();
  const first = new Map();
  for (const { who, batch, before, applied } of server.history) {
    const guarded = new Set(batch.operations.filter((one) => one.was).map((one) => one.id));
    for (const { on, id, to } of applied.filter((one) => one.do === "set")) {
      const row = on === "project" ? before.project : before[`${on}s`].get(id);
      for (const [property, value] of Object.entries(to)) {
        const place = `${id}.${property}`;
        const own = last.get(place) === who || first.get(`${place}=${row?.[property]}`) === who;
        if (guarded.has(id)) assert.ok(own, `${who} took back what another wrote last: ${place}`);
        if (!first.has(`${place}=${value}`)) first.set(`${place}=${value}`, who);
        last.set(place, who);
      }
    }
  }
}

async function settle(people) {
  for (const person of people) person.say(EDITOR);
  for (let turn = 0; turn < 600; turn += 1) {
    for (const person of people) {
      if (person.socket.readyState === 0) person.greet();
      person.answer(true);
      person.hear(true);
    }
    await calm();
    mock.timers.tick(1000);
    await calm();
    const done = people.every(
      ({ store, requests, wire, server }) =>
        store.saved.value === "saved" &&
        requests.length + wire.length === 0 &&
        store.revision.value === server.revision,
    );
    if (done && turn > 5) return;
  }
  assert.fail("the pages did not come to rest");
}

for (const seed of Array.from({ length: 40 }, (_, place) => place + 7)) {
  test(`three people on lines that are cut end with what the server has (seed ${seed})`, async () => {
    mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
    const random = seeded(seed);
    const server = new ModelServer(firstSnapshot([0, 12, 24, 36]));
    const people = ["ana", "ben", "chi"].map((name) => new Person(name, server, random));
    try {
      for (let step = 0; step < 150; step += 1) {
        const person = random.pick(people);
        const luck = random.below(100);
        if (luck < 3) person.cut();
        else if (luck < 6) person.say(person.level === EDITOR ? VIEWER : EDITOR);
        else if (random.chance(0.3)) act(person);
        else if (random.chance(0.4)) person.answer();
        else if (random.chance(0.7)) person.hear();
        else mock.timers.tick(random.below(800));
        if (person.socket.readyState === 0 && person.wire.length === 0) person.greet();
        await calm();
      }
      await settle(people);
      for (const { store, name } of people) {
        assert.deepEqual(rows(store.keyframes.value), rows(shownKeyframes(server.document)), name);
        assert.deepEqual(store.project.value, server.document.project, name);
      }
      checkUndo(server);
    } finally {
      for (const { live } of people) live.end();
      mock.timers.reset();
    }
  });
}
