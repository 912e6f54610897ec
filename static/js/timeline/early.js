/**
 * The drawings that the instant preview has made, for cells of segments that are not rendered.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Previews} from "#kf/timeline/desk.js"
 */
import { previewOf } from "#kf/preview/preview.js";

/** @param {Store} store @returns {Previews} */
export function previewsOf(store) {
  const previews = previewOf(store);
  return {
    version: () => previews.version.value,
    drawing: (left, u) => previews.drawing(left, u),
  };
}
