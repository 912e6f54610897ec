/**
 * Who has locked a segment, as one reads it oneself. Two guests have one name, so it is their ids that tell.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";

/** @typedef {Pick<Keyframe, "locked_by" | "locker">} Locked */

/** Whether one has locked it oneself; a lock that is not saved yet has no name. @param {Locked} key @param {Id} you */
export function isYours({ locked_by: name, locker }, you) {
  return locker === you || !name;
}

/** @param {Locked} key @param {Id} you */
export function lockedSentence(key, you) {
  return isYours(key, you) ? t("Locked by you.") : t("Locked by {name}.", { name: key.locked_by });
}

/** @param {Locked} key @param {Id} you */
export function lockedWords(key, you) {
  return isYours(key, you) ? t("locked by you") : t("locked by {name}", { name: key.locked_by });
}
