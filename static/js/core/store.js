/**
 * The one model behind the editor's page. Everything on it is a signal: read `.value` while rendering and you
 * are told when it changes. Rows are changed through `edit` alone; the page shows an edit at once, and the
 * server's answer wins.
 *
 * What is shown = the server's last document + our edits it has not answered yet. Answers and others' edits
 * are taken in strictly in the order of their revisions, under our own, so nothing flickers.
 *
 * @import {Answer, Character, Document, Engine, Film, Id, Keyframe, LiveEvent, Operation, OpsEvent, Outcome, Person, Pose,
 *   Project, Render, Segment, Shot, Snapshot, Toast, Upload} from "#kf/core/types.d.ts"
 * @import {Known} from "#kf/core/segments.js"
 * @import {Part} from "#kf/core/undo.js"
 * @import {Batch, Send} from "#kf/core/outbox.js"
 * @import {ApiError} from "#kf/core/net.js"
 */
import { computed, signal, batch as together } from "@preact/signals-core";
import { fromSnapshot, tracks } from "#kf/core/document.js";
import { t, tn } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { api } from "#kf/core/net.js";
import { apply, perform } from "#kf/core/ops.js";
import { inOrder } from "#kf/core/order.js";
import { Outbox } from "#kf/core/outbox.js";
import { heard, noted, placed, presented } from "#kf/core/segments.js";
import { perSecond, shotLength } from "#kf/core/time.js";
import { operationsOf, UndoStack } from "#kf/core/undo.js";

/** How long a hole in the revisions may last before we ask for everything again, in milliseconds. */
const HOLE = 1000;

/** @typedef {{batch: Batch, revision: number | null, parts: Part[]}} Pending parts: the entry that an undo or redo came from */
/** @typedef {{batch: string | null, applied: Operation[], segments: Record<string, Segment | null>}} Landed */

export class Store {
  // --- what the server holds, with our unanswered edits on it ---
  /** @type {import("@preact/signals-core").Signal<Person>} */
  you;
  /** @type {import("@preact/signals-core").Signal<Project>} */
  project;
  /** Shots by id; `shotList` has them in order. @type {import("@preact/signals-core").Signal<Map<Id, Shot>>} */
  shots;
  /** All pictures by id, backgrounds included. @type {import("@preact/signals-core").Signal<Map<Id, Pose>>} */
  poses;
  /** Characters by id. @type {import("@preact/signals-core").Signal<Map<Id, Character>>} */
  characters;
  /** Keyframes of all shots by id. @type {import("@preact/signals-core").Signal<Map<Id, Keyframe>>} */
  keyframes;
  /** Segments by their left keyframe, touched ones already stale. @type {import("@preact/signals-core").Signal<Map<Id, Segment>>} */
  segments;
  /** Films by id. @type {import("@preact/signals-core").Signal<Map<Id, Film>>} */
  exports;
  /** Renders that this page has heard of, by id. @type {import("@preact/signals-core").Signal<Map<Id, Render>>} */
  renders = signal(new Map());
  /** @type {import("@preact/signals-core").Signal<Engine>} */
  engine;
  revision = signal(0);

  // --- what only this page holds ---
  /** The current shot, or null in a project without one. @type {import("@preact/signals-core").Signal<Id | null>} */
  shot = signal(null);
  /** The playhead, a stored frame. Set it by `seek`. */
  frame = signal(0);
  /** Whether the shot plays; the transport sets it. */
  playing = signal(false);
  /** Keyframe ids, and "seg:<keyframe id>" for segments. @type {import("@preact/signals-core").Signal<Set<string>>} */
  selection = signal(new Set());
  /** The pose that Add key places; the library sets it. @type {import("@preact/signals-core").Signal<Id | null>} */
  chosenPose = signal(null);
  /** @type {import("@preact/signals-core").Signal<Upload[]>} */
  uploads = signal([]);
  /** @type {import("@preact/signals-core").Signal<Toast[]>} */
  toasts = signal([]);
  /** Whether the live connection stands; `Live` sets it. */
  connected = signal(false);

