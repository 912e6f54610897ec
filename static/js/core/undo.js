/**
 * One person's undo: what takes each of their edits back, with the edit's label. Others' edits never enter
 * it, and the guards in the operations keep it from touching what others have changed since.
 *
 * @import {Operation} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { signal } from "@preact/signals-core";

const STEPS = 500;
/** As many steps are shown by name. */
const SHOWN = 10;
/** Edits that join one another are one step only while each follows the last within this time, in milliseconds. */
const TOGETHER = 1000;

/**
 * What takes back a batch. made: poses that were uploaded for it; tail: what takes back these, once that is known.
 * @typedef {{batch: string, operations: Operation[], made?: readonly string[], tail?: Operation[]}} Part
 */
/** @typedef {{label: string, parts: Part[], join: string | null, at: number}} Entry newest part first */

/** The operations of an entry, in the order in which they are to be applied. @param {readonly Part[]} parts */
export function operationsOf(parts) {
  return parts.flatMap(({ operations, tail = [] }) => [...operations, ...tail]);
}

/**
 * What deletes the poses that were uploaded for a batch, those that nothing else shows by now.
 * @param {Part} part
 * @param {Pick<Store, "poses" | "keyframes" | "shots" | "characters">} shown
 * @returns {Operation[]}
 */
export function unmake({ made = [], operations }, { poses, keyframes, shots, characters }) {
  const going = new Set(operations.flatMap((one) => (one.do === "delete" ? one.id : [])));
  const used = new Set([
    ...[...keyframes.value.values()].flatMap(({ id, pose }) => (going.has(id) ? [] : pose)),
    ...[...shots.value.values()].map(({ plate }) => plate),
    ...[...characters.value.values()].map(({ card }) => card),
  ]);
  return made
    .filter((id) => poses.value.has(id) && !used.has(id))
    .map((id) => ({ do: "delete", on: "pose", id }));
}

export class UndoStack {
  /** @type {Entry[]} */
  #back = [];
  /** @type {Entry[]} */
  #forth = [];
  #now;

  /** @param {() => number} [now] */
  constructor(now = Date.now) {
    this.#now = now;
  }

  /** Label of what undo would take back, or null. */
  undoLabel = signal(/** @type {string | null} */ (null));
  /** Label of what redo would do again, or null. */
  redoLabel = signal(/** @type {string | null} */ (null));

  /** Labels of what undo would take back and redo do again, one after the other. @type {import("@preact/signals-core").Signal<{back: string[], forth: string[]}>} */
  steps = signal({ back: [], forth: [] });

  /**
   * Note an edit just made. An own edit clears what could be redone.
   * @param {string} label
   * @param {Part} part
   * @param {string | null} [join] edits with the same word here, one right after the other, are one step
   */
  record(label, part, join = null) {
    const last = this.#back.at(-1);
    const at = this.#now();
    if (join && last?.join === join && at - last.at < TOGETHER && this.#forth.length === 0) {
      last.label = label;
      last.at = at;
      last.parts.unshift(part);
    } else {
      this.#push(this.#back, { label, parts: [part], join, at });
    }
    this.#forth = [];
    this.#tell();
  }

  /** Note what would undo a redo. @param {string} label @param {Part} part */
  recordRedone(label, part) {
    this.#push(this.#back, { label, parts: [part], join: null, at: 0 });
    this.#tell();
  }

  /** Note what would redo an undo. @param {string} label @param {Part} part */
  recordUndone(label, part) {
    this.#push(this.#forth, { label, parts: [part], join: null, at: 0 });
    this.#tell();
  }

  /** The edit that undo would take back: the id of its newest batch, or null. */
  get newest() {
    return this.#back.at(-1)?.parts[0].batch ?? null;
  }

  /** Take the newest edit off, to be undone. @returns {{label: string, parts: Part[]} | null} */
  takeUndo() {
    return this.#take(this.#back);
  }

  /** Take the newest undone edit off, to be done again. @returns {{label: string, parts: Part[]} | null} */
  takeRedo() {
    return this.#take(this.#forth);
  }

  /**
   * Replace our guess of what takes a batch back by the server's word.
   * @param {string} batch
   * @param {Operation[]} operations
   */
  correct(batch, operations) {
    for (const entry of [...this.#back, ...this.#forth]) {
      for (const part of entry.parts) if (part.batch === batch) part.operations = operations;
    }
  }

  /** Drop a batch that changed nothing or was refused. @param {string} batch */
  forget(batch) {
    /** @param {Entry[]} entries */
    const without = (entries) =>
      entries
        .map((entry) => ({ ...entry, parts: entry.parts.filter((part) => part.batch !== batch) }))
        .filter((entry) => entry.parts.length > 0);
    this.#back = without(this.#back);
    this.#forth = without(this.#forth);
    this.#tell();
  }

  /** @param {Entry[]} stack @param {Entry} entry */
  #push(stack, entry) {
    stack.push(entry);
    if (stack.length > STEPS) stack.shift();
  }

  /** @param {Entry[]} stack */
  #take(stack) {
    const entry = stack.pop();
    this.#tell();
    return entry ?? null;
  }

  #tell() {
    this.undoLabel.value = this.#back.at(-1)?.label ?? null;
    this.redoLabel.value = this.#forth.at(-1)?.label ?? null;
    this.steps.value = { back: newest(this.#back), forth: newest(this.#forth) };
  }
}

/** The labels of the newest entries, the newest first. @param {readonly Entry[]} entries */
function newest(entries) {
  return entries
    .slice(-SHOWN)
    .reverse()
    .map(({ label }) => label);
}
