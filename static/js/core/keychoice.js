/**
 * Which keys a person has chosen: a preset, single acts of their own on top of it, and whether keys that write a
 * character count at all (WCAG 2.1.4). This browser remembers it.
 *
 * @import {Binding, Context} from "#kf/core/bindings.js"
 */
import { signal } from "@preact/signals-core";
import { BINDINGS } from "#kf/core/bindings.js";
import { PRESETS } from "#kf/core/presets.js";
import { keep, kept } from "#kf/ui/kept.js";

const KEY = "kf-keys";

/** @type {ReadonlySet<Context>} */
const EVERYWHERE = new Set(["always", "global"]);

/** @typedef {{preset: string, own: Record<string, string[]>, characters: boolean}} Choice */

/** @type {Choice} */
export const PLAIN = Object.freeze({ preset: "kfweb", own: {}, characters: true });

/** What holds now. @type {import("@preact/signals-core").Signal<Choice>} */
export const choice = signal(recalled());

/** @returns {Choice} */
function recalled() {
  try {
    const found = JSON.parse(kept(KEY) ?? "{}");
    const preset = found.preset in PRESETS ? found.preset : PLAIN.preset;
    return { preset, own: known(found.own ?? {}), characters: found.characters !== false };
  } catch {
    return PLAIN;
  }
}

/** What is kept may be of another version of the page. @param {Record<string, unknown>} own */
function known(own) {
  const acts = new Set(BINDINGS.map(({ act }) => act));
  const good = Object.entries(own).filter(([act, keys]) => acts.has(act) && Array.isArray(keys));
  return /** @type {Record<string, string[]>} */ (Object.fromEntries(good));
}

/** @param {Partial<Choice>} change */
export function choose(change) {
  choice.value = { ...choice.value, ...change };
  keep(KEY, JSON.stringify(choice.value));
}

/**
 * Give an act keys of its own, or with null those of the preset again.
 * @param {string} act @param {string[] | null} keys
 */
export function setKeys(act, keys) {
  const { [act]: _had, ...own } = choice.value.own;
  choose({ own: keys ? { ...own, [act]: keys } : own });
}

/** @param {Binding} binding @returns {string[]} */
export function keysOf(binding) {
  const { preset, own, characters } = choice.value;
  const keys = own[binding.act] ?? PRESETS[preset].keys[binding.act] ?? binding.keys;
  return characters ? keys : keys.filter((key) => !writes(key));
}

/** Whether pressing it writes a character: no Ctrl, no Alt, and no key with a name. @param {string} key */
export function writes(key) {
  return [...key.replace(/^Shift\+/, "")].length === 1;
}

/**
 * The act that has a key already, where both could be meant.
 * @param {Context} context @param {string} key @param {string} [but] an act that may have it
 * @returns {Binding | undefined}
 */
export function holderOf(context, key, but) {
  return BINDINGS.find(
    (one) =>
      one.act !== but &&
      (one.context === context || EVERYWHERE.has(one.context) || EVERYWHERE.has(context)) &&
      keysOf(one).includes(key),
  );
}
