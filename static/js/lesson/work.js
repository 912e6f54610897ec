/**
 * A learner's work as the page knows it: read anew whenever something of it changes.
 *
 * @import {Values} from "#kf/watch/reel.js"
 * @import {Character, Judgement, Keyframe, Pose, Segment, Shot, Track} from "#kf/core/types.d.ts"
 * @import {Opinion, Stretch, Work as Told} from "#kf/lesson/types.d.ts"
 */
import { api } from "#kf/core/net.js";

const PAUSE = 800;

/** @typedef {Pick<Opinion, "identity" | "reasons" | "text">} Said */
/** @typedef {{you: {id: string}, revision: number, keyframes: Keyframe[], poses: Pose[], shots: Shot[], tracks: Track[], characters: Character[], segments: Record<string, Segment>, judgements: Judgement[]}} Snapshot */

export class Work {
  /** @type {Values | null} */
  reel = null;
  /** @type {Snapshot | null} */
  snapshot = null;
  #readAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;
  /** What is said is sent word after word: an earlier one that comes late would be the last. */
  #turn = Promise.resolve();

  /**
   * @param {Told} told
   * @param {() => void} changed
   * @param {(error: unknown) => void} failed
   */
  constructor(told, changed, failed) {
    this.told = told;
    this.changed = changed;
    this.failed = failed;
  }

  /** Read everything again, soon, and once for all that is heard until then. */
  readSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.read(), Math.max(60, this.#readAt + PAUSE - Date.now()));
  }

  async read() {
    this.#readAt = Date.now();
    const { id, project } = this.told;
    try {
      [this.told, this.reel, this.snapshot] = await Promise.all([
        api(`/api/works/${id}`),
        api(`/api/projects/${project}/reel`),
        api(`/api/projects/${project}`),
      ]);
      this.changed();
    } catch (error) {
      this.failed(error);
    }
  }

  /** The takes that are shown, in the order of the film. @returns {Stretch[]} */
  get stretches() {
    return this.reel && this.snapshot ? stretchesOf(this.reel, this.snapshot) : [];
  }

  /** What the learner has said of a take. @param {Stretch} stretch @returns {Opinion} */
  opinion({ keyframe, take }) {
    const { judgements, you } = /** @type {Snapshot} */ (this.snapshot);
    const found = judgements.find(
      (one) => one.keyframe === keyframe && one.take === take && one.person === you.id,
    );
    if (!found) return { identity: null, reasons: [], frames: [], text: "", given: null, changed: false };
    const { identity, reasons, frames, text, given = null, changed = false } = found;
    return { identity, reasons: [...reasons], frames: [...frames], text, given, changed };
  }

  /** Whether the learner has ever given a judgement of anything here. */
  get hasGiven() {
    return (
      this.snapshot?.judgements.some((one) => one.given && one.person === this.snapshot?.you.id) ?? false
    );
  }

  /**
   * Say the same of every take that is shown, each with the frames that slip in it: a draft, until it is given.
   * @param {Said} said
   * @param {ReadonlySet<number>} slips frames of the film
   */
  draft(said, slips) {
    const { project } = this.told;
    const takes = judged(this.stretches, slips);
    return this.#next(async () => {
      for (const { keyframe, take, frames } of takes) {
        const path = `/api/projects/${project}/segments/${keyframe}/judgement`;
        await api(path, { method: "PUT", json: { take, ...said, frames } });
      }
    });
  }

  /**
   * Give it as one's judgement: then the machine's curve comes.
   * @param {Said} said
   * @param {ReadonlySet<number>} slips frames of the film
   */
  give(said, slips) {
    const takes = judged(this.stretches, slips);
    return this.#next(() => api(`/api/works/${this.told.id}/judgement`, { json: { ...said, takes } }));
  }

  /** @param {() => Promise<unknown>} act @returns {Promise<void>} */
  #next(act) {
    const done = this.#turn.then(act).then(() => {});
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Tell that all that is shown was watched through. */
  async watched() {
    const takes = this.stretches.map(({ take }) => take);
    if (takes.length) await api(`/api/works/${this.told.id}/watched`, { json: { takes } });
  }
}

/** @param {Stretch[]} stretches @param {ReadonlySet<number>} slips frames of the film */
function judged(stretches, slips) {
  return stretches.map(({ keyframe, take, frames }) => ({
    keyframe,
    take,
    frames: frames.flatMap((frame, drawing) => (slips.has(frame) ? [drawing] : [])),
  }));
}

/** @param {Values} reel @param {Snapshot} snapshot @returns {Stretch[]} */
export function stretchesOf(reel, snapshot) {
  const starts = new Map(reel.shots.map(({ id, start }) => [id, start]));
  const drawn = reel.runs.filter(({ kind, exact }) => kind === "in-between" && exact);
  /** @type {Stretch[]} */
  const found = [];
  for (const key of snapshot.keyframes) {
    const segment = snapshot.segments[key.id];
    const start = starts.get(key.shot);
    if (!segment?.shown || segment.state !== "fresh" || start === undefined) continue;
    const from = start + key.frame + key.hold;
    const frames = drawn
      .filter((run) => run.start >= from - key.hold && run.start < from + segment.count)
      .map((run) => run.start)
      .slice(0, segment.shown_drawings);
    found.push({
      keyframe: key.id,
      take: segment.shown,
      frames,
      curve: segment.quality?.curve ?? null,
      score: segment.quality?.score ?? null,
    });
  }
  return found.sort((a, b) => (a.frames[0] ?? 0) - (b.frames[0] ?? 0));
}
