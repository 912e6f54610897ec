/**
 * The one model behind the editor's page. Everything on it is a signal: read `.value` while rendering and you
 * are told when it changes. Rows are changed through `edit` alone; the page shows an edit at once, and the
 * server's answer wins.
 *
 * What is shown = the server's last document + our edits it has not answered yet. Answers and others' edits
 * are taken in strictly in the order of their revisions, under our own, so nothing flickers.
 *
 * @import {Answer, Character, Document, Engine, Film, Id, Judgement, Keyframe, Level, LiveEvent, Marker, Operation, OpsEvent, Outcome, Person,
 *   Pose, Project, Render, Segment, Shot, Snapshot, Toast, Track, Upload} from "#kf/core/types.d.ts"
 * @import {Known} from "#kf/core/segments.js"
 * @import {Part} from "#kf/core/undo.js"
 * @import {Batch, Send} from "#kf/core/outbox.js"
 */
import { computed, signal, batch as together } from "@preact/signals-core";
import { keysByShot, lanesOf, shownKeyframes, tracksOf } from "#kf/core/document.js";
import { t, tn } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { Ledger } from "#kf/core/ledger.js";
import { ApiError, api } from "#kf/core/net.js";
import { apply } from "#kf/core/ops.js";
import { inOrder } from "#kf/core/order.js";
import { Outbox } from "#kf/core/outbox.js";
import { Overtaken } from "#kf/core/overtaken.js";
import { overtakenOftenWords, overtakenWords } from "#kf/core/overtakenwords.js";
import { remedyOf } from "#kf/core/remedy.js";
import { fromBefore, savedText, unsavedText } from "#kf/core/savedtext.js";
import { heard, noted, placed } from "#kf/core/segments.js";
import { perSecond, shotLength } from "#kf/core/time.js";
import { operationsOf, UndoStack, unmake } from "#kf/core/undo.js";

/** How long a hole in the revisions may last before we ask for everything again, in milliseconds. */
const HOLE = 1000;

