/**
 * What is said to somebody whose change another's has replaced.
 *
 * @import {Document, Operation} from "#kf/core/types.d.ts"
 */
import { t } from "#kf/core/i18n.js";

/**
 * @param {Document} document
 * @param {string} name of who did it
 * @param {Operation} operation
 */
export function overtakenWords(document, name, operation) {
  const thing = thingName(document, operation);
  if (operation.do === "delete")
    return t("{name} has just deleted “{thing}”, which you had changed.", { name, thing });
  return t("{name} has just changed “{thing}” after you did. It stays as {name} left it.", { name, thing });
}

/** @param {string} name of who did it */
export function overtakenOftenWords(name) {
  return t("{name} has just changed several things after you did. They stay as {name} left them.", { name });
}

/** @param {Document} document @param {Operation} operation */
function thingName(document, { on, id }) {
  if (on === "project") return document.project.title;
  const rooms = {
    keyframe: document.keyframes,
    track: document.tracks,
    marker: document.markers,
    shot: document.shots,
    pose: document.poses,
    character: document.characters,
  };
  const row = rooms[on].get(id) ?? document.gone.get(`${on}:${id}`);
  if (row && "pose" in row) return document.poses.get(row.pose)?.name ?? t("a key");
  return row?.name || t("a marker");
}
