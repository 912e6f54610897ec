/**
 * What the server has of a project, and on top of it this page's edits that it has not answered. Answers and others'
 * edits are taken in strictly in the order of their revisions, under our own, so nothing flickers.
 *
 * @import {Document, Operation, OpsEvent, Segment, Snapshot} from "#kf/core/types.d.ts"
 * @import {Known} from "#kf/core/segments.js"
 * @import {Batch} from "#kf/core/outbox.js"
 * @import {Part} from "#kf/core/undo.js"
 */
import { fromSnapshot } from "#kf/core/document.js";
import { apply, perform } from "#kf/core/ops.js";
import { noted, presented } from "#kf/core/segments.js";

/** @typedef {{batch: Batch, revision: number | null, parts: Part[]}} Pending parts: the entry that an undo or redo came from */
/** @typedef {{batch: string | null, applied: Operation[], segments: Record<string, Segment | null>}} Landed */

export class Ledger {
  /** The revision of the project that `server` stands at. */
  revision = 0;
  /** @type {Document} */
  server;
  /** What the server said of each segment. @type {Map<string, Known>} */
  known = new Map();
  /** Our edits that are not in `server`, the oldest first. @type {Pending[]} */
  #pending = [];
  /** @type {Map<number, Landed | OpsEvent>} answers and events by revision, until all before them are there */
  #landed = new Map();
  /** How far the edits on top were applied already. @type {{server: Document, done: Operation[][], document: Document} | null} */
  #shown = null;

  /** @param {Snapshot} snapshot */
  constructor(snapshot) {
    this.server = fromSnapshot(snapshot);
  }

  /** The document that the page shows: an edit more is applied to what was shown before. @returns {Document} */
  get document() {
    const all = this.#pending.map(({ batch }) => batch.operations);
    const had = this.#shown;
    const goesOn = had?.server === this.server && had.done.every((operations, at) => operations === all[at]);
    const rest = goesOn ? all.slice(had.done.length) : all;
    const document = rest.reduce(apply, goesOn ? had.document : this.server);
    this.#shown = { server: this.server, done: all, document };
    return document;
  }

  /** Every segment as the page shows it. @returns {Map<string, Segment>} */
  get segments() {
    return presented(this.document, this.known);
  }

  /** The edits that the server may not have yet, the oldest first. @returns {Batch[]} */
  get unanswered() {
    return this.#pending.filter(({ revision }) => revision === null).map(({ batch }) => batch);
  }

  /** The edits that are shown on top of the server's document. @returns {readonly Pending[]} */
  get pending() {
    return this.#pending;
  }

  /** Whether something is here that an unheard revision holds up. */
  get holed() {
    return this.#landed.size > 0;
  }

  /**
   * Put an edit on top.
   * @param {Batch} batch
   * @param {Part[]} parts
   * @returns {Operation[]} what takes it back
   */
  add(batch, parts) {
    const { inverse } = perform(this.document, batch.operations);
    this.#pending.push({ batch, revision: null, parts });
    return inverse;
  }

  /**
   * Put edits that an earlier page made below all of ours.
   * @param {readonly Batch[]} batches the oldest first
   * @returns {Operation[][]} what takes each back
   */
  addBefore(batches) {
    this.#pending.unshift(...batches.map((batch) => ({ batch, revision: null, parts: [] })));
    let document = this.server;
    return batches.map(({ operations }) => {
      const done = perform(document, operations);
      document = done.document;
      return done.inverse;
    });
  }

  /** Take an edit off again: it was refused, or there was nothing to do. @param {string} batch */
  remove(batch) {
    this.#pending = this.#pending.filter((one) => one.batch.id !== batch);
  }

  /** The server has answered an edit, which lands with this revision. @param {string} batch @param {number} revision */
  answered(batch, revision) {
    const pending = this.#pending.find((one) => one.batch.id === batch);
    if (pending) pending.revision = revision;
  }

  /** Begin anew from all that the server has; our unanswered edits stay on top. @param {Snapshot} snapshot */
  welcome(snapshot) {
    const { gone } = this.server;
    this.server = { ...fromSnapshot(snapshot), gone };
    this.known = noted(new Map(), this.server, snapshot.segments, { trust: true });
    this.revision = snapshot.revision;
    this.advance();
  }

  /** Keep what led to a revision until all before it is there. @param {number} revision @param {Landed | OpsEvent} landed */
  land(revision, landed) {
    if (revision > this.revision) this.#landed.set(revision, landed);
    this.advance();
  }

  /** Take in what has landed, as far as no revision is missing. */
  advance() {
    for (let next = this.#next(); next; next = this.#next()) {
      this.revision += 1;
      this.server = apply(this.server, next.applied);
      this.known = noted(this.known, this.server, next.segments);
      if (next.batch) this.remove(next.batch);
    }
    const now = this.revision;
    for (const revision of this.#landed.keys()) if (revision <= now) this.#landed.delete(revision);
    this.#pending = this.#pending.filter(({ revision }) => revision === null || revision > now);
  }

  #next() {
    return this.#landed.get(this.revision + 1);
  }
}
