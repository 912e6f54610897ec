/**
 * What can be done with a pose in the library.
 *
 * @import {Id, Keyframe, Operation, Pose, Shot} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { ask } from "#kf/ui/dialog.js";

/** @typedef {{keys: Keyframe[], plates: Shot[]}} Uses */

/**
 * Where a pose stands: keyframes of shots that are there, and shots that have it as background.
 * @param {Store} store
 * @param {Id} pose
 * @returns {Uses}
 */
export function usesOf(store, pose) {
  const { keyframes, shots } = store;
  return {
    keys: [...keyframes.value.values()].filter((key) => key.pose === pose && shots.value.has(key.shot)),
    plates: [...shots.value.values()].filter((shot) => shot.plate === pose),
  };
}

/** @param {Store} store @param {Pose} pose @param {string} name */
export function renamePose(store, pose, name) {
  const to = name.trim().slice(0, 120);
  if (!to || to === pose.name) return;
  void store.edit(t("Rename {old} to {name}", { old: pose.name, name: to }), [
    { do: "set", on: "pose", id: pose.id, to: { name: to } },
  ]);
}

/** Move a picture between the poses and the backgrounds. @param {Store} store @param {Pose} pose */
export function regroup(store, pose) {
  const label = pose.is_plate
    ? t("Make {name} a pose", { name: pose.name })
    : t("Make {name} a background", { name: pose.name });
  void store.edit(label, [{ do: "set", on: "pose", id: pose.id, to: { is_plate: !pose.is_plate } }]);
}

/** Lay a picture under the current shot. @param {Store} store @param {Pose} pose */
export function layUnder(store, pose) {
  const shot = store.currentShot.value;
  if (!shot) return;
  void store.edit(t("Background {name}", { name: pose.name }), [
    { do: "set", on: "shot", id: shot.id, to: { plate: pose.id } },
  ]);
}

/**
 * Delete a pose. What it stands on goes with it, so that is said, and asked, first.
 * @param {Store} store
 * @param {Pose} pose
 */
export async function removePose(store, pose) {
  const { keys, plates } = usesOf(store, pose.id);
  if (keys.length + plates.length > 0) {
    const sentence = consequence(keys, plates);
    if (
      !(await ask({
        title: t("Delete {name}?", { name: pose.name }),
        sentence,
        verb: t("Delete {name}", { name: pose.name }),
        danger: true,
      }))
    )
      return;
  }
  /** @type {Operation[]} */
  const operations = [
    ...keys.map(({ id }) => /** @type {Operation} */ ({ do: "delete", on: "keyframe", id })),
    ...plates.map(({ id }) => /** @type {Operation} */ ({ do: "set", on: "shot", id, to: { plate: null } })),
    { do: "delete", on: "pose", id: pose.id },
  ];
  const outcome = await store.edit(t("Delete {name}", { name: pose.name }), operations);
  if (outcome.ok)
    store.toast(t("{name} is deleted.", { name: pose.name }), {
      label: t("Undo"),
      act: () => void store.undo(),
    });
}

/** @param {Keyframe[]} keys @param {Shot[]} plates */
function consequence(keys, plates) {
  const shots = new Set(keys.map(({ shot }) => shot)).size;
  const parts = [];
  if (keys.length > 0) {
    const where = tn("in {count} shot", "in {count} shots", shots);
    parts.push(
      tn(
        "Its {count} key {where} goes too, and the in-betweens beside it are joined.",
        "Its {count} keys {where} go too, and the in-betweens beside them are joined.",
        keys.length,
        { where },
      ),
    );
  }
  if (plates.length > 0) {
    parts.push(
      tn("{count} shot loses its background.", "{count} shots lose their background.", plates.length),
    );
  }
  return [...parts, t("Undo brings everything back.")].join(" ");
}
