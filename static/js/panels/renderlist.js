/**
 * The renders of a project as the server lists them.
 *
 * @import {Id, Keyframe, Render} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { api } from "#kf/core/net.js";

/**
 * @typedef {object} RenderLine
 * @property {Id} keyframe left key of the segment
 * @property {string} key of the take
 * @property {string} state
 * @property {number} drawings
 * @property {number | null} seconds that were needed
 * @property {string} method that drew it
 * @property {string} reason
 * @property {number | null} score 0 to 100
 * @property {Partial<Keyframe> | null} settings the left key's values when it was asked for
 */

/**
 * @typedef {object} PastRender
 * @property {Id} id
 * @property {Render["state"]} state
 * @property {string} made_at
 * @property {string | null} finished_at
 * @property {string} by
 * @property {boolean} draft
 * @property {string | null} engine
 * @property {RenderLine[]} lines
 */

/**
 * Read one page of it, newest first.
 * @param {Store} store
 * @param {Id | null} [before] the last render that is known already
 * @returns {Promise<{renders: PastRender[], more: boolean}>}
 */
export async function readRenders(store, before = null) {
  const query = before === null ? "" : `?before=${before}`;
  return api(`/api/projects/${store.project.value.id}/renders${query}`);
}
