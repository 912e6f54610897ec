/**
 * Told when a render is there while one looks elsewhere: by a number in the tab's title, and, where somebody has asked
 * for it, by the system's own notice. Never by sound.
 *
 * @import {Store} from "#kf/core/store.js"
 */
import { effect } from "@preact/signals-core";
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { kept } from "#kf/core/local.js";
import { pairName } from "#kf/panels/segmentname.js";
import { unseen } from "#kf/ui/badge.js";

const wanted = kept("notify", false);

/**
 * What has ended since the states before: taken from the states of all segments, by left key.
 * @param {ReadonlyMap<string, string>} before
 * @param {ReadonlyMap<string, {state: string}>} now
 * @returns {{done: string[], failed: string[], going: number}}
 */
export function ended(before, now) {
  const ends = (/** @type {string} */ state) =>
    [...now].filter(([id, one]) => one.state === state && before.get(id) === "under way").map(([id]) => id);
  const going = [...now.values()].filter(({ state }) => state === "queued" || state === "running").length;
  return { done: ends("fresh"), failed: ends("failed"), going };
}

/** @param {ReadonlyMap<string, {state: string}>} segments @returns {Map<string, string>} */
export function states(segments) {
  return new Map(
    [...segments].map(([id, { state }]) => [
      id,
      state === "queued" || state === "running" ? "under way" : state,
    ]),
  );
}

/**
 * Watch a project's renders.
 * @param {Store} store
 * @returns {() => void} stop
 */
export function watchRenders(store) {
  let before = states(store.segments.peek());
  /** @type {string[]} */
  let since = [];
  const seen = () => {
    if (document.hidden) return;
    unseen.value = 0;
    since = [];
  };
  document.addEventListener("visibilitychange", seen);
  const stop = effect(() => {
    const now = store.segments.value;
    const { done, failed, going } = ended(before, now);
    before = states(now);
    if (!document.hidden || done.length + failed.length === 0) return;
    since.push(...done, ...failed);
    unseen.value = since.length;
    if (going === 0) notice(store, since, failed.length);
  });
  return () => {
    stop();
    document.removeEventListener("visibilitychange", seen);
  };
}

/** @param {Store} store @param {readonly string[]} ids @param {number} failed */
function notice(store, ids, failed) {
  if (!wanted.peek() || globalThis.Notification?.permission !== "granted") return;
  const body =
    failed > 0
      ? tn("{count} segment failed.", "{count} segments failed.", failed)
      : ids.length === 1
        ? t("{name} is rendered.", { name: pairName(store, ids[0]) })
        : tn("{count} segment is rendered.", "{count} segments are rendered.", ids.length);
  const shown = new Notification(store.project.peek().title, { body, tag: `kf-${store.project.peek().id}` });
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
}

/** The switch for it; the browser is asked only when somebody turns it on. @param {Store} store */
export function notifyChoice(store) {
  const { Notification } = globalThis;
  if (!Notification) return nothing;
  const denied = Notification.permission === "denied";
  const flip = async (/** @type {Event} */ event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const on = box.checked && (await Notification.requestPermission()) === "granted";
    wanted.value = on;
    box.checked = on;
    if (!on && Notification.permission === "denied")
      store.toast(
        t(
          "This browser does not let kfweb show notices. You can allow it in the browser's settings for this site.",
        ),
      );
  };
  return html`<label class="check check--switch"><span class="grow">${t("Tell me when it is done")}<small class="hint">${denied ? t("Not allowed in this browser's settings") : t("A notice of the system, while you look elsewhere")}</small></span>
    <input class="switch" type="checkbox" role="switch" ?disabled=${denied} .checked=${wanted.value && Notification.permission === "granted"} @change=${flip}></label>`;
}
