/** A tiny server in memory: it holds one document, applies batches once, and tells everyone. */
import { fromSnapshot, shownKeyframes } from "#kf/core/document.js";
import { ApiError } from "#kf/core/net.js";
import { perform } from "#kf/core/ops.js";
import { timings } from "#kf/core/segments.js";

export const SHOT = "shot-1";
export const TRACK = "track-1";

/** @param {number[]} frames of the keyframes that are there from the start */
export function firstSnapshot(frames = []) {
  const poses = [0, 1, 2].map((number) => ({
    id: `pose-${number}`,
    name: `Pose ${number}`,
    is_plate: false,
    sha256: `sha-${number}`,
    width: 100,
    height: 100,
    has_alpha: true,
  }));
  return {
    revision: 1,
    you: { id: "me", name: "Me", is_guest: false },
    project: { id: "project", title: "P", width: 1280, height: 720, rate: [24, 1], sample: false },
    shots: [{ id: SHOT, name: "One", order: "V", plate: null, ground: "#ffffff" }],
    tracks: [
      { id: TRACK, shot: SHOT, name: "Keys", order: "V", character: null, hidden: false, locked: false },
    ],
    markers: [],
    poses,
    keyframes: frames.map((frame, place) => keyframe(`key-${place}`, frame, `pose-${place % 3}`)),
    segments: {},
    exports: [],
    engine: { methods: [{ name: "auto", label: "Auto" }], seconds_per_drawing: 0.1 },
  };
}

export function keyframe(id, frame, pose = "pose-0", more = {}) {
  return {
    id,
    shot: SHOT,
    track: TRACK,
    pose,
    frame,
    hold: 1,
    method: "auto",
    ease: "linear",
    curve: null,
    exposure: 1,
    ...more,
  };
}

export function freshSegment(key, count) {
  return {
    key,
    count,
    drawings: count,
    exposure: 1,
    state: "fresh",
    done: count,
    total: count,
    place: null,
    eta: null,
    method: "flow",
    reason: "",
    error: null,
    shown: key,
    shown_drawings: count,
    shown_done: count,
  };
}

export class ModelServer {
  constructor(snapshot = firstSnapshot()) {
    this.start = snapshot;
    this.document = fromSnapshot(snapshot);
    this.revision = snapshot.revision;
    this.answers = new Map();
    this.listeners = [];
    /** What each applied batch did, for the tests to look at. */
    this.history = [];
  }

  /** @param {string} who @param {{id: string, label: string, operations: any[]}} batch */
  take(who, batch) {
    const known = this.answers.get(batch.id);
    if (known) return known;
    const before = this.document;
    const done = perform(this.document, batch.operations);
    this.refuseCollision(done.document);
    this.refuseBareShot(done.document);
    this.document = done.document;
    done.applied = done.applied.flatMap((one) => [one, ...this.within(one)]);
    if (done.applied.length > 0) this.revision += 1;
    const segments = this.segmentsOf(done.document);
    const skipped = done.skipped.map((skip) => ({ ...skip, sentence: "Somebody has changed this since." }));
    const answer = {
      revision: this.revision,
      applied: done.applied,
      inverse: done.inverse,
      skipped,
      segments,
    };
    this.answers.set(batch.id, answer);
    this.history.push({ who, batch, before, applied: done.applied });
    if (done.applied.length > 0)
      this.tell({ type: "ops", batch: batch.id, actor: { id: who, name: who }, ...answer });
    return answer;
  }

  /** What comes back with a track, for pages that never saw it. */
  within({ do: verb, on, id }) {
    if (verb !== "restore" || on !== "track") return [];
    return [...this.document.keyframes.values()]
      .filter((key) => key.track === id)
      .map((key) => ({ do: "restore", on: "keyframe", id: key.id, to: key }));
  }

  refuseBareShot({ shots, tracks }) {
    for (const id of shots.keys())
      if (![...tracks.values()].some(({ shot }) => shot === id))
        throw new ApiError(422, "last_track", "A shot keeps at least one track.", { index: 0 });
  }

  refuseCollision(document) {
    const taken = new Set();
    for (const { track, frame } of shownKeyframes(document).values()) {
      const place = `${track}:${frame}`;
      if (taken.has(place)) {
        throw new ApiError(422, "occupied", `Frame ${frame + 1} is taken. Nothing was changed.`, {
          index: 0,
        });
      }
      taken.add(place);
    }
  }

  segmentsOf(document) {
    const entries = [...document.keyframes.keys()].map((id) => {
      const timing = timings(document).get(id);
      return [id, timing ? freshSegment(timing.inputs, timing.count) : null];
    });
    return Object.fromEntries(entries);
  }

  tell(event) {
    for (const listener of this.listeners) listener(structuredClone(event));
  }

  snapshot() {
    const { project, shots, tracks, poses, characters, keyframes, markers } = this.document;
    return structuredClone({
      ...this.start,
      revision: this.revision,
      project,
      shots: [...shots.values()],
      tracks: [...tracks.values()],
      poses: [...poses.values()],
      characters: [...characters.values()],
      keyframes: [...shownKeyframes({ shots, tracks, keyframes }).values()],
      markers: [...markers.values()],
      segments: this.segmentsOf(this.document),
    });
  }
}

/** Numbers that are random but the same in every run. */
export function seeded(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    chance: (share) => next() < share,
    below: (limit) => Math.floor(next() * limit),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

/** Let everything that waits on a promise go on. */
export async function calm() {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function rows(map) {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
