/**
 * What the parts of one timeline share: whose time it is, how it is seen, who has it in hand.
 *
 * @import {ReadonlySignal} from "@preact/signals-core"
 * @import {Id} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Acts} from "#kf/timeline/acts.js"
 * @import {Dropping} from "#kf/timeline/dropping.js"
 * @import {Focus} from "#kf/timeline/focus.js"
 * @import {Hand} from "#kf/timeline/hand.js"
 * @import {Heads} from "#kf/timeline/heads.js"
 * @import {Pointer} from "#kf/timeline/pointer.js"
 * @import {Drawing} from "#kf/timeline/stripview.js"
 * @import {View} from "#kf/timeline/view.js"
 */

/**
 * @typedef {Object} Desk
 * @property {Store} store
 * @property {View} view
 * @property {Hand} hand
 * @property {Focus} focus
 * @property {Pointer} pointer
 * @property {Acts} acts
 * @property {Dropping} dropping
 * @property {Heads} heads
 * @property {ReadonlySignal<string | null>} stop the one item that Tab leads to
 * @property {Previews} previews
 */

/**
 * Drawings that were made before any render.
 * @typedef {Object} Previews
 * @property {() => number} version counts up when there are new ones
 * @property {(left: Id, u: number) => Drawing | null} drawing
 */
