import { svg } from "lit";

/** The sheet of symbols; its address carries a hash in production, so the page says where it lies. */
const sheet =
  /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=kf-icons]"))?.content ??
  "/static/img/icons.svg";

/**
 * Draw an icon. It is ornament: the control that carries it has a word or an aria-label.
 * @param {string} name a symbol of icons.svg, without its "i-"
 * @param {"icon" | "icon-12"} [size]
 */
export function icon(name, size = "icon") {
  return svg`<svg class=${size} aria-hidden="true"><use href=${`${sheet}#i-${name}`}></use></svg>`;
}