/** What keeps unanswered edits: see KeptEdits. @typedef {{put: (batch: Batch) => Promise<boolean>, drop: (id: string) => void, adopt: () => Promise<Batch[]>, readonly safe: boolean}} Keeper */

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
  /** Tracks of all shots by id; `trackList` has the current shot's in order. @type {import("@preact/signals-core").Signal<Map<Id, Track>>} */
  tracks;
  /** Keyframes of all shots by id. @type {import("@preact/signals-core").Signal<Map<Id, Keyframe>>} */
  keyframes;
  /** Markers of all shots by id. @type {import("@preact/signals-core").Signal<Map<Id, Marker>>} */
  markers;
  /** Segments by their left keyframe, touched ones already stale. @type {import("@preact/signals-core").Signal<Map<Id, Segment>>} */
  segments;
  /** Films by id. @type {import("@preact/signals-core").Signal<Map<Id, Film>>} */
  exports;
  /** What people think of takes, by "keyframe:take:person". @type {import("@preact/signals-core").Signal<Map<string, Judgement>>} */
  judgements = signal(new Map());
  /** What was said of frames last. @type {import("@preact/signals-core").Signal<import("#kf/comments/threads.js").Comment | null>} */
  comment = signal(null);
  /** Renders that this page has heard of, by id. @type {import("@preact/signals-core").Signal<Map<Id, Render>>} */
  renders = signal(new Map());
  /** @type {import("@preact/signals-core").Signal<Engine>} */
  engine;
  revision = signal(0);
  /** What this person may do here; null where the server has not said. @type {import("@preact/signals-core").Signal<Level | null>} */
  level = signal(null);

  // --- what only this page holds ---
  /** The current shot, or null in a project without one. @type {import("@preact/signals-core").Signal<Id | null>} */
  shot = signal(null);
  /** The active track of the current shot, or null where it has none. @type {import("@preact/signals-core").Signal<Id | null>} */
  track = signal(null);
  /** Tracks that are shown alone on this page, whatever is hidden. @type {import("@preact/signals-core").Signal<Set<Id>>} */
  solo = signal(new Set());
  /** The range of the current shot that is played and rendered alone; half open. @type {import("@preact/signals-core").Signal<import("#kf/core/local.js").InOut>} */
  inOut = signal({ in: null, out: null });
  /** The playhead, a stored frame. Set it by `seek`. */
  frame = signal(0);
  /** Counts up each time somebody asks for a frame, also for the one that is there: it is to be in sight. */
  sought = signal(0);
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
  /** Tracks of the current shot, the lowest first. */
  trackList = computed(() => tracksOf(this.tracks.value, this.shot.value));
  /** The tracks that are looked at: hidden ones left out, or, where some are solo, those alone. */
  visibleTracks = computed(() => {
    const alone = this.trackList.value.filter(({ id }) => this.solo.value.has(id));
    return alone.length > 0 ? alone : this.trackList.value.filter(({ hidden }) => !hidden);
  });
  /** Keyframes of each track of the current shot, sorted by frame. */
  lanes = computed(() => {
    const lanes = lanesOf(this.keyframes.value);
    return new Map(this.trackList.value.map(({ id }) => [id, lanes.get(id) ?? []]));
  });
  /** Keyframes of the active track, sorted by frame: what stands before and after one another. @type {import("@preact/signals-core").ReadonlySignal<readonly Keyframe[]>} */
  lane = computed(() => this.lanes.value.get(this.track.value ?? "") ?? NO_KEYS);
  /** Keyframes of the current shot, of all its tracks, sorted by frame. @type {import("@preact/signals-core").ReadonlySignal<readonly Keyframe[]>} */
  shotKeys = computed(() => keysByShot(this.keyframes.value).get(this.shot.value ?? "") ?? NO_KEYS);
  /** Markers of the current shot, sorted by frame. */
  markerList = computed(() =>
    [...this.markers.value.values()]
      .filter(({ shot }) => shot === this.shot.value)
      .sort((a, b) => a.frame - b.frame || b.length - a.length || (a.id < b.id ? -1 : 1)),
  );
  /** Frames of the current shot, over all its tracks. */
  shotLength = computed(() => shotLength(this.shotKeys.value));
  /** Whether anything is waiting, being drawn or being written. */
  busy = computed(
    () =>
      [...this.segments.value.values()].some(
        ({ state, drafting }) => underWay(state) || (drafting && underWay(drafting.state)),
      ) || [...this.exports.value.values()].some(({ state }) => state === "queued" || state === "writing"),
  );

  /** Called when the page has missed something; `Live` puts its own way of asking here. @type {() => void} */
  onGap = () => void this.refresh();

  #ledger;
  /** Who waits for an edit's outcome, by batch: the event of an edit may come before its answer does. @type {Map<string, (outcome: Outcome) => void>} */
  #outcomes = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hole;
  #toasts = 0;
  #keeping = signal(false);
  /** Whether an edit that was refused was sent again because we may edit, and has not been answered since. */
  #insisted = false;
  #undo = new UndoStack();
  #overtaken = new Overtaken();
  /** Who was last told to have overtaken us, by which toast. */
  #overtaker = { name: "", toast: 0 };
  /** Where unanswered edits are kept over a reload; null while they are not. @type {Keeper | null} */
  #kept = null;
  /** Edits that an earlier page left behind, by batch: what becomes of them is told at once, not one by one. @type {Set<string>} */
  #before = new Set();
  #outbox;

  /**
   * @param {Snapshot} snapshot
   * @param {{send?: Send}} [options] send: how a batch reaches the server, for tests
   */
  constructor(snapshot, { send } = {}) {
    this.#ledger = new Ledger(snapshot);
    const { server } = this.#ledger;
    this.you = signal(snapshot.you);
    this.project = signal(snapshot.project);
    this.shots = signal(server.shots);
    this.poses = signal(server.poses);
    this.characters = signal(server.characters);
    this.tracks = signal(server.tracks);
    this.keyframes = signal(server.keyframes);
    this.markers = signal(server.markers);
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

  /** The operations that the page shows and the server may not have yet. @returns {Operation[]} */
  get unanswered() {
    return this.unsent.flatMap(({ operations }) => operations);
  }

  /** The edits that the server has not answered, the oldest first. @returns {Batch[]} */
  get unsent() {
    return this.#ledger.unanswered;
  }

  /** Keep what is unsent no longer: it has found another place. */
  letGo() {
    for (const { id } of this.unsent) this.#kept?.drop(id);
  }

  /** What was not saved and will not be by this page, as a sentence; "" where there is nothing. */
  get unsavedText() {
    return unsavedText(this.unsaved.value, this.#keeping.value);
  }

  /** Whether everything is saved, as a sentence for the top bar. */
  savedText = computed(() => savedText(this.saved.value, this.unsaved.value, this.#keeping.value));

  /**
   * Make an edit: shown at once, sent in order, one step of undo. A refusal is rolled back and told to the
   * person by a toast, so callers need the outcome only when they go on from it.
   * @param {string} label what was done, as in "Move Jump to frame 31"
   * @param {Operation[]} operations
   * @param {{join?: string, made?: Id[]}} [options] join: edits with the same word here, one right after the other,
   *   are one step of undo (a slider that is dragged, a stepper that is pressed again and again); made: poses that
   *   were uploaded for this edit, which undo deletes where nothing else shows them
   * @returns {Promise<Outcome>}
   */
  edit(label, operations, { join, made } = {}) {
    if (operations.length === 0) return this.#unchanged();
    if (!this.may("edit")) return this.#barred(operations);
    const { batch, inverse, outcome } = this.#submit(label, operations);
    this.#undo.record(label, { batch, operations: inverse, made }, join ?? null);
    return outcome;
  }

  /** Whether this person may do that here now. @param {"edit" | "render" | "export" | "copy" | "comment" | "moderate" | "share" | "view"} act */
  may(act) {
    return this.level.value?.may.includes(act) ?? true;
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
    if (!this.may("edit")) return this.#barred();
    const entry = this.#undo.takeUndo();
    if (!entry) return this.#unchanged();
    const { label, parts } = entry;
    for (const part of parts) part.tail = unmake(part, this);
    const { batch, inverse, outcome } = this.#submit(
      t("Undo: {label}", { label }),
      operationsOf(parts),
      parts,
    );
    this.#undo.recordUndone(label, { batch, operations: inverse });
    return outcome;
  }

  /**
   * What a toast offers with an edit that was just made: to take back that one, and never a later one in its place.
   * Ask for it before the edit is answered, for others may be made meanwhile.
   * @returns {{label: string, act: () => void}}
   */
  undoOffer() {
    const { newest } = this.#undo;
    const act = () => {
      if (this.#undo.newest === newest) void this.undo();
      else this.toast(t("You have done something else since. Undo that first; nothing was changed."));
    };
    return { label: t("Undo"), act };
  }

  /** Do again what undo took back last. */
  redo() {
    if (!this.may("edit")) return this.#barred();
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

  /**
   * Keep edits on this device until the server has answered them, and send those that an earlier page left behind.
   * @param {Keeper} kept
   */
  async keepEdits(kept) {
    this.#kept = kept;
    this.#keeping.value = true;
    for (const batch of this.#ledger.unanswered) void this.#keep(batch);
    const before = await kept.adopt();
    if (before.length > 0) await this.#resume(before);
  }

  /** Labels of the last steps, the newest first, that undo and redo would take one after the other: a signal. */
  get steps() {
    return this.#undo.steps;
  }

  /**
   * Take back several steps, or do several again, each as if by its own key press.
   * @param {"back" | "forth"} way
   * @param {number} count
   */
  travel(way, count) {
    for (let step = 0; step < count; step += 1) void (way === "back" ? this.undo() : this.redo());
  }

  /** Wait until the server has answered all edits made so far. */
  settled() {
    return this.#outbox.settled();
  }

  // --- rendering and films ------------------------------------------------------------------------------

  /**
   * Ask for the in-betweens that are not fresh: of one shot, of some left keyframes, or of the whole project.
   * @param {{shot?: Id, keyframes?: Id[], draft?: boolean, redo?: boolean}} [what] draft: small and soon; redo:
   *   look at finished drawings, and draw what is broken or missing
   */
  async render(what = {}) {
    const answer = (await this.#reachable()) ? await this.#ask("renders", what) : this.#tellAway();
    const locked = answer?.locked?.length ?? 0;
    if (locked > 0)
      this.toast(
        tn("{count} locked segment stays as it is.", "{count} locked segments stay as they are.", locked),
      );
    return answer;
  }

  /** @param {Id} id of the render */
  cancelRender(id) {
    return this.#ask(`renders/${id}/cancel`, {});
  }

  /** Stop one segment, whoever asked for it. @param {Id} keyframe its left keyframe */
  cancelSegment(keyframe) {
    const segment = this.segments.value.get(keyframe);
    const draft = segment && !underWay(segment.state) ? segment.drafting : null;
    const key = draft?.key ?? segment?.key;
    return key ? this.#ask(`segments/${key}/cancel`, {}) : Promise.resolve(null);
  }

  /**
   * Ask for a film of a shot, or of the whole project.
   * @param {{shot?: Id, span?: [start: number, end: number]}} [what] span: a part of the shot, half open
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
    this.sought.value = this.sought.peek() + 1;
  }

  /** Go to a shot, at its start. @param {Id} id */
  openShot(id) {
    if (!this.shots.value.has(id) || id === this.shot.value) return;
    together(() => {
      this.shot.value = id;
      this.frame.value = 0;
      this.selection.value = new Set();
      this.#keepTrack();
    });
  }

  /** Make a track of the current shot the active one. @param {Id} id */
  openTrack(id) {
    if (this.tracks.value.get(id)?.shot === this.shot.value) this.track.value = id;
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
   * @param {Toast["kind"]} [kind] brief: leaves by itself very soon, for what only confirms
   * @returns {number} to dismiss it by
   */
  toast(text, action = null, kind = "plain") {
    this.#toasts += 1;
    const id = this.#toasts;
    const others = this.toasts.value.filter((toast) => toast.text !== text);
    // The oldest leaves when they are too many, but a refusal is not hidden by what only confirms.
    const plain = others.findIndex((toast) => toast.kind !== "error");
    if (others.length > 3) others.splice(Math.max(0, plain), 1);
    this.toasts.value = [...others, { id, text, kind, action }];
    return id;
  }

  /** @param {number} id */
  dismiss(id) {
    this.toasts.value = this.toasts.value.filter((toast) => toast.id !== id);
  }

  // --- news from the server -----------------------------------------------------------------------------

  /** Take in everything as the server has it now; our unanswered edits stay on top. @param {Snapshot} snapshot */
  welcome(snapshot) {
    if (snapshot.level) this.#obey(snapshot.level);
    if (snapshot.revision < this.revision.value) return;
    together(() => {
      this.#moved(() => this.#ledger.welcome(snapshot));
      this.you.value = snapshot.you;
      this.engine.value = snapshot.engine;
      this.exports.value = new Map(snapshot.exports.map((film) => [film.id, film]));
      this.judgements.value = new Map((snapshot.judgements ?? []).map((one) => [judgementName(one), one]));
    });
  }

  /**
   * Take in what this person may do from now on: without leave to edit nothing more is sent, and what is not saved
   * waits until there is.
   * @param {Level} level
   */
  #obey(level) {
    const could = this.may("edit");
    this.level.value = level;
    if (!this.may("edit"))
      this.#outbox.shut(new ApiError(403, "level", t("You may no longer edit this project.")));
    else if (!could) this.#reopen();
  }

  #reopen() {
    this.#insisted = false;
    this.#outbox.open();
  }

  /**
   * Refuse an edit as the server would: what its field shows by itself goes back to what is so.
   * @param {Operation[]} [operations]
   * @returns {Promise<Outcome>}
   */
  #barred(operations = []) {
    const sentence = t("You may no longer edit this project. Nothing was changed.");
    this.toast(sentence);
    const fields = operations.filter((operation) => operation.do === "set");
    if (fields.length > 0) {
      this.#show(apply(this.#ledger.document, fields));
      setTimeout(() => this.#show(), 0); // once that is drawn
    }
    return Promise.resolve({ ok: false, code: "level", sentence });
  }

  /** Take in one live event. @param {LiveEvent} event */
  receive(event) {
    if (event.type === "welcome") this.welcome(event.snapshot);
    else if (event.type === "ops") this.#hearOps(event);
    else if (event.type === "segment") this.#learn(heard(this.#ledger.known, event));
    else if (event.type === "queue") this.#learn(placed(this.#ledger.known, event.places));
    else if (event.type === "render") this.#hearRender(event);
    else if (event.type === "export") this.#hearExport(event);
    else if (event.type === "judgement") this.judged(event);
    else if (event.type === "comment") this.comment.value = event.comment;
    else if (event.type === "level") this.#obey({ role: event.role, may: event.may });
    else if (event.type === "pong" && event.revision > this.revision.value) this.#suspect();
    // Told anew that we may edit: whatever was refused while that was not known is sent again.
    if ((event.type === "welcome" || event.type === "level") && this.level.value && this.may("edit"))
      this.#reopen();
  }

  /**
   * Take in the answer to an upload.
   * @param {{revision: number, pose: Pose}} answer
   */
  poseLanded({ revision, pose }) {
    const { id, ...to } = pose;
    this.#land(revision, { batch: null, applied: [{ do: "create", on: "pose", id, to }], segments: {} });
  }

  /** Take in what somebody thinks of a take. @param {Judgement} judgement */
  judged({ keyframe, take, person, by, identity, reasons, frames, text, verdict }) {
    const one = { keyframe, take, person, by, identity, reasons, frames, text, verdict };
    this.judgements.value = new Map(this.judgements.value).set(judgementName(one), one);
  }

  /** Read everything again. A server that cannot be reached leaves things as they are. */
  async refresh() {
    const [answer] = await Promise.allSettled([api(`/api/projects/${this.project.value.id}`)]);
    if (answer.status === "fulfilled") this.welcome(answer.value);
    else if ([401, 404].includes(answer.reason.status)) this.shut();
  }

  /** This person may no longer see the project: for them there is none. */
  shut() {
    this.#obey({ role: "stranger", may: [] });
  }

  /** Try at once what waits to be sent: the network is back. */
  retry() {
    this.#outbox.kick();
  }

  // --- inside -------------------------------------------------------------------------------------------

  /** @param {string} label @param {Operation[]} operations @param {Part[]} [parts] */
  #submit(label, operations, parts = []) {
    const batch = { id: uuid(), label, operations };
    const inverse = this.#ledger.add(batch, parts);
    const outcome = this.#outcomeOf(batch);
    this.#show();
    void this.#keep(batch);
    this.#outbox.push(batch);
    return { batch: batch.id, inverse, outcome };
  }

  /** Keep an edit on this device. What cannot be kept is not said to be. @param {Batch} batch */
  async #keep(batch) {
    if (this.#kept && !(await this.#kept.put(batch))) this.#keeping.value = false;
  }

  /** @param {Batch[]} batches that an earlier page left behind, the oldest first */
  async #resume(batches) {
    const outcomes = batches.map((batch) => this.#outcomeOf(batch));
    for (const { id } of batches) this.#before.add(id);
    const first = this.#undo.undoLabel.value === null;
    this.#ledger.addBefore(batches).forEach((operations, at) => {
      if (first) this.#undo.record(batches[at].label, { batch: batches[at].id, operations });
    });
    this.#show();
    this.#outbox.resume(batches);
    this.#tellBefore(batches, await Promise.all(outcomes));
  }

  /** @param {Batch[]} batches @param {Outcome[]} outcomes */
  #tellBefore(batches, outcomes) {
    for (const { id } of batches) this.#before.delete(id);
    if (this.saved.value === "closed") return;
    const { saved, refused } = fromBefore(batches, outcomes);
    if (saved) this.toast(saved);
    if (refused) this.toast(refused, null, "error");
  }

  /** @param {Batch} batch @returns {Promise<Outcome>} */
  #outcomeOf({ id }) {
    return new Promise((resolve) => this.#outcomes.set(id, resolve));
  }

  /** @returns {Promise<Outcome>} */
  #unchanged() {
    return Promise.resolve({ ok: true, revision: this.revision.value, skipped: [] });
  }

  /** @param {string} path @param {unknown} json */
  #post(path, json) {
    return api(`/api/projects/${this.project.value.id}/${path}`, { json });
  }

  /** Wait until our edits are saved; false as soon as there is no way to the server. @returns {Promise<boolean>} */
  #reachable() {
    if (globalThis.navigator?.onLine === false) return Promise.resolve(false);
    let stop = () => {};
    /** @type {Promise<boolean>} */
    const away = new Promise((resolve) => {
      stop = this.saved.subscribe((state) => state === "offline" && resolve(false));
    });
    return Promise.race([this.settled().then(() => true), away]).finally(stop);
  }

  /** @returns {null} */
  #tellAway() {
    this.toast(t("You are offline. Render again when you are connected; your edits are kept."));
    return null;
  }

  /**
   * Ask for work on what the page shows, so after all that is still on its way.
   * @param {string} path @param {unknown} json
   */
  async #ask(path, json) {
    if (!this.may(path === "exports" ? "export" : "render")) {
      void this.#barred();
      return null;
    }
    await this.settled();
    try {
      const answer = await this.#post(path, json);
      if (answer?.segments) this.#learn(noted(this.#ledger.known, this.#ledger.server, answer.segments));
      if (answer?.export) this.#hearExport(answer.export);
      return answer;
    } catch (error) {
      const { status, sentence } = /** @type {ApiError} */ (error);
      if (status === 0 && path === "renders") return this.#tellAway();
      this.toast(sentence ?? String(error), null, "error");
      return null;
    }
  }

  /** @param {Batch} batch @param {Answer} answer */
  #answered(batch, answer) {
    this.#insisted = false;
    this.#kept?.drop(batch.id);
    this.#undo.correct(batch.id, answer.inverse);
    this.#correctUnsent(batch.id, answer.inverse);
    if (answer.applied.length === 0) this.#undo.forget(batch.id);
    this.#tellSkipped(batch, answer);
    this.#conclude(batch.id, { ok: true, revision: answer.revision, skipped: answer.skipped });
    this.#ledger.answered(batch.id, answer.revision);
    const won = this.#overtaken.mine(answer.revision, answer.applied);
    // A batch that changed nothing has no revision of its own: landing it would stand in another's place.
    if (answer.applied.length > 0)
      this.#land(answer.revision, { batch: batch.id, applied: answer.applied, segments: answer.segments });
    else this.#moved(() => this.#ledger.advance());
    this.#tellOvertaken(won);
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
    for (const { batch, parts } of [...this.#ledger.pending]) {
      const part = parts.find((one) => one.batch === id);
      if (!part) continue;
      part.operations = inverse;
      batch.operations = operationsOf(parts);
      if (batch.operations.length === 0) this.#withdraw(batch);
      else void this.#keep(batch);
    }
  }

  /** There turned out to be nothing to take back. @param {Batch} batch */
  #withdraw(batch) {
    this.#outbox.drop(batch.id);
    this.#kept?.drop(batch.id);
    this.#ledger.remove(batch.id);
    this.#undo.forget(batch.id);
    this.#correctUnsent(batch.id, []);
    this.#conclude(batch.id, { ok: true, revision: this.revision.value, skipped: [] });
  }

  /** @param {Batch} batch @param {Answer} answer */
  #tellSkipped({ operations }, { skipped }) {
    const sentences = new Set(
      skipped.map(({ index, property, sentence }) => {
        const name = property && this.#overtaken.writer(operations[index], property);
        if (name) return t("{name} has changed this since; it was left as it is.", { name });
        return sentence ?? t("Somebody has changed this since; it was left as it is.");
      }),
    );
    if (sentences.size > 0) this.toast([...sentences].join(" "));
  }

  /** Somebody's change has replaced one of ours: said once, however many follow. @param {{name: string, operation: Operation}[]} won */
  #tellOvertaken(won) {
    if (won.length === 0) return;
    const [{ name, operation }] = won;
    const before = this.#overtaker;
    const more = before.name === name && this.toasts.value.some(({ id }) => id === before.toast);
    if (more) this.dismiss(before.toast);
    const words =
      more || won.length > 1
        ? overtakenOftenWords(name)
        : overtakenWords(this.#ledger.server, name, operation);
    this.#overtaker = { name, toast: this.toast(words) };
  }

  /** @param {OpsEvent} event */
  #hearOps(event) {
    const { actor, revision, applied } = event;
    const foreign = actor && actor.id !== this.you.value.id && revision > this.revision.value;
    const won = foreign ? this.#overtaken.theirs(actor.name, revision, applied) : [];
    this.#land(revision, event);
    this.#tellOvertaken(won);
  }

  /** @param {Batch} batch @param {ApiError} error */
  #refused(batch, error) {
    this.#ledger.remove(batch.id);
    this.#kept?.drop(batch.id);
    this.#undo.forget(batch.id);
    this.#show();
    const kind = error.code === "locked" ? "plain" : "error"; // nobody is at fault
    const name = error.code === "gone" && this.#overtaken.writer(batch.operations[error.body.index], null);
    const words = name ? `${error.sentence} ${t("It was {name} who deleted it.", { name })}` : error.sentence;
    if (!this.#before.has(batch.id)) this.toast(words, this.#remedy(batch, error), kind);
    this.#conclude(batch.id, { ok: false, code: error.code, sentence: error.sentence });
  }

  /** @param {Batch} batch @param {ApiError} error */
  #remedy({ label, operations }, { body }) {
    const remedy = remedyOf(operations, body, this.project.value);
    return remedy && { label: remedy.label, act: () => void this.edit(label, remedy.operations) };
  }

  /** @param {ApiError} error */
  async #closed({ code, sentence }) {
    // Whether it is that we may not edit any more: then the page says more than this sentence does.
    if (code !== "level") await this.refresh();
    if (this.level.value && this.may("edit") && !this.#insisted) {
      this.#insisted = true; // it was so for a moment, and the refusal came late
      this.#outbox.open();
      return;
    }
    for (const { batch } of this.#ledger.pending) this.#conclude(batch.id, { ok: false, code, sentence });
    if (this.may("edit")) this.toast(sentence, null, "error");
  }

  /** @param {number} revision @param {import("#kf/core/ledger.js").Landed | OpsEvent} landed */
  #land(revision, landed) {
    this.#moved(() => this.#ledger.land(revision, landed));
  }

  /** Show where the ledger has got to; what stays held up is asked for. @param {() => void} move */
  #moved(move) {
    together(() => {
      move();
      this.#show();
    });
    clearTimeout(this.#hole);
    if (this.#ledger.holed) this.#suspect();
  }

  /** Something newer than we have is out there: if it does not come by itself, ask. */
  #suspect() {
    const had = this.revision.value;
    clearTimeout(this.#hole);
    this.#hole = setTimeout(() => this.revision.value === had && this.onGap(), HOLE);
  }

  /** Bring the signals to what is to be shown now. */
  #show(document = this.#ledger.document) {
    const { segments, revision } = this.#ledger;
    together(() => {
      this.revision.value = revision;
      this.project.value = document.project;
      this.shots.value = document.shots;
      this.poses.value = document.poses;
      this.characters.value = document.characters;
      this.tracks.value = document.tracks;
      this.keyframes.value = shownKeyframes(document);
      this.markers.value = document.markers;
      this.segments.value = segments;
      if (!document.shots.has(this.shot.value ?? "")) this.shot.value = this.shotList.value[0]?.id ?? null;
      this.#keepTrack();
      this.#prune();
    });
  }

  /** The active track is one of the current shot's: the lowest, when the one that was has gone. */
  #keepTrack() {
    const here = this.trackList.value;
    if (!here.some(({ id }) => id === this.track.value)) this.track.value = here[0]?.id ?? null;
  }

  /** Forget selected things that are no longer there. */
  #prune() {
    const [segments, keyframes] = [this.segments.value, this.keyframes.value];
    const here = [...this.selection.value].filter((id) =>
      id.startsWith("seg:") ? segments.has(id.slice(4)) : keyframes.has(id),
    );
    if (here.length !== this.selection.value.size) this.selection.value = new Set(here);
  }

  /** @param {Map<string, Known>} known */
  #learn(known) {
    if (known === this.#ledger.known) return;
    this.#ledger.known = known;
    this.segments.value = this.#ledger.segments;
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
      if (this.unsaved.value > 0 && !this.#kept?.safe) event.preventDefault();
    });
  }
}

/** @type {readonly Keyframe[]} */
const NO_KEYS = [];

/** @param {Segment["state"]} state */
function underWay(state) {
  return state === "queued" || state === "running";
}

/** @param {Pick<Judgement, "keyframe" | "take" | "person">} judgement */
function judgementName({ keyframe, take, person }) {
  return `${keyframe}:${take}:${person}`;
}
