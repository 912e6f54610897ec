/**
 * Paste and duplicate.
 *
 * @import {Keyframe} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Clip, ClipPose} from "#kf/timeline/copied.js"
 */
import { bringPoses } from "#kf/core/bring.js";
import { t, tn } from "#kf/core/i18n.js";
import { uuid } from "#kf/core/ids.js";
import { behind, pasted, posesFor, readClip } from "#kf/timeline/clip.js";
import { clipFrom, KEPT } from "#kf/timeline/clipboard.js";
import { commit } from "#kf/timeline/commit.js";
import { ROOM } from "#kf/timeline/copied.js";
import { kept } from "#kf/ui/kept.js";

/** What was copied last, in whichever tab. @returns {Clip | null} */
export function remembered() {
  return readClip(kept(KEPT));
}

/**
 * Put copied keys at the playhead, on the active track and those above it.
 * @param {Store} store
 * @param {Clip | null} clip
 * @param {{push?: boolean, frame?: number, from?: number, label?: (count: number) => string, track?: string | null}} [how] push: what stands there, or from a frame on, makes way
 */
export function paste(store, clip, how = {}) {
  const { push = false, frame = store.frame.value, track = store.track.value, from } = how;
  const shot = store.shot.value;
  if (!clip) return void store.toast(t("There are no copied keys. Select keys and copy them first."));
  if (!shot || !track) return;
  const { found, missing } = posesFor(clip, {
    project: store.project.value.id,
    poses: store.poses.value.values(),
  });
  if (missing.length > 0) return tellMissing(store, clip, missing, how);
  const order = store.trackList.value.map(({ id }) => id);
  const keys = store.shotKeys.value;
  const { operations, created, taken } = pasted(clip, found, {
    keys,
    shot,
    order,
    track,
    frame,
    push,
    from,
    id: uuid,
  });
  const label = how.label ?? ((count) => tn("Paste {count} key", "Paste {count} keys", count));
  const done = commit(store, label(created.length), operations);
  if (!done) return;
  store.select(created);
  const undo = { label: t("Undo"), act: () => void store.undo() };
  if (taken.length > 0)
    store.toast(
      tn(
        "{count} key that stood there was replaced.",
        "{count} keys that stood there were replaced.",
        taken.length,
      ),
      undo,
    );
}

/**
 * Poses that another project has and this one has not: say which, and offer to fetch them.
 * @param {Store} store @param {Clip} clip @param {readonly ClipPose[]} missing @param {Parameters<typeof paste>[2]} how
 */
function tellMissing(store, clip, missing, how) {
  const names = missing.map(({ name }) => name).join(", ");
  const text = tn(
    "Nothing was pasted: this project does not have the pose {names}.",
    "Nothing was pasted: this project does not have {count} poses that the keys show: {names}.",
    missing.length,
    { names },
  );
  const bring = async () => {
    if (await bringPoses(store, clip.project, missing)) paste(store, clip, how);
  };
  store.toast(text, {
    label: tn("Bring it over", "Bring them over", missing.length),
    act: () => void bring(),
  });
}

/**
 * Copies right behind the originals; what followed those makes way.
 * @param {Store} store
 * @param {readonly Keyframe[]} keys
 */
export function duplicate(store, keys) {
  if (keys.length === 0) return;
  const order = store.trackList.value.map(({ id }) => id);
  const lowest = Math.min(...keys.map(({ track }) => order.indexOf(track)));
  paste(store, clipFrom(store, keys), {
    push: true,
    frame: behind(keys),
    from: behind(keys) - ROOM,
    track: order[lowest],
    label: (count) => tn("Duplicate {count} key", "Duplicate {count} keys", count),
  });
}