  // --- derived ---
  currentShot = computed(() => this.shots.value.get(this.shot.value ?? "") ?? null);
  shotList = computed(() => inOrder(this.shots.value.values()));
  /** Poses that can stand on the timeline, in the order they came. */
  poseList = computed(() => [...this.poses.value.values()].filter((pose) => !pose.is_plate));
  plateList = computed(() => [...this.poses.value.values()].filter((pose) => pose.is_plate));
  /** Keyframes of the current shot, sorted by frame. */
  shotKeys = computed(() => tracks(this.keyframes.value).get(this.shot.value ?? "") ?? NO_KEYS);
  /** Frames of the current shot. */
  shotLength = computed(() => shotLength(this.shotKeys.value));
  /** Whether anything is waiting, being drawn or being written. */
  busy = computed(
    () =>
      [...this.segments.value.values()].some(({ state }) => state === "queued" || state === "running") ||
      [...this.exports.value.values()].some(({ state }) => state === "queued" || state === "writing"),
  );

  /** Called when the page has missed something; `Live` puts its own way of asking here. @type {() => void} */
  onGap = () => void this.refresh();

  /** @type {Document} */
  #server;
  /** @type {Map<string, Known>} */
  #known = new Map();
  /** @type {Pending[]} */
  #pending = [];
  /** Who waits for an edit's outcome, by batch: the event of an edit may come before its answer does. @type {Map<string, (outcome: Outcome) => void>} */
  #outcomes = new Map();
  /** @type {Map<number, Landed>} answers and events by revision, until all before them are there */
  #landed = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hole;
  #toasts = 0;
  #undo = new UndoStack();
  #outbox;

  /**
   * @param {Snapshot} snapshot
   * @param {{send?: Send}} [options] send: how a batch reaches the server, for tests
   */
  constructor(snapshot, { send } = {}) {
    this.#server = fromSnapshot(snapshot);
    this.you = signal(snapshot.you);
    this.project = signal(snapshot.project);
    this.shots = signal(this.#server.shots);
    this.poses = signal(this.#server.poses);
    this.characters = signal(this.#server.characters);
    this.keyframes = signal(this.#server.keyframes);
    this.segments = signal(new Map());
    this.exports = signal(new Map());
    this.engine = signal(snapshot.engine);
    this.#outbox = new Outbox(send ?? ((batch) => this.#post("ops", batch)), {
      answered: (batch, answer) => this.#answered(batch, answer),
      refused: (batch, error) => this.#refused(batch, error),
      closed: (error) => this.#closed(error),
    });
    this.welcome(snapshot);
    this.#watchPage();
  }

  // --- editing ------------------------------------------------------------------------------------------

  /** "saved", "saving", "offline" (kept here, trying again) or "closed" (this person may not edit now). */
  get saved() {
    return this.#outbox.state;
  }

  /** How many edits the server has not answered. */
  get unsaved() {
    return this.#outbox.count;
  }

  /** The same as a sentence for the top bar. */
  savedText = computed(() => savedText(this.saved.value, this.unsaved.value));

  /**
   * Make an edit: shown at once, sent in order, one step of undo. A refusal is rolled back and told to the
   * person by a toast, so callers need the outcome only when they go on from it.
   * @param {string} label what was done, as in "Move Jump to frame 31"
   * @param {Operation[]} operations
   * @param {{join?: string}} [options] join: edits with the same word here, one right after the other, are one
   *   step of undo (a slider that is dragged, a stepper that is pressed again and again)
   * @returns {Promise<Outcome>}
   */
  edit(label, operations, { join } = {}) {
    if (operations.length === 0) return this.#unchanged();
    const { batch, inverse, outcome } = this.#submit(label, operations);
    this.#undo.record(label, { batch, operations: inverse }, join ?? null);
    return outcome;
  }

  /** Label of the edit that undo would take back, or null: a signal. */
  get undoLabel() {
    return this.#undo.undoLabel;
  }

  /** Label of the edit that redo would do again, or null: a signal. */
  get redoLabel() {
    return this.#undo.redoLabel;
  }

  /** Take back this person's last edit; what somebody has changed since is left alone, and told. */
  undo() {
    const entry = this.#undo.takeUndo();
    if (!entry) return this.#unchanged();
    const { label, parts } = entry;
    const { batch, inverse, outcome } = this.#submit(
      t("Undo: {label}", { label }),
      operationsOf(parts),
      parts,
    );
    this.#undo.recordUndone(label, { batch, operations: inverse });
    return outcome;
  }

  /** Do again what undo took back last. */
  redo() {
    const entry = this.#undo.takeRedo();
    if (!entry) return this.#unchanged();
    const { label, parts } = entry;
    const { batch, inverse, outcome } = this.#submit(
      t("Redo: {label}", { label }),
      operationsOf(parts),
      parts,
    );
    this.#undo.recordRedone(label, { batch, operations: inverse });
    return outcome;
  }

