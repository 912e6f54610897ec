/**
 * Going back to what a take was drawn with.
 *
 * @import {Id, Keyframe, Outcome} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t } from "#kf/core/i18n.js";

/** @typedef {Partial<Keyframe> & {to?: {pose: Id, frame: number}}} Settings a left key as it was, and the next key */

/** What of a keyframe decides how its segment is drawn, by what people see as one thing, in the order of the panel. */
export const SETTINGS = /** @type {const} @satisfies {Record<string, readonly (keyof Keyframe)[]>} */ ({
  pose: ["pose"],
  hold: ["hold"],
  method: ["method"],
  spacing: ["ease", "curve", "chart"],
  exposure: ["exposure"],
  arc: ["arc"],
  stop: ["stop"],
  planted: ["planted"],
  turns: ["turns"],
  pins: ["pins"],
  breakdowns: ["breakdowns"],
  hint: ["hint"],
  seed: ["seed"],
});

/**
 * Whether a value is another one now; one that was not kept says nothing.
 * @param {Settings} then @param {Keyframe} now @param {keyof Keyframe} name
 */
export function differs(then, now, name) {
  return name in then && plain(then[name]) !== plain(now[name]);
}

/**
 * What is to be set so that a segment says again what it said: only what differs, and of that only what there still
 * is. `lost` says in whole sentences what is left out.
 * @param {Store} store @param {Keyframe} left @param {Settings} settings
 * @returns {{to: Partial<Keyframe>, lost: string[]}}
 */
export function fitting(store, left, settings) {
  /** @type {Record<string, unknown>} */
  const to = {};
  /** @type {string[]} */
  const lost = [];
  const pose = settings.pose && store.poses.value.has(settings.pose) ? settings.pose : left.pose;
  if (settings.pose && pose !== settings.pose) lost.push(t("Its pose is no longer in the library."));
  const joints = jointsOf(store, pose);
  for (const name of Object.values(SETTINGS).flat()) {
    if (!(name in settings)) continue;
    const value = name === "pose" ? pose : known(store, joints, name, settings[name], lost);
    if (value !== undefined && plain(value) !== plain(left[name])) to[name] = value;
  }
  return { to, lost };
}

/**
 * Give a segment settings that it had before, as one step of undo. What does not exist any more is left out, and told.
 * @param {Store} store @param {Id} keyframe its left key @param {Settings} settings @param {string} label
 * @returns {Promise<Outcome>}
 */
export async function applySettings(store, keyframe, settings, label) {
  const left = store.keyframes.value.get(keyframe);
  if (!left) return { ok: true, revision: store.revision.value, skipped: [] };
  const { to, lost } = fitting(store, left, settings);
  const operations = Object.keys(to).length > 0 ? [{ do: "set", on: "keyframe", id: keyframe, to }] : [];
  const outcome = await store.edit(
    label,
    /** @type {import("#kf/core/types.d.ts").Operation[]} */ (operations),
  );
  if (outcome.ok && lost.length > 0) store.toast(lost.join(" "));
  return outcome;
}

/**
 * A value without what it speaks of and is gone; undefined where nothing of it can be set.
 * @param {Store} store @param {ReadonlySet<string>} joints @param {keyof Keyframe} name @param {any} value
 * @param {string[]} lost
 */
function known(store, joints, name, value, lost) {
  if (name === "method" && !store.engine.value.methods.some((method) => method.name === value)) {
    lost.push(t("Its method is no longer there."));
    return undefined;
  }
  if (name === "planted") return kept(value, (/** @type {string} */ joint) => joints.has(joint), lost);
  if (name === "turns") {
    const names = kept(Object.keys(value ?? {}), (joint) => joints.has(joint), lost);
    return Object.fromEntries(names.map((joint) => [joint, value[joint]]));
  }
  if (name === "breakdowns")
    return kept(value, (/** @type {{joints: unknown[]}} */ one) => one.joints.length === joints.size, lost);
  return value;
}

/** @template T @param {T[]} list @param {(one: T) => boolean} there @param {string[]} lost @returns {T[]} */
function kept(list, there, lost) {
  const found = (list ?? []).filter(there);
  const words = t("What it said of joints that the character no longer has is left out.");
  if (found.length < (list ?? []).length && !lost.includes(words)) lost.push(words);
  return found;
}

/** @param {Store} store @param {Id} pose @returns {Set<string>} */
function jointsOf(store, pose) {
  const character = store.poses.value.get(pose)?.character;
  return new Set(character ? store.characters.value.get(character)?.skeleton.names : []);
}

/** The order of the words in an object says nothing. @param {unknown} value @returns {string} */
function plain(value) {
  return JSON.stringify(value ?? null, (_, one) =>
    one && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
