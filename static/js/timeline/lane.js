/**
 * One track of the timeline: its head, and its keys and segments. Each is drawn by itself, so that a drag on one track
 * leaves the others alone.
 *
 * @import {Keyframe, Track} from "#kf/core/types.d.ts"
 * @import {Desk} from "#kf/timeline/desk.js"
 * @import {KeyPlace, SegmentPlace} from "#kf/timeline/layout.js"
 * @import {Row} from "#kf/timeline/rows.js"
 */
import { untracked } from "@preact/signals-core";
import { html, noChange, nothing } from "lit";
import { SignalElement } from "#kf/core/signal-element.js";
import { markedFrames, verdicts } from "#kf/panels/judged.js";
import { ghosts, invitation } from "#kf/timeline/empty.js";
import { head } from "#kf/timeline/heads.js";
import { emptyCell, keys } from "#kf/timeline/keyview.js";
import { placeKeys, placeSegments } from "#kf/timeline/layout.js";
import { segments } from "#kf/timeline/segmentview.js";
import { Turns } from "#kf/timeline/turns.js";

/** @type {ReadonlySet<string>} */
const NONE = new Set();
/** @type {readonly Keyframe[]} */
const NO_KEYS = [];

/** `<kf-lane role="row" .desk .track=${id}>` */
export class Lane extends SignalElement {
  static properties = { desk: { attribute: false }, track: { attribute: false } };

  /** @type {Turns | null} */
  #turns = null;

  #worn = "";

  constructor() {
    super();
    /** @type {Desk | null} */
    this.desk = null;
    this.track = "";
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#turns?.stop();
    this.#turns = null;
  }

  /** @override */
  render() {
    const { desk } = this;
    if (desk?.view.settling.late.value.has(this.track)) return noChange;
    const track = desk?.store.tracks.value.get(this.track);
    const row = desk?.view.rows.value.find(({ id }) => id === this.track);
    if (!desk || !track || !row) return nothing;
    const { store, view, hand } = desk;
    const lane = hand.lanes.value.get(track.id) ?? NO_KEYS;
    const dim = !store.visibleTracks.value.some(({ id }) => id === track.id);
    this.#outfit(track, row, dim, store.track.value === track.id);
    return html`${head(desk, track, row)}<div class="trk${lane.length === 0 ? " is-empty" : ""}" data-track=${track.id}>
        <div class="trk-in tl-layer">${this.#items(desk, track, row, lane)}</div>
        ${ghostsHere(desk, track, row, lane) ? ghosts(view, lane, store.project.value) : lane.length === 0 ? invitation() : nothing}
      </div>`;
  }

  /** What the element itself wears; put on only when it changes, for the whole row would be styled anew. @param {Track} track @param {Row} row @param {boolean} dim @param {boolean} active */
  #outfit(track, { height, strip, lane, thin }, dim, active) {
    const worn = [
      "trk-row",
      active ? "is-active" : "",
      thin ? "is-thin" : "",
      dim ? "is-dim" : "",
      track.locked ? "is-locked" : "",
    ];
    const outfit = `${worn.filter(Boolean).join(" ")};--row:${height}px;--strip:${strip}px;--lane:${lane}px`;
    if (outfit === this.#worn) return;
    this.#worn = outfit;
    const [name] = outfit.split(";");
    this.className = name;
    this.style.cssText = outfit.slice(name.length + 1);
    this.dataset.track = track.id;
    this.setAttribute("aria-selected", String(active));
  }

  /** @param {Desk} desk @param {Track} track @param {Row} row @param {readonly Keyframe[]} lane */
  #items({ store, view, hand, stop, previews }, track, row, lane) {
    const dragged = hand.preview.value?.ids ?? NONE;
    const focus = stop.value;
    const { strip, lane: curves, thin } = row;
    const [px, from, to] = [view.px.value, view.from.value, view.to.value];
    const sight = { px, strip, from, to, always: new Set(focus ? [...dragged, focus] : dragged) };
    const between = placeSegments(lane, store.segments.value, sight);
    const places = placeKeys(lane, sight);
    const { project, currentShot, poses, selection, trackList } = store;
    const shot = currentShot.value;
    const ground = shot?.ground ?? "transparent";
    const lowest = trackList.value[0]?.id === track.id;
    const { id, first_frame: first, width, height } = project.value;
    const plate = poses.value.get(shot?.plate ?? "")?.sha256 ?? "";
    const scene = {
      ...{ px, strip, lane: curves, from, to, thin, lowest, ground, focus, dragged },
      project: project.value,
      plate: shot?.plate ?? null,
      poses: poses.value,
      selection: selection.value,
      empty: lane.length === 0,
      look: `${id} ${first} ${width} ${height} ${ground} ${plate} ${px} ${strip} ${curves} ${thin} ${lowest}`,
      waiting: this.#waiting(places, between, `${px} ${strip} ${curves}`, view),
      previews: previews.version(),
      marked: markedFrames(store).value,
      you: store.you.value.id,
      verdicts: verdicts(store).value,
      preview: previews.drawing,
      seek: (/** @type {number} */ frame) => store.seek(frame),
    };
    return html`${segments(between, scene)}${keys(places, scene)}${emptyCell(scene)}`;
  }

  /** @param {readonly KeyPlace[]} keys @param {readonly SegmentPlace[]} segments @param {string} scale @param {Desk["view"]} view */
  #waiting(keys, segments, scale, view) {
    const items = [
      ...keys.map(({ key, x }) => ({ id: key.id, x })),
      ...segments.map(({ left, x }) => ({ id: `seg:${left.id}`, x })),
    ];
    const middle = untracked(() => view.left.value + view.width.value / 2);
    this.#turns ??= new Turns(view.settling.drawing);
    return this.#turns.waiting(items, scale, middle);
  }
}

/** A beginner is shown where keys go: on the active track, while it is the only one that has any. @param {Desk} desk @param {Track} track @param {Row} row @param {readonly Keyframe[]} lane */
function ghostsHere({ store }, { id }, { thin }, lane) {
  return !thin && store.track.value === id && store.shotKeys.value.length === lane.length;
}

customElements.define("kf-lane", Lane);
