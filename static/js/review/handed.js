/**
 * One thing that was handed in, whole: what its learner said, what was measured, its film with a player of its own that
 * reads its first pictures at once, and the review as it is being written.
 *
 * @import {Values} from "#kf/watch/reel.js"
 * @import {Stretch} from "#kf/lesson/types.d.ts"
 * @import {Draft, Submission} from "#kf/review/types.d.ts"
 * @import {Snapshot} from "#kf/lesson/work.js"
 */
import { api } from "#kf/core/net.js";
import { stretchesOf } from "#kf/lesson/work.js";
import { FrameStore } from "#kf/player/framestore.js";
import { centres } from "#kf/review/centres.js";
import { kept } from "#kf/ui/kept.js";
import { Player } from "#kf/watch/player.js";
import { Reel } from "#kf/watch/reel.js";

const BYTES = 96 * 1024 * 1024;
const HELD = 4;

/** @param {{id: string, project: string}} which */
export async function load({ id, project }) {
  const [told, reel, snapshot] = await Promise.all([
    api(`/api/submissions/${id}`),
    api(`/api/projects/${project}/reel`),
    api(`/api/projects/${project}`),
  ]);
  return new Handed(told, reel, snapshot);
}

export class Handed {
  /**
   * @param {Submission} told
   * @param {Values} values
   * @param {Snapshot} snapshot
   */
  constructor(told, values, snapshot) {
    this.told = told;
    this.reel = new Reel(values);
    this.stretches = measured(stretchesOf(values, snapshot), told);
    /** Frames of the film that the learner marked. */
    this.slips = new Set(this.stretches.flatMap((one) => slipsOf(one, told)));
    this.draft = draftOf(told);
    /** The attempt before that was answered last. */
    this.before = told.attempts.find(({ attempt, verdict }) => attempt < told.attempt && verdict);
    /** Where the figure stands on a frame, as a share of the picture's width. */
    this.centreAt = centres(this.reel, snapshot);
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("role", "img");
    this.player = new Player(this.canvas, this.reel, new FrameStore(BYTES));
    this.player.loop = kept("kf-review-loop") !== "no";
    this.player.speed = Number(kept("kf-review-speed")) || 1;
    if (this.reel.length) this.player.show(this.reel);
  }

  /** Whether its learner has been told: then it is read, not written. */
  get published() {
    return Boolean(this.told.review?.published_at);
  }

  /** The mean of what was measured of its takes, and the frame at which it is weakest, with what it is worth there. */
  get meter() {
    const scores = this.stretches.flatMap(({ score }) => score ?? []);
    const drawn = this.stretches.flatMap(({ frames, curve }) =>
      frames.map((frame, n) => ({ frame, trouble: curve?.[n] ?? -1 })),
    );
    if (!scores.length || !drawn.length) return null;
    const worst = drawn.reduce((a, b) => (b.trouble > a.trouble ? b : a));
    return {
      score: Math.round(scores.reduce((sum, one) => sum + one, 0) / scores.length),
      worst: worst.trouble < 0 ? null : worst.frame,
      least: Math.round(100 * (1 - Math.max(0, worst.trouble))),
    };
  }

  /** Give its pictures back. */
  release() {
    this.player.changed = () => {};
    this.player.pause();
    this.player.store.clear();
  }
}

/** What was measured at the moment of handing in is what counts. @param {Stretch[]} stretches @param {Submission} told */
function measured(stretches, { measures }) {
  const found = new Map(measures.map(({ keyframe, quality }) => [keyframe, quality]));
  return stretches.map((one) => {
    const quality = found.get(one.keyframe);
    return quality ? { ...one, curve: quality.curve, score: quality.score } : one;
  });
}

/** @param {Stretch} stretch @param {Submission} told */
function slipsOf({ keyframe, take, frames }, { judgements, judgement }) {
  const said =
    judgements.find((one) => one.keyframe === keyframe && one.take === take) ??
    (judgement?.take === take ? judgement : null);
  return (said?.frames ?? []).flatMap((drawing) => frames[drawing] ?? []);
}

/** @param {Submission} told @returns {Draft} */
function draftOf({ review, exercise }) {
  return {
    scores: exercise.rubric.map((_, n) => review?.scores[n] ?? null),
    words: review?.words ?? "",
    marks: review?.marks.map((mark) => ({ ...mark })) ?? [],
    identity: review?.identity ?? "",
  };
}

/** Keeps the last few, so that the next one and the one before are there at a press. */
export class Shelf {
  /** @type {Map<string, Promise<Handed>>} */
  #held = new Map();

  /** @param {{id: string, project: string}} which @returns {Promise<Handed>} */
  get(which) {
    const found = this.#held.get(which.id) ?? load(which);
    this.#held.delete(which.id);
    this.#held.set(which.id, found);
    found.catch(() => this.#held.delete(which.id));
    for (const id of [...this.#held.keys()].slice(0, -HELD)) this.forget(id);
    return found;
  }

  /** @param {string} id */
  forget(id) {
    void this.#held.get(id)?.then((handed) => handed.release());
    this.#held.delete(id);
  }
}
