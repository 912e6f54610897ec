/**
 * The motion arcs of the segment that is looked at: shown over the picture while nothing else is marked, and pulled
 * at. Pulling at a dot makes a breakdown at its drawing, in one edit; until it is let go of, the stage previews it.
 *
 * @import {Character, Id, Keyframe, Point} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Sheet} from "#kf/marks/fit.js"
 * @import {Marking} from "#kf/marks/mode.js"
 * @import {Moment} from "#kf/marks/path.js"
 * @import {Traced} from "#kf/marks/traced.js"
 */
import { html, nothing } from "lit";
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";
import { nearestOf, pulled, tracedJoints } from "#kf/marks/arcs.js";
import { arcsView } from "#kf/marks/arcsview.js";
import { breakdownAt, MOST_BREAKDOWNS, withBreakdown, withoutBreakdown } from "#kf/marks/breakdown.js";
import { arrowStep, followOnStage } from "#kf/marks/drag.js";
import { setBreakdowns } from "#kf/marks/edits.js";
import { fromStage, onCanvas, toStage } from "#kf/marks/fit.js";
import { jointWords } from "#kf/marks/jointwords.js";
import { frameOf } from "#kf/marks/subject.js";
import { tracedSegment } from "#kf/marks/traced.js";
import { previewOf } from "#kf/preview/preview.js";
import { icon } from "#kf/ui/icon.js";

/** @typedef {{left: Id, drawing: number, joints: Point[]}} Pull a dot that is held */

/**
 * The joint whose course can be pulled at: the one that was chosen, else the one that goes farthest.
 * @param {Store} store @param {Marking} marking @param {Traced} traced
 */
function chosenJoint(store, marking, { key, right, character: { skeleton } }) {
  const names = tracedJoints(skeleton);
  const wish = marking.traced.value;
  if (names.includes(wish)) return wish;
  const [first, last] = [jointsOf(store, key), jointsOf(store, right)];
  const way = (/** @type {string} */ name) => {
    const joint = skeleton.names.indexOf(name);
    return Math.hypot(last[joint][0] - first[joint][0], last[joint][1] - first[joint][1]);
  };
  return names.reduce((far, name) => (way(name) > way(far) ? name : far));
}

/** To choose whose course can be pulled at. @param {Store} store @param {Marking} marking @param {Traced} traced */
export function courses(store, marking, traced) {
  const chosen = chosenJoint(store, marking, traced);
  const choose = (/** @type {Event} */ { target }) =>
    (marking.traced.value = /** @type {HTMLSelectElement} */ (target).value);
  return html`<span class="select"><select aria-label=${t("Course of")} @change=${choose}>
    ${tracedJoints(traced.character.skeleton).map((name) => html`<option value=${name} ?selected=${name === chosen}>${jointWords(name)}</option>`)}</select>${icon("down")}</span>`;
}

/**
 * The arcs, as far as their course is known.
 * @param {HTMLElement} area what places are measured from
 * @param {Store} store @param {Marking} marking @param {Sheet} sheet of the canvas
 */
export function arcsLayer(area, store, marking, sheet) {
  const traced = tracedSegment(store);
  if (!marking.arcs.value || !traced || store.playing.value) return nothing;
  const { key, character } = traced;
  void marking.path.follow(key, store.revision.value);
  const moments = marking.path.of(key.id);
  if (!moments || moments.length === 0) return nothing;
  return arcsView(shownArcs(area, store, marking, sheet, traced, moments, character));
}

/**
 * @param {HTMLElement} area @param {Store} store @param {Marking} marking @param {Sheet} sheet @param {Traced} traced
 * @param {Moment[]} moments @param {Character} character
 * @returns {import("#kf/marks/arcsview.js").ArcsShown}
 */
function shownArcs(area, store, marking, sheet, traced, moments, { skeleton }) {
  const { key, right, drawing } = traced;
  const names = tracedJoints(skeleton);
  const chosen = chosenJoint(store, marking, traced);
  const pull = marking.pull.value?.left === key.id ? marking.pull.value : null;
  const figures = [
    jointsOf(store, key),
    ...moments.map(({ joints }, index) => (pull?.drawing === index ? pull.joints : joints)),
    jointsOf(store, right),
  ];
  const ordered = [...names.filter((name) => name !== chosen), chosen];
  const arcs = ordered.map((joint) => {
    const index = skeleton.names.indexOf(joint);
    return { joint, places: figures.map((joints) => toStage(sheet, joints[index])) };
  });
  const project = store.project.value;
  const hand = { area, store, marking, sheet, traced, moments, skeleton, joint: chosen };
  return {
    sheet,
    arcs,
    chosen,
    here: pull ? pull.drawing : drawing,
    breakdowns: new Set(moments.flatMap(({ u }, index) => (breakdownAt(key.breakdowns, u) ? [index] : []))),
    frames: moments.map((_, index) => shownFrame(frameOf(key, index), project)),
    held: pull ? { skeleton, places: pull.joints.map((joint) => toStage(sheet, joint)) } : null,
    grab: (event, joint) => (joint === chosen ? grab(event, hand) : take(event, marking, joint)),
    key: (event, index) => press(event, hand, index),
  };
}

