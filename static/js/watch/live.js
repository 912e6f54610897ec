/**
 * The live line of a player: it hears that something has changed, and who may still look. What it shows it reads anew.
 */
import { backoff } from "#kf/core/backoff.js";

const PING = 20_000;
const PATIENCE = 15_000;
/** After this many failed openings (a school's proxy may block sockets) we look by ourselves, this often. */
const FAILURES = 2;
const LOOK = 15_000;
const NO_ACCESS = 4403;
const UNKNOWN = 4404;

/** @typedef {{type: string, [name: string]: any}} Told */
/**
 * @typedef {object} Hearers
 * @property {() => void} changed what is shown may be another by now
 * @property {() => void} closed we may no longer look
 * @property {(event: Told) => void} told of anything else
 */

export class Live {
  #url;
  #hearers;
  #ended = false;
  #failures = 0;
  /** Whether this page has been greeted before: what came since it lost the line it has not heard. */
  #greeted = false;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reopen;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;

  /** @param {string} project @param {Hearers} hearers */
  constructor(project, hearers) {
    const { protocol, host } = location;
    this.#url = `${protocol === "https:" ? "wss" : "ws"}://${host}/ws/projects/${project}/watch`;
    this.#hearers = hearers;
    setInterval(() => this.#ping(), PING);
    setInterval(() => this.#failures >= FAILURES && this.#hearers.changed(), LOOK);
    addEventListener("online", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
    this.#open();
  }

  /** Leave for good. */
  end() {
    this.#ended = true;
    clearTimeout(this.#reopen);
    this.#socket?.close();
  }

  #open() {
    clearTimeout(this.#reopen);
    if (this.#ended || this.#socket) return;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#hear(JSON.parse(data)));
    socket.addEventListener("close", ({ code }) => this.#closed(socket, code));
  }

  /** @param {WebSocket} socket @param {number} code */
  #closed(socket, code) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#calm();
    this.#failures += 1;
    if (code === NO_ACCESS || code === UNKNOWN) this.#dismissed();
    else if (!this.#ended) this.#again();
  }

  #again() {
    this.#reopen = setTimeout(() => this.#open(), backoff(this.#failures));
    // Who may not look is refused before there is a socket that could say so: see what a request says.
    if (this.#failures === 1) this.#hearers.changed();
  }

  /** @param {Told} event */
  #hear(event) {
    this.#calm();
    if (event.type === "bye") this.#dismissed();
    else if (event.type === "changed") this.#hearers.changed();
    else if (event.type === "welcome") this.#welcomed(event);
    else if (event.type !== "pong") this.#hearers.told(event);
  }

  /** @param {Told} event */
  #welcomed(event) {
    this.#failures = 0;
    if (this.#greeted) this.#hearers.changed();
    this.#greeted = true;
    this.#hearers.told(event);
  }

  #dismissed() {
    if (this.#ended) return;
    this.end();
    this.#hearers.closed();
  }

  /** Back from sleep or from a tunnel: do not wait for the next try. */
  #wake = () => {
    if (this.#ended || document.hidden) return;
    if (this.#socket) this.#ping();
    else this.#open();
  };

  #ping() {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send('{"type":"ping"}');
    this.#patience ??= setTimeout(() => {
      socket.close();
      this.#closed(socket, 1006);
    }, PATIENCE);
  }

  #calm() {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }
}
