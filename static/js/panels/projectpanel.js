/**
 * The settings of the shot and of the whole project.
 *
 * @import {Project, Shot} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html, nothing } from "lit";
import { RATES, SIZES } from "#kf/core/choices.js";
import { poseName } from "#kf/core/edits.js";
import { t, tn } from "#kf/core/i18n.js";
import { rateLabel, timecode } from "#kf/core/time.js";
import { dialogs } from "#kf/later/parts.js";
import { byName } from "#kf/panels/natural.js";
import { picker, select, thumb } from "#kf/panels/parts.js";
import { closeLoop } from "#kf/panels/segmentedits.js";
import { renameShot, setBackground } from "#kf/panels/shotedits.js";
import { ask } from "#kf/ui/dialog.js";
import { icon } from "#kf/ui/icon.js";
import "#kf/ui/number.js";

/** @param {Store} store */
export function shotPanel(store) {
  const shot = store.currentShot.value;
  if (!shot)
    return html`<p class="dim">${t("There is no shot yet. Place a pose, or add a shot at the top.")}</p>`;
  const length = store.shotLength.value;
  return html`<label class="prop"><span>${t("Name")}</span><input class="input input--dense" maxlength="120" autocomplete="off" .value=${shot.name}
      @change=${(/** @type {Event} */ event) => renameShot(store, shot, typed(event))}></label>
    <div class="prop"><span>${t("Length")}</span><span class="num strong">${tn("{count} frame", "{count} frames", length)} <span class="dim mono">${timecode(length, store.project.value.rate)}</span></span></div>
    ${loop(store, shot)}${background(store, shot)}`;
}

/** Whether the motion loops, and the one press that makes it so. @param {Store} store @param {Shot} shot */
function loop(store, shot) {
  const keys = store.lane.value;
  const closes = keys.length > 2 && keys[0].pose === keys[keys.length - 1].pose;
  const flip = () =>
    void store.edit(
      shot.loop ? t("Do not loop {shot}", { shot: shot.name }) : t("Loop {shot}", { shot: shot.name }),
      [{ do: "set", on: "shot", id: shot.id, to: { loop: !shot.loop } }],
    );
  const close = () => {
    const id = closeLoop(store, keys);
    const key = store.keyframes.value.get(id ?? "");
    if (!key) return;
    store.select([key.id]);
    store.seek(key.frame);
  };
  if (!closes && !shot.loop)
    return html`<div class="prop"><span>${t("Loop")}</span><button type="button" class="btn btn--line btn--dense" ?disabled=${keys.length < 2} @click=${close}>${icon("loop")}${t("Close the loop")}</button></div>
      <p class="hint">${keys.length < 2 ? t("A loop needs two keys or more.") : t("Puts {pose} at the end too, and the motion flows from the last key into the first.", { pose: poseName(store, keys[0].pose) })}</p>`;
  return html`<div><label class="check check--switch"><span class="grow">${t("The motion loops")}</span><input class="switch" type="checkbox" role="switch" .checked=${shot.loop} @change=${flip}></label>
    <p class="hint">${closes ? t("It flows from the last key into the first.") : t("For a loop, the first and the last key show the same pose, with one more between them.")}</p></div>`;
}

/** @param {Store} store @param {Shot} shot */
function background(store, shot) {
  const plate = store.poses.value.get(shot.plate ?? "");
  const pictures = [...byName(store.plateList.value), ...byName(store.poseList.value)];
  const upload = (/** @type {Event} */ event) =>
    event.target?.dispatchEvent(
      new CustomEvent("kf-upload", { bubbles: true, detail: { background: true } }),
    );
  return html`<div class="insp-s"><h2 class="label">${t("Background")}</h2>
    <div class="pair pair--plate">${plate ? thumb(store, plate) : html`<span class="im" .style=${`background:${shot.ground}`}></span>`}
      <span class="grow"><span class="strong ell">${plate?.name ?? t("A colour")}</span><span class="t12 dim">${plate ? t("lies under every pose") : shot.ground}</span></span></div>
    <div class="row row--wrap">
      <button type="button" class="btn btn--line btn--dense" popovertarget="kf-plates" aria-haspopup="menu" ?disabled=${pictures.length === 0}>${icon("image")}${t("Choose a picture")}</button>
      <button type="button" class="btn btn--line btn--dense" @click=${upload}>${icon("upload")}${t("Upload one")}</button>
      ${plate ? html`<button type="button" class="btn btn--quiet btn--dense" @click=${() => setBackground(store, shot, { plate: null })}>${t("Remove")}</button>` : nothing}
    </div>
    ${picker(store, "kf-plates", pictures, shot.plate, (pose) => setBackground(store, shot, { plate: pose.id }))}
    <label class="prop"><span>${t("Colour")}</span><span class="row"><input type="color" class="swatch" .value=${shot.ground} @change=${(/** @type {Event} */ event) => setBackground(store, shot, { ground: typed(event) })}>
      <span class="t12 dim">${plate ? t("seen where the picture is see-through") : t("the ground under the poses")}</span></span></label>
  </div>`;
}

