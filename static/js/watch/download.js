/**
 * Taking the film home: ask for it, see how far it is, save it.
 *
 * @import {Values} from "#kf/watch/reel.js"
 */
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { box, button, link, sentence } from "#kf/watch/box.js";

/** How often we ask how far it is, in milliseconds. */
const OFTEN = 700;

/** @typedef {{id: string, state: string, done: number, total: number, byte_size: number, url: string | null, error: {sentence: string} | null}} Film */

/** @param {Values} values */
export async function download(values) {
  const { dialog, body, acts } = box(t("Download the film"));
  const said = sentence(t("The film is being asked for…"), "status");
  const bar = Object.assign(document.createElement("progress"), { className: "bar", max: 1 });
  bar.setAttribute("aria-label", t("The film is being written"));
  body.append(said, bar);
  acts.append(button(t("Close"), () => dialog.close()));
  try {
    const film = await written(values, dialog, said, bar);
    if (!film) return;
    bar.remove();
    if (film.url) offer(film, values, said, acts);
    else said.textContent = film.error?.sentence ?? "";
  } catch (error) {
    bar.remove();
    said.textContent = why(/** @type {any} */ (error), values);
  }
}

/**
 * The film when it is there or has failed; null when nobody waits for it any more.
 * @param {Values} values
 * @param {HTMLDialogElement} dialog
 * @param {HTMLElement} said
 * @param {HTMLProgressElement} bar
 */
async function written({ id }, dialog, said, bar) {
  const { export: asked } = await api(`/api/projects/${id}/exports`, { json: {} });
  let film = /** @type {Film} */ (asked);
  while (dialog.open && film.state !== "ready" && film.state !== "failed") {
    bar.value = film.done / Math.max(1, film.total);
    const { done, total } = film;
    said.textContent = t("The film is being written: {done} of {total} frames.", { done, total });
    await new Promise((done) => setTimeout(done, OFTEN));
    film = await api(`/api/projects/${id}/exports/${film.id}`);
  }
  return dialog.open ? film : null;
}

/** @param {Film} film @param {Values} values @param {HTMLElement} said @param {HTMLElement} acts */
function offer({ url, byte_size }, { title }, said, acts) {
  const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const megabytes = size.format(Math.max(0.1, byte_size / 1e6));
  said.textContent = t("The film is ready: MP4, {size} MB.", { size: megabytes });
  const save = link(t("Save the film"), url ?? "", "btn--primary");
  save.download = title;
  acts.append(save);
  save.focus();
}

/** @param {{code?: string, sentence?: string}} error @param {Values} values */
function why({ code, sentence: said }, { may = [] }) {
  if (code === "not_fresh" && !may.includes("render"))
    return t(
      "Not all of it is rendered yet, so there is no film of it. Ask whoever shared it with you to render it.",
    );
  return said ?? t("The film could not be asked for. Try again in a moment.");
}
