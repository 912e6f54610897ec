/**
 * What the templates of a track's items read besides the items' places.
 *
 * @import {Id, Pose, Project} from "#kf/core/types.d.ts"
 * @import {MarkedFrame, Verdicts} from "#kf/panels/judged.js"
 * @import {Drawing} from "#kf/timeline/stripview.js"
 */
import { t } from "#kf/core/i18n.js";

/**
 * @typedef {Object} Scene
 * @property {Project} project
 * @property {string} ground
 * @property {string | null} plate
 * @property {ReadonlyMap<string, Pose>} poses
 * @property {ReadonlySet<string>} selection
 * @property {string | null} focus the item that Tab leads to
 * @property {ReadonlySet<string>} dragged
 * @property {ReadonlySet<string>} waiting items that stay as they were drawn, at their new places, for this picture
 * @property {boolean} thin a low row: no names, no lines at the foot
 * @property {boolean} lowest the shot's lowest track, whose drawings are opaque
 * @property {boolean} empty no keys at all
 * @property {number} px
 * @property {number} strip height of the pictures
 * @property {number} lane height of the quality's curves, 0 where there is no room for them
 * @property {number} from
 * @property {number} to pixels of the content between which things are drawn
 * @property {string} look all that changes how every item looks, as one word
 * @property {(left: string, u: number) => Drawing | null} preview a drawing that was made before any render
 * @property {number} previews counts up when there are new ones
 * @property {readonly MarkedFrame[]} marked frames in which somebody says that the character slips
 * @property {Id} you
 * @property {Verdicts} verdicts what is thought of the takes that are shown
 * @property {(frame: number) => void} seek
 */

/** @param {Pick<Scene, "poses">} scene @param {string} id of a pose */
export function nameOf(scene, id) {
  return scene.poses.get(id)?.name ?? t("Unknown pose");
}
