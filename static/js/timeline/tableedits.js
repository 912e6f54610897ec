/**
 * What is typed and chosen in the table of keys, as edits: the same that the tracks make.
 *
 * @import {Id, Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */
import { changeLabel, NEW_KEY, poseName } from "#kf/core/edits.js";
import { t } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { parseFrame, shownFrame } from "#kf/core/time.js";
import { commit } from "#kf/timeline/commit.js";

/**
 * @param {Store} store
 * @param {Keyframe} key
 * @param {Partial<Omit<Keyframe, "id" | "shot">>} to
 */
export function changeKey(store, key, to) {
  const news = Object.entries(to).filter(
    ([name, value]) => key[/** @type {keyof Keyframe} */ (name)] !== value,
  );
  if (news.length === 0) return;
  commit(store, changeLabel(to), [{ do: "set", on: "keyframe", id: key.id, to: Object.fromEntries(news) }]);
}

/** @param {Store} store @param {Keyframe} key */
export function removeKey(store, key) {
  const label = t("Delete {pose} at frame {frame}", {
    pose: poseName(store, key.pose),
    frame: shownFrame(key.frame, store.project.value),
  });
  commit(store, label, [{ do: "delete", on: "keyframe", id: key.id }]);
}

/**
 * Put a key where a person typed.
 * @param {Store} store
 * @param {{track: Id, pose: Id, frame: string}} said frame: as typed; empty is the playhead's
 * @returns {string} what is wrong with it, or nothing
 */
export function addRow(store, { track, pose, frame: text }) {
  const project = store.project.value;
  const { rate, first_frame } = project;
  const now = store.frame.value;
  const length = store.shotLength.value;
  const frame = text.trim() ? parseFrame(text, { rate, first_frame, now, of: [0, length] }) : now;
  if (frame === null) return t("Type a frame as 24, +6, 1s, 00:01:12 or 50%.");
  if (frame < 0) return t("Frames begin at {first}.", { first: shownFrame(0, project) });
  const lane = store.lanes.value.get(track) ?? [];
  const there = lane.find((key) => key.frame <= frame && frame < key.frame + key.hold);
  const shown = shownFrame(frame, project);
  if (there)
    return t("Frame {frame} shows {name}. Choose a free frame.", {
      frame: shown,
      name: poseName(store, there.pose),
    });
  const shot = store.shot.value;
  if (!shot || !track) return t("There is no shot to add to.");
  const id = uuid();
  const label = t("Place {pose} at frame {frame}", { pose: poseName(store, pose), frame: shown });
  const to = { ...NEW_KEY, shot, track, pose, frame };
  if (commit(store, label, [{ do: "create", on: "keyframe", id, to }])) store.select([id]);
  return "";
}
