/**
 * Where the joints of a marked segment are at each of its drawings, as the server works it out from the keys,
 * breakdowns and settings of the moment.
 *
 * @import {Id, Keyframe, Point} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { signal } from "@preact/signals-core";
import { api } from "#kf/core/net.js";

/** @typedef {{u: number, joints: Point[]}} Moment */
/** @typedef {{key: Id, moments: Moment[]}} Course */

export class Path {
  /** @type {import("@preact/signals-core").Signal<Course | null>} */
  course = signal(null);
  /** What went wrong, in words. */
  trouble = signal("");
  #store;
  #asked = "";

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** The joints of each drawing right of a key, as far as they are known. @param {Id} key @returns {Moment[] | null} */
  of(key) {
    return this.course.value?.key === key ? this.course.value.moments : null;
  }

  /**
   * See to it that the path of a segment is that of its present state.
   * @param {Keyframe} key its left key
   * @param {number} revision
   */
  async follow(key, revision) {
    const wanted = `${key.id} ${revision}`;
    if (this.#asked === wanted) return;
    this.#asked = wanted;
    await this.#store.settled();
    try {
      const { frames } = await api(`/api/projects/${this.#store.project.value.id}/segments/${key.id}/path`);
      if (this.#asked !== wanted) return;
      this.course.value = { key: key.id, moments: frames };
      this.trouble.value = "";
    } catch (error) {
      if (this.#asked !== wanted) return;
      this.#asked = "";
      this.trouble.value =
        /** @type {import("#kf/core/net.js").ApiError} */ (error).sentence ?? String(error);
    }
  }
}
