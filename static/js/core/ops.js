/**
 * Operations on a project's document: apply them, and know how to take them back. Everything here is pure.
 *
 * @import {Document, Operation, Row, SetOperation, Skip, Thing, Values} from "#kf/core/types.d.ts"
 */
import { tracksOf, whole } from "#kf/core/document.js";

/** @typedef {{document: Document, applied: Operation[], inverse: Operation[], skipped: Skip[]}} Performed */
/** @typedef {{document: Document, applied: Operation | null, inverse: Operation | null, skipped: string[]}} Step */

/** @type {Record<Row, "keyframes" | "tracks" | "markers" | "shots" | "poses" | "characters">} */
const ROOMS = {
  keyframe: "keyframes",
  track: "tracks",
  marker: "markers",
  shot: "shots",
  pose: "poses",
  character: "characters",
};

/**
 * Apply operations and give the new document. What cannot apply (its row is gone) is passed over: the
 * server's answer decides, this is only what the page shows until then.
 * @param {Document} document
 * @param {readonly Operation[]} operations
 * @returns {Document}
 */
export function apply(document, operations) {
  return operations.reduce((now, operation) => step(now, operation).document, document);
}

/**
 * Give the operations that take `operations` back, each guarded so that it leaves alone what somebody has
 * changed since.
 * @param {Document} document as it is before them
 * @param {readonly Operation[]} operations
 * @returns {Operation[]}
 */
export function invert(document, operations) {
  return perform(document, operations).inverse;
}

/**
 * Apply operations and tell everything about it: what took hold, how to take it back, what a guard held off.
 * @param {Document} document
 * @param {readonly Operation[]} operations
 * @returns {Performed}
 */
export function perform(document, operations) {
  /** @type {Performed} */
  const done = { document, applied: [], inverse: [], skipped: [] };
  operations.forEach((operation, index) => {
    const { document: next, applied, inverse, skipped } = step(done.document, operation);
    done.document = next;
    if (applied) done.applied.push(applied);
    if (inverse) done.inverse.unshift(inverse);
    for (const property of skipped) done.skipped.push({ index, property });
  });
  return done;
}

/**
 * Whether two values of a property are the same; rates and curves are lists.
 * @param {unknown} a
 * @param {unknown} b
 */
export function same(a, b) {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** @param {Document} document @param {Operation} operation @returns {Step} */
function step(document, operation) {
  if (operation.do === "set") return set(document, operation);
  const { on, id } = operation;
  if (operation.do === "delete") return remove(document, on, id);
  if (operation.do === "restore") return restore(document, on, id, operation.to);
  return create(document, on, id, operation.to);
}

/** @param {Document} document @returns {Step} */
function nothing(document) {
  return { document, applied: null, inverse: null, skipped: [] };
}

/** @param {Document} document @param {SetOperation} operation @returns {Step} */
function set(document, { on, id, to, was }) {
  const row = on === "project" ? document.project : document[ROOMS[on]].get(id);
  if (!row) return nothing(document);
  const present = /** @type {Values} */ (/** @type {unknown} */ (row));
  const skipped = Object.keys(to).filter((name) => was && name in was && !same(present[name], was[name]));
  const kept = on === "keyframe" && (skipped.includes("shot") || skipped.includes("track"));
  const names = Object.keys(to).filter(
    (name) => !skipped.includes(name) && !(kept && (name === "shot" || name === "track")),
  );
  if (names.length === 0) return { ...nothing(document), skipped };
  const written = on === "keyframe" ? housed(document, pick(to, names)) : pick(to, names);
  return {
    document: put(document, on, { ...row, ...written }),
    applied: { do: "set", on, id, to: written },
    inverse: { do: "set", on, id, to: pick(present, Object.keys(written)), was: written },
    skipped,
  };
}

/** @param {Document} document @param {Row} on @param {string} id @param {Values} to @returns {Step} */
function create(document, on, id, to) {
  if (document[ROOMS[on]].has(id)) return nothing(document);
  const said = on === "keyframe" ? housed(document, to) : to;
  return {
    document: put(document, on, whole(on, { ...said, id })),
    applied: { do: "create", on, id, to: said },
    inverse: { do: "delete", on, id },
    skipped: [],
  };
}

/**
 * A keyframe's shot is its track's: where one of them is said the other follows, a shot's lowest track if need be.
 * @param {Document} document @param {Values} to @returns {Values}
 */
function housed(document, to) {
  if (typeof to.track === "string") return { ...to, shot: document.tracks.get(to.track)?.shot ?? to.shot };
  if (typeof to.shot !== "string") return to;
  const [lowest] = tracksOf(document.tracks, to.shot);
  return lowest ? { ...to, track: lowest.id } : to;
}

/** @param {Document} document @param {Row} on @param {string} id @returns {Step} */
function remove(document, on, id) {
  const room = ROOMS[on];
  const row = document[room].get(id);
  if (!row) return nothing(document);
  const rows = new Map(/** @type {Map<string, any>} */ (document[room]));
  rows.delete(id);
  const gone = new Map(document.gone).set(`${on}:${id}`, row);
  return {
    document: { ...document, [room]: rows, gone },
    applied: { do: "delete", on, id },
    inverse: { do: "restore", on, id },
    skipped: [],
  };
}

/** @param {Document} document @param {Row} on @param {string} id @param {Values} [to] @returns {Step} */
function restore(document, on, id, to) {
  const row = to ? { ...document.gone.get(`${on}:${id}`), ...to, id } : document.gone.get(`${on}:${id}`);
  if (!row || document[ROOMS[on]].has(id)) return nothing(document);
  const gone = new Map(document.gone);
  gone.delete(`${on}:${id}`);
  return {
    document: { ...put(document, on, row), gone },
    applied: { do: "restore", on, id, to: { ...row } },
    inverse: { do: "delete", on, id },
    skipped: [],
  };
}

/** @param {Document} document @param {Thing} on @param {any} row @returns {Document} */
function put(document, on, row) {
  if (on === "project") return { ...document, project: row };
  const room = ROOMS[on];
  return { ...document, [room]: new Map(/** @type {Map<string, any>} */ (document[room])).set(row.id, row) };
}

/** @param {Values} values @param {readonly string[]} names @returns {Values} */
function pick(values, names) {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