/** @param {Store} store */
export function projectPanel(store) {
  const project = store.project.value;
  const rates = withOwn(
    RATES.map(({ rate, label }) => ({ value: rate.join("/"), label: t("{rate} fps", { rate: label }) })),
    {
      value: project.rate.join("/"),
      label: t("{rate} fps", { rate: rateLabel(project.rate) }),
    },
  );
  const sizes = withOwn(
    SIZES.map(({ width, height }) => ({ value: `${width}x${height}`, label: `${width} × ${height}` })),
    {
      value: `${project.width}x${project.height}`,
      label: `${project.width} × ${project.height}`,
    },
  );
  return html`<label class="prop"><span>${t("Title")}</span><input class="input input--dense" maxlength="120" autocomplete="off" .value=${project.title}
      @change=${(/** @type {Event} */ event) => setProject(store, t("Rename the project"), { title: typed(event).trim() || project.title })}></label>
    ${select(t("Frame rate"), rates, project.rate.join("/"), (value) => void rerate(store, /** @type {Project["rate"]} */ (value.split("/").map(Number))))}
    ${select(t("Size"), sizes, `${project.width}x${project.height}`, (value) => {
      const [width, height] = value.split("x").map(Number);
      void resize(store, { width, height });
    })}
    <div class="prop"><span>${t("Own size")}</span><span class="row size">
      ${side(store, "width", t("Width in pixels"))}<span class="dim">×</span>${side(store, "height", t("Height in pixels"))}</span></div>
    <p class="hint">${t("Another size makes every segment stale: each drawing is made anew.")}</p>
    <div class="prop"><span>${t("First frame")}</span><kf-number plain label=${t("Number of the first frame")} .value=${project.first_frame ?? 1} min="0" max="100000" @change=${(/** @type {CustomEvent} */ event) => setProject(store, t("Number the frames from {number}", { number: event.detail.value }), { first_frame: event.detail.value })}></kf-number></div>
    <p class="hint">${t("The number that people read on a shot's first frame: 1, or 1001 as in many studios. Nothing moves.")}</p>`;
}

/** @param {Store} store @param {"width" | "height"} which @param {string} label */
function side(store, which, label) {
  const changed = (/** @type {CustomEvent} */ event) => {
    const even = Math.round(event.detail.value / 2) * 2;
    void resize(store, { [which]: even });
  };
  return html`<kf-number plain label=${label} .value=${store.project.value[which]} min="16" max="4096" step="2" @change=${changed}></kf-number>`;
}

/**
 * Another rate; where keys stand somebody has to say first what becomes of them.
 * @param {Store} store @param {Project["rate"]} rate
 */
async function rerate(store, rate) {
  if (store.keyframes.value.size === 0) return setProject(store, t("Change the frame rate"), { rate });
  store.project.value = { ...store.project.value }; // the list shows what holds until it is settled
  const { openRateDialog } = await dialogs.load();
  openRateDialog(store, rate);
}

/**
 * Another size, once somebody knows what it costs: drawings that are there are then of the old size.
 * @param {Store} store @param {Partial<Pick<Project, "width" | "height">>} to
 */
async function resize(store, to) {
  const { width, height } = { ...store.project.value, ...to };
  const drawn = [...store.segments.value.values()].filter(({ shown }) => shown !== null).length;
  if (width === store.project.value.width && height === store.project.value.height) return;
  const go =
    drawn === 0 ||
    (await ask({
      title: t("Make the picture {width} × {height}?", { width, height }),
      sentence: tn(
        "{count} rendered segment becomes stale and has to be rendered anew. Poses keep their own size and place.",
        "{count} rendered segments become stale and have to be rendered anew. Poses keep their own size and place.",
        drawn,
      ),
      verb: t("Change the size"),
    }));
  if (go) setProject(store, t("Change the size"), to);
  // The list shows what was chosen; what holds is what the project says.
  else store.project.value = { ...store.project.value };
}

/** @param {Store} store @param {string} label @param {Partial<Project>} to */
function setProject(store, label, to) {
  const project = store.project.value;
  if (
    Object.entries(to).every(
      ([name, value]) => String(project[/** @type {keyof Project} */ (name)]) === String(value),
    )
  )
    return;
  void store.edit(label, [{ do: "set", on: "project", id: project.id, to }]);
}

/** The usual choices, and the present one where it is not among them. @param {{value: string, label: string}[]} usual @param {{value: string, label: string}} own */
function withOwn(usual, own) {
  return usual.some(({ value }) => value === own.value) ? usual : [own, ...usual];
}

/** @param {Event} event */
function typed(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}