  /** Wait until the server has answered all edits made so far. */
  settled() {
    return this.#outbox.settled();
  }

  // --- rendering and films ------------------------------------------------------------------------------

  /**
   * Ask for the in-betweens that are not fresh: of one shot, of some left keyframes, or of the whole project.
   * @param {{shot?: Id, keyframes?: Id[]}} [what]
   */
  render(what = {}) {
    return this.#ask("renders", what);
  }

  /** @param {Id} id of the render */
  cancelRender(id) {
    return this.#ask(`renders/${id}/cancel`, {});
  }

  /** Stop one segment, whoever asked for it. @param {Id} keyframe its left keyframe */
  cancelSegment(keyframe) {
    const key = this.segments.value.get(keyframe)?.key;
    return key ? this.#ask(`segments/${key}/cancel`, {}) : Promise.resolve(null);
  }

  /**
   * Ask for a film of a shot, or of the whole project.
   * @param {{shot?: Id}} [what]
   * @returns {Promise<any>} the server's answer, or null when it refused (told by a toast)
   */
  requestExport(what = {}) {
    return this.#ask("exports", what);
  }

  // --- what the page holds ------------------------------------------------------------------------------

  /**
   * Put the playhead on a frame. It may stand up to ten seconds past the end of the shot, for that is where the
   * next keyframe goes.
   * @param {number} frame
   */
  seek(frame) {
    const past = Math.ceil(perSecond(this.project.value.rate) * 10);
    this.frame.value = Math.min(Math.max(0, Math.round(frame)), this.shotLength.value + past);
  }

  /** Go to a shot, at its start. @param {Id} id */
  openShot(id) {
    if (!this.shots.value.has(id) || id === this.shot.value) return;
    together(() => {
      this.shot.value = id;
      this.frame.value = 0;
      this.selection.value = new Set();
    });
  }

  /**
   * Select keyframes and segments.
   * @param {Iterable<string>} ids
   * @param {"only" | "add" | "toggle"} [how]
   */
  select(ids, how = "only") {
    const next = new Set(how === "only" ? [] : this.selection.value);
    for (const id of ids) {
      if (how === "toggle" && next.has(id)) next.delete(id);
      else next.add(id);
    }
    this.selection.value = next;
  }

  /**
   * Tell the person something.
   * @param {string} text a whole sentence
   * @param {{label: string, act: () => void} | null} [action]
   * @param {"plain" | "error"} [kind]
   * @returns {number} to dismiss it by
   */
  toast(text, action = null, kind = "plain") {
    this.#toasts += 1;
    const id = this.#toasts;
    const others = this.toasts.value.filter((toast) => toast.text !== text);
    this.toasts.value = [...others, { id, text, kind, action }].slice(-4);
    return id;
  }

  /** @param {number} id */
  dismiss(id) {
    this.toasts.value = this.toasts.value.filter((toast) => toast.id !== id);
  }

  // --- news from the server -----------------------------------------------------------------------------

  /** Take in everything as the server has it now; our unanswered edits stay on top. @param {Snapshot} snapshot */
  welcome(snapshot) {
    if (snapshot.revision < this.revision.value) return;
    together(() => {
      const { gone } = this.#server;
      this.#server = { ...fromSnapshot(snapshot), gone };
      this.#known = noted(new Map(), this.#server, snapshot.segments, { trust: true });
      this.revision.value = snapshot.revision;
      this.you.value = snapshot.you;
      this.engine.value = snapshot.engine;
      this.exports.value = new Map(snapshot.exports.map((film) => [film.id, film]));
      this.#advance();
    });
  }

  /** Take in one live event. @param {LiveEvent} event */
  receive(event) {
    if (event.type === "welcome") this.welcome(event.snapshot);
    else if (event.type === "ops") this.#land(event.revision, event);
    else if (event.type === "segment") this.#learn(heard(this.#known, event));
    else if (event.type === "queue") this.#learn(placed(this.#known, event.places));
    else if (event.type === "render") this.#hearRender(event);
    else if (event.type === "export") this.#hearExport(event);
    else if (event.type === "pong" && event.revision > this.revision.value) this.#suspect();
  }

  /**
   * Take in the answer to an upload.
   * @param {{revision: number, pose: Pose}} answer
   */
  poseLanded({ revision, pose }) {
    const { id, ...to } = pose;
    this.#land(revision, { batch: null, applied: [{ do: "create", on: "pose", id, to }], segments: {} });
  }

