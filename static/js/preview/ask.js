/**
 * One question to the server: drawings of a segment at preview size, in one picture.
 *
 * @import {Id, Operation} from "#kf/core/types.d.ts"
 */
import { request } from "#kf/core/net.js";

/**
 * @typedef {object} Question
 * @property {Id} left the segment's left key
 * @property {number[]} times
 * @property {number} width of a drawing, at most
 * @property {Operation[]} operations what the page shows and the server may not have
 */
/** @typedef {"superseded" | "gone" | "nothing"} Why there is nothing to show, and that is no fault */
/** @typedef {{image: ImageBitmap, columns: number, width: number, height: number, method: string}} Drawn */

/**
 * @param {Id} project
 * @param {Question} question
 * @param {AbortSignal} signal
 * @returns {Promise<Drawn | Why>}
 */
export async function ask(project, { left, times, width, operations }, signal) {
  const answer = await request(`/api/projects/${project}/segments/${left}/preview`, {
    json: { times, width, operations },
    signal,
  });
  if (answer.status === 204) return /** @type {Why} */ (answer.headers.get("Kf-Why") ?? "nothing");
  const [cellWidth, cellHeight] = (answer.headers.get("Kf-Cell") ?? "").split("x").map(Number);
  return {
    image: await createImageBitmap(await answer.blob()),
    columns: Number(answer.headers.get("Kf-Columns")),
    width: cellWidth,
    height: cellHeight,
    method: answer.headers.get("Kf-Method") ?? "",
  };
}
