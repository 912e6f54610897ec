/**
 * The live connection of one project's page. The server greets with everything as it is, then tells what is
 * newer. Events are hints that can be lost: whenever one is missing, we ask to be greeted again.
 *
 * @import {EarlyLine} from "#kf/core/early.js"
 * @import {LiveEvent} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { backoff } from "#kf/core/backoff.js";

const PING = 20_000;
/** A question that stays unanswered for so long was put into a dead line: one may stay open for a day of sleep. */
const PATIENCE = 15_000;
/** With work under way, silence longer than this is worth a question. */
const SILENCE = 5_000;
/** After this many failed openings (a school's proxy may block WebSockets) we ask by plain requests as well. */
const FAILURES = 2;

export class Live {
  #store;
  #url;
  #Socket;
  /** @type {EarlyLine | undefined} */
  #early;
  /** @type {WebSocket | null} */
  #socket = null;
  #failures = 0;
  #ended = false;
  #asked = false;
  /** Whether this connection has greeted us: before that, much may be on its way. */
  #greeted = false;
  #heardAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;
  /** Last number heard of each stream. @type {Map<string, number>} */
  #streams = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reopen;
  /** @type {ReturnType<typeof setInterval>[]} */
  #clocks = [];

  /**
   * @param {Store} store
   * @param {{early?: EarlyLine, url?: string, Socket?: typeof WebSocket}} [options] early: a line that is open already; the others for tests
   */
  constructor(store, { early, url, Socket } = {}) {
    this.#early = early;
    this.#store = store;
    this.#url = url ?? socketUrl(store.project.value.id);
    this.#Socket = Socket ?? globalThis.WebSocket;
  }

  /** Connect, and stay connected until `end`. */
  start() {
    this.#store.onGap = () => this.again();
    this.#clocks = [setInterval(() => this.#ping(), PING), setInterval(() => this.#watch(), SILENCE)];
    globalThis.addEventListener?.("online", this.#wake);
    globalThis.document?.addEventListener("visibilitychange", this.#wake);
    this.#open();
  }

  /** Leave for good. */
  end() {
    this.#ended = true;
    for (const clock of this.#clocks) clearInterval(clock);
    clearTimeout(this.#reopen);
    this.#calm();
    globalThis.removeEventListener?.("online", this.#wake);
    globalThis.document?.removeEventListener("visibilitychange", this.#wake);
    this.#socket?.close();
  }

  /** Ask for everything again, once until the answer is there. */
  again() {
    if (!this.#connected) void this.#store.refresh();
    else if (!this.#asked) this.#say("again");
  }

  get #connected() {
    return this.#socket?.readyState === 1;
  }

  #open() {
    clearTimeout(this.#reopen);
    if (this.#ended || this.#socket) return;
    const early = this.#early;
    this.#early = undefined;
    const socket = early?.line ?? new this.#Socket(this.#url);
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#hear(JSON.parse(data)));
    socket.addEventListener("close", ({ code }) => this.#closed(socket, code));
    if (early) this.#takeOver(early);
  }

  /** Hear what an early line has said, and that it was closed. @param {EarlyLine} early */
  #takeOver({ line, heard }) {
    line.onmessage = null;
    for (const data of heard) this.#hear(JSON.parse(data));
    if (line.readyState === 3) this.#closed(line, 1006);
  }

  /** @param {WebSocket} socket @param {number} code */
  #closed(socket, code) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#asked = false;
    this.#greeted = false;
    this.#calm();
    this.#failures += 1;
    this.#store.connected.value = false;
    if (code === 4403 || code === 4404) this.#dismissed();
    else if (!this.#ended) this.#reopen = setTimeout(() => this.#open(), backoff(this.#failures));
  }

  /** Back from sleep or from a tunnel: do not wait for the next try. */
  #wake = () => {
    if (this.#ended || globalThis.document?.visibilityState === "hidden") return;
    if (this.#connected) this.#say("ping");
    else if (!this.#socket) this.#open();
  };

  /** @param {"ping" | "again"} type */
  #say(type) {
    if (type === "again") this.#asked = true;
    this.#socket?.send(JSON.stringify({ type }));
    // A greeting may be long, and comes as a whole.
    if (this.#greeted)
      this.#patience ??= setTimeout(() => this.#hangUp(), this.#asked ? 4 * PATIENCE : PATIENCE);
  }

  /** The line is dead and does not know it. */
  #hangUp() {
    const socket = this.#socket;
    if (!socket) return;
    socket.close();
    this.#closed(socket, 1006);
  }

  #calm() {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  #ping() {
    if (this.#connected) this.#say("ping");
  }

  /** Work is under way and nothing is heard of it: ask, whichever way is open. */
  #watch() {
    const quiet = Date.now() - this.#heardAt >= SILENCE;
    const hidden = globalThis.document?.visibilityState === "hidden";
    if (this.#ended || hidden || !quiet) return;
    if (this.#connected && this.#store.busy.value) {
      this.#asked = false;
      this.again();
    } else if (!this.#connected && this.#failures >= FAILURES) {
      void this.#store.refresh();
    }
  }

  /** @param {LiveEvent} event */
  #hear(event) {
    this.#calm();
    if (event.type !== "pong") this.#heardAt = Date.now();
    if (event.type === "welcome") this.#welcomed();
    if (event.type === "bye") this.#dismissed();
    else if (this.#inTurn(event)) this.#store.receive(event);
  }

  #welcomed() {
    this.#failures = 0;
    this.#asked = false;
    this.#greeted = true;
    this.#streams.clear();
    this.#store.connected.value = true;
    this.#store.retry();
  }

  /** We may no longer look. The store tells, and whoever shows the project closes. */
  #dismissed() {
    this.end();
    this.#store.shut();
  }

  /**
   * Whether an event is news. One number left out of its stream means that something was lost.
   * @param {LiveEvent & {stream?: string, seq?: number}} event
   */
  #inTurn({ stream, seq }) {
    if (stream === undefined || seq === undefined) return true;
    const last = this.#streams.get(stream);
    if (last !== undefined && seq <= last) return false;
    this.#streams.set(stream, seq);
    if (last !== undefined && seq > last + 1) this.again();
    return true;
  }
}

/** @param {string} project */
function socketUrl(project) {
  const { protocol, host } = globalThis.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/ws/projects/${project}`;
}
