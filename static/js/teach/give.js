/**
 * Giving a lesson to a class, and changing when it is due.
 *
 * @import {Class, ExerciseCard} from "#kf/teach/types.d.ts"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { isOver } from "#kf/teach/due.js";
import { show } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {{due: {date: string, time: string | null} | null, attempts: number, late: string}} Terms */
/** @typedef {(error: unknown) => void} Tell */

/**
 * @param {Class} group
 * @param {Tell} tell
 * @param {string} [wished] the lesson that is chosen at first
 * @returns {Promise<boolean>} whether something was given
 */
export async function giveLesson(group, tell, wished = "") {
  try {
    const { lessons, built_in } = await api("/api/lessons");
    const choices = [
      ...lessons.map((/** @type {{id: string, title: string}} */ { id, title }) => [id, title]),
      ...built_in.map((/** @type {{name: string, title: string}} */ { name, title }) => [
        name,
        t("{title} (comes with the studio)", { title }),
      ]),
    ];
    const said = await asked(t("Give a lesson"), t("Give"), {
      first: html`<div class="field"><label class="label" for="give-lesson">${t("Lesson")}</label><span class="select"><select id="give-lesson" name="lesson" autofocus>${choices.map(([value, title]) => html`<option value=${value} ?selected=${value === wished}>${title}</option>`)}</select>${icon("down", "icon-12")}</span></div>`,
      zone: group.time_zone,
    });
    if (!said) return false;
    await api(`/api/classes/${group.id}/exercises`, { json: { lesson: said.get("lesson"), ...terms(said) } });
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

/** @param {ExerciseCard} card @param {Tell} tell @returns {Promise<boolean>} whether something was changed */
export async function changeExercise({ id, title }, tell) {
  try {
    const now = await api(`/api/exercises/${id}`);
    const said = await asked(title, t("Save"), { now, zone: now.class.time_zone });
    if (!said) return false;
    await api(`/api/exercises/${id}`, { method: "PATCH", json: terms(said) });
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

/** @param {FormData} said @returns {Terms} */
function terms(said) {
  const date = String(said.get("date") ?? "");
  const time = String(said.get("time") ?? "") || null;
  return {
    due: date ? { date, time } : null,
    attempts: Number(said.get("attempts")) || 0,
    late: String(said.get("late") ?? "marked"),
  };
}

/** Say what a time means that is over already. @param {HTMLElement} form @param {string} zone */
function warn(form, zone) {
  const said = new FormData(/** @type {HTMLFormElement} */ (form));
  const note = /** @type {HTMLElement} */ (form.querySelector("#give-over"));
  const words = /** @type {HTMLElement} */ (note.lastElementChild);
  note.hidden = !isOver(String(said.get("date")), String(said.get("time")), zone);
  words.textContent =
    said.get("late") === "closed"
      ? t("That is over already: nobody can hand in.")
      : t("That is over already: whatever is handed in is late.");
}

/**
 * @param {string} title
 * @param {string} verb
 * @param {{zone: string, first?: unknown, now?: Terms}} what
 * @returns {Promise<FormData | null>}
 */
async function asked(title, verb, { zone, first = nothing, now }) {
  /** @type {FormData | null} */
  let said = null;
  await show(
    (close) => html`<h2 dir="auto">${title}</h2>
      <form class="col" @input=${(/** @type {Event} */ event) => warn(/** @type {HTMLElement} */ (event.currentTarget), zone)} @submit=${(
        /** @type {SubmitEvent} */ event,
      ) => {
        event.preventDefault();
        said = new FormData(/** @type {HTMLFormElement} */ (event.target));
        close("yes");
      }}>
      ${first}
      <div class="cl-due"><div class="field"><label class="label" for="give-date">${t("Due on")}</label><input class="input" type="date" id="give-date" name="date" .value=${now?.due?.date ?? ""} aria-describedby="give-hint"></div>
      <div class="field"><label class="label" for="give-time">${t("At")}</label><input class="input" type="time" id="give-time" name="time" .value=${now?.due?.time ?? ""}></div></div>
      <p class="hint" id="give-hint">${t("On the clocks of {zone}. Without a date it is never late; without a time it is due at the end of that day.", { zone })}</p>
      <p class="note note--stale" id="give-over" role="status" hidden>${icon("alert")}<span></span></p>
      <div class="field"><label class="label" for="give-attempts">${t("Attempts")}</label><input class="input" type="number" id="give-attempts" name="attempts" min="1" max="50" inputmode="numeric" placeholder=${t("as many as one likes")} .value=${now?.attempts ? String(now.attempts) : ""}></div>
      <div class="field"><label class="label" for="give-late">${t("What is late")}</label><span class="select"><select id="give-late" name="late"><option value="marked" ?selected=${now?.late !== "closed"}>${t("is taken and marked late")}</option><option value="closed" ?selected=${now?.late === "closed"}>${t("is not taken")}</option></select>${icon("down", "icon-12")}</span></div>
      <div class="acts"><button type="button" class="btn btn--quiet" @click=${() => close()}>${t("Cancel")}</button><button class="btn btn--primary">${verb}</button></div></form>`,
    { label: title },
  );
  return said;
}