  /** Read everything again. A server that cannot be reached leaves things as they are. */
  async refresh() {
    const snapshot = await api(`/api/projects/${this.project.value.id}`).catch(() => null);
    if (snapshot) this.welcome(snapshot);
  }

  /** Try at once what waits to be sent: the network is back. */
  retry() {
    this.#outbox.kick();
  }

  // --- inside -------------------------------------------------------------------------------------------

  /** @param {string} label @param {Operation[]} operations @param {Part[]} [parts] */
  #submit(label, operations, parts = []) {
    const { inverse } = perform(this.#shownDocument(), operations);
    const batch = { id: uuid(), label, operations };
    const outcome = new Promise((/** @type {(outcome: Outcome) => void} */ resolve) => {
      this.#pending.push({ batch, revision: null, parts });
      this.#outcomes.set(batch.id, resolve);
    });
    this.#show();
    this.#outbox.push(batch);
    return { batch: batch.id, inverse, outcome };
  }

  /** @returns {Promise<Outcome>} */
  #unchanged() {
    return Promise.resolve({ ok: true, revision: this.revision.value, skipped: [] });
  }

  /** @param {string} path @param {unknown} json */
  #post(path, json) {
    return api(`/api/projects/${this.project.value.id}/${path}`, { json });
  }

  /**
   * Ask for work on what the page shows, so after all that is still on its way.
   * @param {string} path @param {unknown} json
   */
  async #ask(path, json) {
    await this.settled();
    try {
      const answer = await this.#post(path, json);
      if (answer?.segments) this.#learn(noted(this.#known, this.#server, answer.segments));
      if (answer?.export) this.#hearExport(answer.export);
      return answer;
    } catch (error) {
      this.toast(/** @type {ApiError} */ (error).sentence ?? String(error), null, "error");
      return null;
    }
  }

  /** @param {Batch} batch @param {Answer} answer */
  #answered(batch, answer) {
    const pending = this.#pending.find((one) => one.batch.id === batch.id);
    this.#undo.correct(batch.id, answer.inverse);
    this.#correctUnsent(batch.id, answer.inverse);
    if (answer.applied.length === 0) this.#undo.forget(batch.id);
    this.#tellSkipped(answer);
    this.#conclude(batch.id, { ok: true, revision: answer.revision, skipped: answer.skipped });
    if (pending) pending.revision = answer.revision;
    // A batch that changed nothing has no revision of its own: landing it would stand in another's place.
    if (answer.applied.length > 0)
      this.#land(answer.revision, { batch: batch.id, applied: answer.applied, segments: answer.segments });
    else together(() => this.#advance());
  }

  /** @param {string} batch @param {Outcome} outcome */
  #conclude(batch, outcome) {
    this.#outcomes.get(batch)?.(outcome);
    this.#outcomes.delete(batch);
  }

  /**
   * An undo pressed before its edit was answered holds our guess of what was there before; the server knows
   * what somebody else may have put there. Nothing is sent before the edit is answered, so there is time.
   * @param {string} id of the batch that has been answered
   * @param {Operation[]} inverse
   */
  #correctUnsent(id, inverse) {
    for (const { batch, parts } of [...this.#pending]) {
      const part = parts.find((one) => one.batch === id);
      if (!part) continue;
      part.operations = inverse;
      batch.operations = operationsOf(parts);
      if (batch.operations.length === 0) this.#withdraw(batch);
    }
  }

  /** There turned out to be nothing to take back. @param {Batch} batch */
  #withdraw(batch) {
    this.#outbox.drop(batch.id);
    this.#pending = this.#pending.filter((one) => one.batch !== batch);
    this.#undo.forget(batch.id);
    this.#correctUnsent(batch.id, []);
    this.#conclude(batch.id, { ok: true, revision: this.revision.value, skipped: [] });
  }

  /** @param {Answer} answer */
  #tellSkipped({ skipped }) {
    const sentences = new Set(
      skipped.map(({ sentence }) => sentence ?? t("Somebody has changed this since; it was left as it is.")),
    );
    if (sentences.size > 0) this.toast([...sentences].join(" "));
  }

  /** @param {Batch} batch @param {ApiError} error */
  #refused(batch, error) {
    const pending = this.#pending.find((one) => one.batch.id === batch.id);
    this.#pending = this.#pending.filter((one) => one !== pending);
    this.#undo.forget(batch.id);
    this.#show();
    this.toast(error.sentence, this.#remedy(batch, error), "error");
    this.#conclude(batch.id, { ok: false, code: error.code, sentence: error.sentence });
  }

  /** What the server says would do instead, as one press. @param {Batch} batch @param {ApiError} error */
  #remedy({ label, operations }, { body }) {
    const wrong = operations[body.index];
    if (!body.fix || !wrong || !("to" in wrong)) return null;
    const mended = operations.map((one) =>
      one === wrong ? { ...wrong, to: { ...wrong.to, ...body.fix } } : one,
    );
    const name =
      "frame" in body.fix ? t("Use frame {frame}", { frame: body.fix.frame + 1 }) : t("Do that instead");
    return { label: name, act: () => void this.edit(label, mended) };
  }

  /** @param {ApiError} error */
  #closed({ code, sentence }) {
    this.toast(sentence, null, "error");
    for (const { batch } of this.#pending) this.#conclude(batch.id, { ok: false, code, sentence });
  }

  /** @param {number} revision @param {Landed | OpsEvent} landed */
  #land(revision, landed) {
    if (revision > this.revision.value) this.#landed.set(revision, landed);
    together(() => this.#advance());
  }

  /** Take in what has landed, as far as no revision is missing. */
  #advance() {
    for (
      let next = this.#landed.get(this.revision.value + 1);
      next;
      next = this.#landed.get(this.revision.value + 1)
    ) {
      this.revision.value += 1;
      this.#server = apply(this.#server, next.applied);
      this.#known = noted(this.#known, this.#server, next.segments);
      const { batch } = next;
      this.#pending = this.#pending.filter((one) => one.batch.id !== batch);
    }
    const now = this.revision.value;
    for (const revision of this.#landed.keys()) if (revision <= now) this.#landed.delete(revision);
    this.#pending = this.#pending.filter(({ revision }) => revision === null || revision > now);
    this.#show();
    clearTimeout(this.#hole);
    if (this.#landed.size > 0) this.#suspect();
  }

  /** Something newer than we have is out there: if it does not come by itself, ask. */
  #suspect() {
    const had = this.revision.value;
    clearTimeout(this.#hole);
    this.#hole = setTimeout(() => this.revision.value === had && this.onGap(), HOLE);
  }

  #shownDocument() {
    return this.#pending.reduce((document, { batch }) => apply(document, batch.operations), this.#server);
  }

  /** Bring the signals to what is to be shown now. */
  #show() {
    const document = this.#shownDocument();
    together(() => {
      this.project.value = document.project;
      this.shots.value = document.shots;
      this.poses.value = document.poses;
      this.characters.value = document.characters;
      this.keyframes.value = document.keyframes;
      this.segments.value = presented(document, this.#known);
      if (!document.shots.has(this.shot.value ?? "")) this.shot.value = this.shotList.value[0]?.id ?? null;
      this.#prune(document);
    });
  }

  /** Forget selected things that are no longer there. @param {Document} document */
  #prune({ keyframes }) {
    const segments = this.segments.value;
    const here = [...this.selection.value].filter((id) =>
      id.startsWith("seg:") ? segments.has(id.slice(4)) : keyframes.has(id),
    );
    if (here.length !== this.selection.value.size) this.selection.value = new Set(here);
  }

  /** @param {Map<string, Known>} known */
  #learn(known) {
    if (known === this.#known) return;
    this.#known = known;
    this.segments.value = presented(this.#shownDocument(), known);
  }

  /** @param {Render} event */
  #hearRender({ id, state }) {
    this.renders.value = new Map(this.renders.value).set(id, { id, state });
  }

  /** @param {Film} film */
  #hearExport(film) {
    this.exports.value = new Map(this.exports.value).set(film.id, film);
  }

  #watchPage() {
    globalThis.addEventListener?.("online", () => this.retry());
    globalThis.addEventListener?.("beforeunload", (event) => {
      if (this.unsaved.value > 0) event.preventDefault();
    });
  }
}

/** @type {readonly Keyframe[]} */
const NO_KEYS = [];

/** @param {import("#kf/core/types.d.ts").SavedState} state @param {number} count */
function savedText(state, count) {
  if (state === "closed") return t("Cannot save: you may only view this now");
  if (state === "offline")
    return tn(
      "Offline: {count} change kept on this page",
      "Offline: {count} changes kept on this page",
      count,
    );
  if (state === "saving")
    return count > 1 ? tn("Saving {count} change…", "Saving {count} changes…", count) : t("Saving…");
  return t("Saved");
}
