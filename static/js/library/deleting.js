/**
 * Pictures that leave their place in the library: to the backgrounds or the poses, or into the bin.
 *
 * @import {Keyframe, Operation, Pose, Shot} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { html } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { showNextKey } from "#kf/library/acts.js";
import { usesOf } from "#kf/panels/poses.js";
import { show } from "#kf/ui/dialog.js";

/** Move a picture between the poses and the backgrounds. @param {Store} store @param {Pose} pose */
export function regroup(store, pose) {
  const label = pose.is_plate
    ? t("Make {name} a pose", { name: pose.name })
    : t("Make {name} a background", { name: pose.name });
  void store.edit(label, [{ do: "set", on: "pose", id: pose.id, to: { is_plate: !pose.is_plate } }]);
}

/**
 * Delete pictures. What they stand on goes with them, so that is said, shown if wished, and asked first.
 * @param {Store} store
 * @param {readonly Pose[]} poses
 */
export async function removePoses(store, poses) {
  if (poses.length === 0) return;
  const uses = poses.map(({ id }) => usesOf(store, id));
  const keys = uses.flatMap((one) => one.keys);
  const plates = uses.flatMap((one) => one.plates);
  const used = poses.filter((_, place) => uses[place].keys.length + uses[place].plates.length > 0);
  const verb =
    poses.length === 1
      ? t("Delete {name}", { name: poses[0].name })
      : tn("Delete {count} picture", "Delete {count} pictures", poses.length);
  if (used.length > 0) {
    const answer = await askFirst(verb, consequence(keys, plates));
    if (answer === "where") showNextKey(store, used[0]);
    if (answer !== "delete") return;
  }
  const cards = [...store.characters.value.values()].filter(({ card }) =>
    poses.some(({ id }) => id === card),
  );
  /** @type {Operation[]} */
  const operations = [
    ...keys.map(({ id }) => /** @type {Operation} */ ({ do: "delete", on: "keyframe", id })),
    ...plates.map(({ id }) => /** @type {Operation} */ ({ do: "set", on: "shot", id, to: { plate: null } })),
    ...cards.map(
      ({ id }) => /** @type {Operation} */ ({ do: "set", on: "character", id, to: { card: null } }),
    ),
    ...poses.map(({ id }) => /** @type {Operation} */ ({ do: "delete", on: "pose", id })),
  ];
  const deleted = store.edit(verb, operations);
  const undo = store.undoOffer();
  const outcome = await deleted;
  if (outcome.ok) store.toast(goneWords(poses), undo);
  else if (outcome.code === "in_use")
    store.toast(
      outcome.sentence,
      { label: t("Show where"), act: () => showNextKey(store, poses[0]) },
      "error",
    );
}

/** @param {readonly Pose[]} poses */
function goneWords(poses) {
  return poses.length === 1
    ? t("{name} is in the bin.", { name: poses[0].name })
    : tn("{count} picture is in the bin.", "{count} pictures are in the bin.", poses.length);
}

/** @param {string} verb @param {string} sentence @returns {Promise<string>} "delete", "where" or "" */
function askFirst(verb, sentence) {
  return show(
    (close) => html`<h2 dir="auto">${t("{verb}?", { verb })}</h2>
      <p>${sentence}</p>
      <div class="acts">
        <button type="button" class="btn btn--quiet" autofocus @click=${() => close()}>${t("Cancel")}</button>
        <button type="button" class="btn btn--line" @click=${() => close("where")}>${t("Show where")}</button>
        <button type="button" class="btn btn--danger" @click=${() => close("delete")}>${verb}</button>
      </div>`,
    { label: t("{verb}?", { verb }) },
  );
}

/** @param {Keyframe[]} keys @param {Shot[]} plates */
function consequence(keys, plates) {
  const shots = new Set(keys.map(({ shot }) => shot)).size;
  const parts = [];
  if (keys.length > 0) {
    const where = tn("in {count} shot", "in {count} shots", shots);
    parts.push(
      tn(
        "{count} key {where} goes too, and the in-betweens beside it are joined.",
        "{count} keys {where} go too, and the in-betweens beside them are joined.",
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
