/**
 * Writing a lesson. What is typed is saved a moment later, field by field; the text is shown beside as learners read it.
 *
 * @import {Lesson, Most} from "#kf/teach/types.d.ts"
 */
import { html, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { Pictures } from "#kf/teach/pictures.js";
import { Preview } from "#kf/teach/preview.js";
import { Rubric } from "#kf/teach/rubric.js";
import { Saver } from "#kf/teach/saver.js";
import { put } from "#kf/teach/write.js";
import { icon } from "#kf/ui/icon.js";

/** @param {string} id @returns {HTMLElement} */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const lesson = /** @type {Lesson} */ (JSON.parse(part("kf-lesson").textContent ?? ""));
const most = /** @type {Most} */ (JSON.parse(part("kf-most").textContent ?? ""));
const path = `/api/lessons/${lesson.id}`;
const form = /** @type {HTMLFormElement} */ (part("form"));
const text = /** @type {HTMLTextAreaElement} */ (part("text"));

/** What is not saved yet. @type {Record<string, unknown>} */
let changes = {};

const saver = new Saver(send, said);
const preview = new Preview(part("look"), lesson.id, text);
const rubric = new Rubric(part("rubric"), lesson.rubric, most, () => change("rubric", rubric.rows));
const pictures = new Pictures(part("pictures"), lesson, text, { changed: () => written("text"), tell });

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  const { name } = /** @type {HTMLInputElement} */ (target);
  if (name === "title" || name === "text" || name === "brief") written(name);
});
form.addEventListener("change", ({ target }) => {
  const { name } = /** @type {HTMLInputElement} */ (target);
  if (name === "checks") change("checks", new FormData(form).getAll("checks"));
  if (name === "starter") void chooseStarter(/** @type {HTMLSelectElement} */ (target));
});
form.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  if (button?.dataset.put) {
    put(text, button.dataset.put);
    written("text");
  }
  if (button?.id === "upload") part("file").click();
});
part("file").addEventListener("change", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  void pictures.add([...(field.files ?? [])]);
  field.value = "";
});

/** @param {"title" | "text" | "brief"} name */
function written(name) {
  const { value } = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  if (name === "text") preview.soon();
  if (name !== "title" || value.trim()) change(name, value);
}

/** @param {string} name @param {unknown} value */
function change(name, value) {
  changes[name] = value;
  saver.touch();
}

async function send() {
  const sent = changes;
  changes = {};
  try {
    await api(path, { method: "PATCH", json: sent });
  } catch (error) {
    changes = { ...sent, ...changes };
    throw error;
  }
}

/** A choice is answered with the copy that learners begin with. @param {HTMLSelectElement} select */
async function chooseStarter(select) {
  said("saving", "");
  try {
    const { starter } = await api(path, { method: "PATCH", json: { starter: select.value || null } });
    const look = /** @type {HTMLAnchorElement} */ (part("starter-look"));
    look.hidden = !starter;
    if (starter) look.href = `/projects/${starter.id}/watch`;
    said("saved", "");
  } catch (error) {
    tell(error);
  }
}

/** @param {import("#kf/teach/saver.js").Kept} kept @param {string} sentence */
function said(kept, sentence) {
  const words = {
    saved: t("Saved"),
    saving: t("Saving…"),
    away: t("Not saved yet: it is tried again"),
    refused: t("Not saved"),
  }[kept];
  const sign = { saved: "check", saving: "clock", away: "offline", refused: "alert" }[kept];
  part("saved").className = `saved saved--${kept}`;
  render(html`${icon(sign)}${words}`, part("saved"));
  part("problem").hidden = kept !== "refused";
  const note = part("problem").querySelector("span");
  if (note) note.textContent = sentence;
}

/** @param {unknown} error */
function tell(error) {
  if (!(error instanceof ApiError)) throw error;
  said("refused", error.sentence);
}
