/**
 * How the library is looked at, kept by this browser.
 *
 * @import {Sort} from "#kf/library/order.js"
 */
import { kept } from "#kf/core/local.js";

/** @typedef {"s" | "m" | "l"} Size */

export const SORT = kept("library-sort", /** @type {Sort} */ ("name"));
export const SIZE = kept("library-size", /** @type {Size} */ ("m"));
/** Whether poses are shown as their figures alone. */
export const CUTOUTS = kept("library-cutouts", false);
