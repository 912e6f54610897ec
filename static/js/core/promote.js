/**
 * An in-between that is worth keeping becomes a key: its drawing a pose of the library, its segment two halves that
 * move as the whole did.
 *
 * @import {Keyframe, Operation, Point, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { rightOf } from "#kf/core/document.js";
import { NEW_KEY, poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { markedPair } from "#kf/core/motion.js";
import { api, request } from "#kf/core/net.js";
import { split } from "#kf/core/promote-split.js";
import { drawingOf, inbetweens, shownFrame } from "#kf/core/time.js";
import { uploadPose } from "#kf/core/upload-pose.js";
import { frameUrl } from "#kf/core/urls.js";

/** Promotions that are on their way, by segment: a second press must not make a second key. @type {Set<string>} */
const going = new Set();

/**
 * @param {Store} store
 * @param {Keyframe} left of the segment
 * @param {number} inbetween from 1
 * @returns {Promise<string | null>} the new keyframe; null when it could not be, which the person has been told
 */
export async function promote(store, left, inbetween) {
  const right = rightOf({ keyframes: store.keyframes.value }, left);
  const segment = store.segments.value.get(left.id);
  if (!right || going.has(left.id)) return null;
  const drawing = drawingOf(inbetween, left.exposure);
  if (drawing < 0)
    return tell(
      store,
      t("This frame still shows the key before it. Go to a frame with a drawing of its own."),
    );
  if (segment?.state !== "fresh" || !segment.shown || segment.draft) return tellUnrendered(store, left);
  going.add(left.id);
  try {
    const picture = await request(frameUrl(store.project.value.id, segment.shown, drawing, "full"));
    const joints = await jointsOf(store, left, right, drawing);
    const name = nameOf(store, left, right);
    const pose = await uploadPose(store, await picture.blob(), name);
    return place(store, left, inbetween, pose, joints);
  } catch (error) {
    const why = /** @type {Error} */ (error).message;
    return tell(store, t("The drawing could not be made a key. {why} Nothing was changed.", { why }));
  } finally {
    going.delete(left.id);
  }
}

/** @param {Store} store @param {string} text @returns {null} */
function tell(store, text) {
  store.toast(text, null, "error");
  return null;
}

/** @param {Store} store @param {Keyframe} left @returns {null} */
function tellUnrendered(store, left) {
  store.toast(t("Only a rendered drawing can become a key. Render this segment first."), {
    label: t("Render"),
    act: () => void store.render({ keyframes: [left.id] }),
  });
  return null;
}

/** A name of its own: the number is only said where it is needed. @param {Store} store @param {Keyframe} left @param {Keyframe} right */
function nameOf(store, left, right) {
  const name = t("{from} to {to}", { from: poseName(store, left.pose), to: poseName(store, right.pose) });
  const names = new Set([...store.poses.value.values()].map((pose) => pose.name));
  let number = 2;
  while (names.has(`${name} ${number}`)) number += 1;
  return names.has(name) ? `${name} ${number}` : name;
}

/**
 * Where the joints are in the drawing, for figures that are marked: then both halves go on by the skeleton.
 * @param {Store} store @param {Keyframe} left @param {Keyframe} right @param {number} drawing
 * @returns {Promise<{character: string, joints: Point[]} | null>}
 */
async function jointsOf(store, left, right, drawing) {
  const pair = markedPair({ poses: store.poses.value }, left, right);
  if (!pair) return null;
  await store.settled();
  const path = `/api/projects/${store.project.value.id}/segments/${left.id}/path`;
  const { frames } = await api(path);
  const joints = frames[drawing]?.joints;
  return joints ? { character: pair.character, joints } : null;
}

/**
 * The one edit: the new key with its half, and the old key's half. What has changed since the press counts.
 * @param {Store} store @param {Keyframe} before @param {number} inbetween @param {Pose} pose
 * @param {{character: string, joints: Point[]} | null} marks
 */
function place(store, before, inbetween, pose, marks) {
  const left = store.keyframes.value.get(before.id);
  const right = left && rightOf({ keyframes: store.keyframes.value }, left);
  const halves = left && right && split(left, inbetweens(left, right), inbetween);
  if (!left || !halves)
    return tell(
      store,
      t("The keys have changed meanwhile. The drawing is in the library as {name}.", { name: pose.name }),
    );
  const id = uuid();
  const frame = left.frame + left.hold - 1 + inbetween;
  const { method, exposure, hint, planted, turns, shot, track } = left;
  /** @type {Operation[]} */
  const operations = [
    { do: "set", on: "keyframe", id: left.id, to: { ...halves.before } },
    {
      do: "create",
      on: "keyframe",
      id,
      to: {
        ...NEW_KEY,
        method,
        exposure,
        hint,
        planted,
        turns,
        ...halves.after,
        shot,
        track,
        pose: pose.id,
        frame,
      },
    },
  ];
  if (marks) operations.unshift({ do: "set", on: "pose", id: pose.id, to: { ...marks } });
  const label = t("Make a key of frame {frame}", { frame: shownFrame(frame, store.project.value) });
  void store.edit(label, operations, { made: [pose.id] });
  store.select([id]);
  return id;
}
