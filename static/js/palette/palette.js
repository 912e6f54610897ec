/**
 * The command palette: type a few letters, press Enter. A combobox over a list, as ARIA has it: the focus stays in the
 * field, the arrow keys move through the list.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Command} from "#kf/palette/commands.js"
 */
import { html, render } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { commands, frameCommand } from "#kf/palette/commands.js";
import { found } from "#kf/palette/search.js";
import { show } from "#kf/ui/dialog.js";
import { keep, kept } from "#kf/ui/kept.js";

const KEY = "kf-palette";
/** Lines that are drawn: more than anybody reads. */
const MOST = 40;
const REMEMBERED = 6;

/** @returns {string[]} what was done last, the newest first */
function recent() {
  return (kept(KEY) ?? "").split(" ").filter(Boolean);
}

/** @param {string} id */
function remember(id) {
  keep(KEY, [id, ...recent().filter((one) => one !== id)].slice(0, REMEMBERED).join(" "));
}

/** @param {readonly Command[]} all */
function lastFirst(all) {
  const order = recent();
  const rank = (/** @type {Command} */ { id }) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...all].sort((a, b) => rank(a) - rank(b));
}

/** Open the palette, and do what is chosen once it has closed. @param {Store} store */
export async function openPalette(store) {
  const all = lastFirst(commands(store));
  const chosen = await show((close) => field(store, all, close), { label: t("Command palette") });
  const command = all.find(({ id }) => id === chosen) ?? frameCommand(store, chosen.replace(/^frame /, ""));
  if (!command) return;
  remember(command.id);
  command.run();
}

/** @param {Store} store @param {Command[]} all @param {(value?: string) => void} close */
function field(store, all, close) {
  let typed = "";
  let at = 0;
  let shown = all.slice(0, MOST);
  const list = document.createElement("div");
  const draw = () => render(lines(shown, at, pick), list);
  const look = (/** @type {string} */ text) => {
    [typed, at] = [text, 0];
    const number = frameCommand(store, typed);
    shown = [...(number ? [number] : []), ...found(typed, all, ({ label }) => label)].slice(0, MOST);
    draw();
    mark();
  };
  const pick = (/** @type {Command} */ { id }) =>
    close(id.startsWith("frame:") ? `frame ${typed.trim()}` : id);
  const mark = () => {
    const input = list.parentElement?.querySelector("input");
    input?.setAttribute("aria-activedescendant", shown.length > 0 ? `pal-${at}` : "");
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  };
  const keyed = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (event.key === "Enter" && !event.isComposing && shown[at]) pick(shown[at]);
    else if (step && shown.length > 0)
      at =
        Math.abs(step) > 1
          ? Math.min(Math.max(0, at + step), shown.length - 1)
          : (at + step + shown.length) % shown.length;
    else return;
    event.preventDefault();
    draw();
    mark();
  };
  draw();
  queueMicrotask(mark);
  return html`<div class="pal">
    <input type="text" role="combobox" aria-expanded="true" aria-controls="pal-list" aria-autocomplete="list"
      aria-label=${t("What do you want to do?")} placeholder=${t("Type what you want to do, or a frame number")}
      autocomplete="off" spellcheck="false" autofocus
      @input=${(/** @type {InputEvent} */ event) => look(/** @type {HTMLInputElement} */ (event.target).value)}
      @keydown=${keyed}>
    ${list}
  </div>`;
}

/** @param {readonly Command[]} shown @param {number} at @param {(command: Command) => void} pick */
function lines(shown, at, pick) {
  return html`<ul class="pal-list" id="pal-list" role="listbox" aria-label=${t("Commands")}>
      ${shown.map(
        (
          command,
          place,
        ) => html`<li role="option" id="pal-${place}" aria-selected=${place === at ? "true" : "false"}
          @click=${() => pick(command)}><span class="ell" dir="auto">${command.label}</span><small>${command.group}</small>
          ${command.keys.map((key) => html`<kbd class="kbd">${key}</kbd>`)}</li>`,
      )}
    </ul>
    <p class="vh" role="status">${tn("{count} command", "{count} commands", shown.length)}</p>
    ${shown.length === 0 ? html`<p class="pal-none">${t("Nothing here is called that.")}</p>` : ""}`;
}
