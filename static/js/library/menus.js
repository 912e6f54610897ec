/**
 * The menus of the library: of a picture, of several, of a character, and of the whole.
 *
 * @import {Character, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Item, Place} from "#kf/ui/menu.js"
 */
import { t, tn } from "#kf/core/i18n.js";
import { keyLabel, keyOf } from "#kf/core/keymap.js";
import { shownFrame } from "#kf/core/time.js";
import { assignPoses, duplicatePose, setCard, showNextKey } from "#kf/library/acts.js";
import { openCharacter, removeWhole } from "#kf/library/character.js";
import { chosenOf, chosenPoses } from "#kf/library/chosen.js";
import { colourOf } from "#kf/library/colours.js";
import { openCrop } from "#kf/library/crop.js";
import { regroup, removePoses } from "#kf/library/deleting.js";
import { placeInRow } from "#kf/library/rowed.js";
import { openTagging } from "#kf/library/tagging.js";
import { openVersions } from "#kf/library/versions.js";
import { markingOf } from "#kf/marks/mode.js";
import { byName } from "#kf/panels/natural.js";
import { layUnder, placeAtPlayhead } from "#kf/panels/place.js";
import { openMenu } from "#kf/ui/menu.js";

/** What only the library itself can do. @typedef {{rename: (pose: Pose) => void, replace: (pose: Pose) => void, focus: (pose: string) => void}} Host */
/** @typedef {Place | Element} At */

/** @param {Store} store @param {Host} host @param {Pose} pose @param {At} at */
export function openPoseMenu(store, host, pose, at) {
  const chosen = chosenOf(store);
  const ids = chosen.ids.value;
  if (ids.size > 1 && ids.has(pose.id)) return openSeveralMenu(store, at);
  const character = store.characters.value.get(pose.character ?? "");
  const isCard = character?.card === pose.id;
  openMenu(
    [
      placing(store, pose),
      {
        label: pose.is_plate ? t("Go to the next shot with it") : t("Go to its next key"),
        icon: "next-key",
        kbd: keyLabel("Shift+Enter"),
        run: () => showNextKey(store, pose),
      },
      null,
      ...(pose.is_plate ? [] : marking(store, pose)),
      {
        label: t("Crop and straighten…"),
        icon: "crop",
        run: () => openCrop(store, pose),
      },
      { label: t("Replace the picture…"), icon: "upload", run: () => host.replace(pose) },
      {
        label: t("Versions…"),
        icon: "history",
        run: () => openVersions(store, pose),
      },
      null,
      { label: t("Rename"), icon: "edit", kbd: keyOf("pose-rename"), run: () => host.rename(pose) },
      { label: t("Tags…"), icon: "tag", run: () => void openTagging(store, [pose]) },
      ...(pose.is_plate
        ? []
        : [{ label: t("Shows…"), icon: "users", run: () => openAssignMenu(store, [pose], at) }]),
      ...(character
        ? [
            {
              label: isCard ? t("No longer the reference card") : t("Set as reference card"),
              icon: "star",
              run: () => setCard(store, pose),
            },
          ]
        : []),
      {
        label: t("Duplicate"),
        icon: "copy",
        run: async () => {
          const id = await duplicatePose(store, pose);
          if (!id) return;
          chosen.only(id);
          host.focus(id);
        },
      },
      {
        label: pose.is_plate ? t("Use as a pose") : t("Use as a background"),
        icon: pose.is_plate ? "key" : "image",
        run: () => regroup(store, pose),
      },
      { label: t("Choose several"), icon: "check", run: () => (chosen.gathering.value = true) },
      null,
      deleting(store, [pose]),
    ],
    at,
    pose.name,
  );
}

/** @param {Store} store @param {Pose} pose @returns {Item} */
function placing(store, pose) {
  return pose.is_plate
    ? {
        label: t("Lay under this shot"),
        icon: "image",
        kbd: keyLabel("Enter"),
        run: () => layUnder(store, pose),
      }
    : {
        label: t("Place at the playhead"),
        icon: "key",
        kbd: keyOf("add-key"),
        run: () => void placeAtPlayhead(store, pose.id),
      };
}

/** @param {Store} store @param {Pose} pose @returns {Item[]} */
function marking(store, pose) {
  const marks = markingOf(store);
  return [
    {
      label: pose.joints ? t("Change the joints") : t("Mark joints"),
      icon: "joints",
      run: () => marks.markJoints(pose.id),
    },
    { label: t("Correct the mask"), icon: "pen", run: () => marks.editMask(pose.id) },
  ];
}

/** @param {Store} store @param {Pose[]} poses @returns {Item} */
function deleting(store, poses) {
  const label =
    poses.length === 1 ? t("Delete") : tn("Delete {count} picture", "Delete {count} pictures", poses.length);
  return {
    label,
    icon: "trash",
    kbd: keyOf("pose-delete"),
    danger: true,
    run: () => void removePoses(store, poses),
  };
}

/** @param {Store} store @param {At} at */
export function openSeveralMenu(store, at) {
  const poses = chosenPoses(store);
  const placed = byName(poses.filter((pose) => !pose.is_plate));
  const frame = shownFrame(store.frame.value, store.project.value);
  openMenu(
    [
      {
        label: tn(
          "Place {count} pose from frame {frame}",
          "Place {count} poses from frame {frame}",
          placed.length,
          {
            frame,
          },
        ),
        icon: "key",
        kbd: keyLabel("Enter"),
        disabled: placed.length === 0,
        run: () => placeInRow(store, placed),
      },
      null,
      { label: t("Tags…"), icon: "tag", run: () => void openTagging(store, poses) },
      {
        label: t("Shows…"),
        icon: "users",
        disabled: placed.length === 0,
        run: () => openAssignMenu(store, placed, at),
      },
      null,
      deleting(store, poses),
    ],
    at,
    tn("{count} picture", "{count} pictures", poses.length),
  );
}

/** Which character pictures show. @param {Store} store @param {Pose[]} poses @param {At} at */
export function openAssignMenu(store, poses, at) {
  const shared = poses.every((pose) => pose.character === poses[0]?.character)
    ? poses[0]?.character
    : undefined;
  openMenu(
    [
      ...byName([...store.characters.value.values()]).map((character) => ({
        label: character.name,
        colour: colourOf(character),
        checked: shared === character.id,
        run: () => assignPoses(store, poses, character),
      })),
      { label: t("No character"), checked: shared === null, run: () => assignPoses(store, poses, null) },
      null,
      {
        label: t("New character…"),
        icon: "plus",
        run: async () => {
          const made = await openCharacter(store, null);
          const character = store.characters.value.get(made ?? "");
          if (character) assignPoses(store, poses, character);
        },
      },
    ],
    at,
    t("Which character is shown"),
  );
}

/** @param {Store} store @param {Character} character @param {At} at @param {() => void} chooseAll */
export function openCharacterMenu(store, character, at, chooseAll) {
  openMenu(
    [
      {
        label: t("Edit the character…"),
        icon: "edit",
        run: () => void openCharacter(store, character),
      },
      { label: t("Choose all its poses"), icon: "check", run: chooseAll },
      null,
      {
        label: t("Delete the character"),
        icon: "trash",
        danger: true,
        run: () => void removeWhole(store, character),
      },
    ],
    at,
    character.name,
  );
}