/** A key's joints on the canvas. @param {Store} store @param {Keyframe} key @returns {Point[]} */
function jointsOf(store, key) {
  const pose = store.poses.value.get(key.pose);
  const { project } = store;
  return (pose?.joints ?? []).map((joint) =>
    onCanvas(project.value, /** @type {import("#kf/core/types.d.ts").Pose} */ (pose), joint),
  );
}

/** Look at another course. @param {PointerEvent} event @param {Marking} marking @param {string} joint */
function take(event, marking, joint) {
  event.preventDefault();
  event.stopPropagation();
  marking.traced.value = joint;
}

/**
 * @typedef {object} Hand
 * @property {HTMLElement} area @property {Store} store @property {Marking} marking @property {Sheet} sheet
 * @property {Traced} traced @property {Moment[]} moments @property {import("#kf/core/types.d.ts").Skeleton} skeleton
 * @property {string} joint
 */

/** Follow a pointer with the dot that is nearest to it: where dots are close, what is pointed at is taken. @param {PointerEvent} event @param {Hand} hand */
function grab(event, hand) {
  if (event.button !== 0) return;
  const { area, store, marking, sheet, traced, moments, skeleton, joint } = hand;
  const index = skeleton.names.indexOf(joint);
  const places = moments.map(({ joints }) => toStage(sheet, joints[index]));
  const box = area.getBoundingClientRect();
  const drawing = nearestOf(places, [event.clientX - box.left, event.clientY - box.top]).index;
  const { joints, u } = moments[drawing];
  store.seek(frameOf(traced.key, drawing));
  focusPoint(area, drawing);
  const previews = previewOf(store);
  followOnStage(event, area, places[drawing], {
    move: (to) => {
      const next = pulled(skeleton, joints, index, fromStage(sheet, to), sheet.width / sheet.height);
      marking.pull.value = { left: traced.key.id, drawing, joints: next };
      previews.held.value = {
        left: traced.key.id,
        u,
        operations: [
          {
            do: "set",
            on: "keyframe",
            id: traced.key.id,
            to: { breakdowns: withBreakdown(traced.key.breakdowns, u, next) },
          },
        ],
      };
    },
    drop: () => {
      const next = marking.pull.value?.joints;
      if (next) save(hand, drawing, next);
      marking.pull.value = null;
      previews.held.value = null;
    },
    cancel: () => {
      marking.pull.value = null;
      previews.held.value = null;
    },
  });
}

/** @param {Hand} hand @param {number} drawing @param {Point[]} joints @param {string} [join] */
function save({ store, traced: { key }, moments }, drawing, joints, join) {
  const { u } = moments[drawing];
  if (key.breakdowns.length >= MOST_BREAKDOWNS && !breakdownAt(key.breakdowns, u)) {
    store.toast(
      t("A segment has at most {most} breakdowns. Nothing was changed; remove one first.", {
        most: MOST_BREAKDOWNS,
      }),
    );
    return;
  }
  void setBreakdowns(store, key, withBreakdown(key.breakdowns, u, joints), join);
}

/** Arrows pull, Page keys go from dot to dot, Enter sets all joints there, Delete takes a breakdown away. @param {KeyboardEvent} event @param {Hand} hand @param {number} drawing */
function press(event, hand, drawing) {
  const { area, store, marking, sheet, traced, moments, skeleton, joint } = hand;
  const go = { PageDown: drawing + 1, PageUp: drawing - 1, Home: 0, End: moments.length - 1 }[event.key];
  const step = arrowStep(event);
  const remove = event.key === "Delete" || event.key === "Backspace";
  if (go === undefined && !step && !remove && event.key !== "Enter") return;
  event.preventDefault();
  event.stopPropagation();
  const { joints, u } = moments[drawing];
  if (go !== undefined) {
    const next = Math.min(moments.length - 1, Math.max(0, go));
    store.seek(frameOf(traced.key, next));
    focusPoint(area, next);
  } else if (step) {
    const index = skeleton.names.indexOf(joint);
    const { scale } = marking.view.value;
    const [x, y] = breakdownAt(traced.key.breakdowns, u)?.joints[index] ?? joints[index];
    const from = breakdownAt(traced.key.breakdowns, u)?.joints ?? joints;
    const to = /** @type {Point} */ ([
      x + (step[0] * scale) / sheet.width,
      y + (step[1] * scale) / sheet.height,
    ]);
    store.seek(frameOf(traced.key, drawing));
    save(
      hand,
      drawing,
      pulled(skeleton, from, index, to, sheet.width / sheet.height),
      `arc:${traced.key.id}:${u}`,
    );
  } else if (remove) {
    if (breakdownAt(traced.key.breakdowns, u))
      void setBreakdowns(store, traced.key, withoutBreakdown(traced.key.breakdowns, u));
  } else {
    store.seek(frameOf(traced.key, drawing));
    marking.setBreakdown(traced.key.id);
  }
}

/** @param {HTMLElement} area @param {number} drawing */
function focusPoint(area, drawing) {
  /** @type {SVGElement | null} */ (area.querySelector(`[data-point="${drawing}"]`))?.focus();
}
