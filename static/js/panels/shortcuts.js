import { html } from "lit";
import { t } from "#kf/core/i18n.js";
import { keymap } from "#kf/core/keymap.js";
import { show } from "#kf/ui/dialog.js";

/** Show every shortcut that does something on this page. */
export function showShortcuts() {
  const title = t("Keyboard shortcuts");
  return show(
    (close) => html`<h2>${title}</h2>
      <div class="sheet">${keymap
        .sheet()
        .map(
          ({ group, rows }) =>
            html`<section><h3 class="label">${group}</h3><dl>${rows.map(
              ({ keys, label }) =>
                html`<div><dt>${label}</dt><dd>${keys.map((key) => html`<kbd class="kbd">${key}</kbd>`)}</dd></div>`,
            )}</dl></section>`,
        )}</div>
      <div class="acts"><button type="button" class="btn btn--line" autofocus @click=${() => close()}>${t("Close")}</button></div>`,
    { label: title, wide: true },
  );
}
