/**
 * What the stage is to paint, read off the store: whoever reads it while rendering is told when any of it changes.
 *
 * @import {Store} from "#kf/core/store.js"
 * @import {Picture} from "#kf/player/painter.js"
 */
import { markingOf } from "#kf/marks/mode.js";
import { compareOf, split } from "#kf/player/compare.js";
import { flipTo } from "#kf/player/flip.js";
import { ghostsOf, ONION } from "#kf/player/ghosts.js";
import { guides, mirrored, onion } from "#kf/player/look.js";
import { castOf, partOfKey, partsAt } from "#kf/player/parts.js";
import { playbackOf } from "#kf/player/playback.js";
import { previewOf } from "#kf/preview/preview.js";

/**
 * @param {Store} store
 * @param {Element} element whose style knows the house's tints
 * @returns {Picture}
 */
export function pictureOf(store, element) {
  const playback = playbackOf(store);
  const marked = markingOf(store).shownKey;
  const cast = castOf(store);
  const flipped = playback.flipped.value ? flipTo(store.lane.value, store.frame.value) : null;
  const frame = flipped ?? store.frame.value;
  const parts = marked ? partOfKey(marked) : partsAt(cast, frame);
  const preview = previewOf(store);
  void preview.version.value;
  const held = preview.held.value?.left;
  const comparing = marked ? null : compareOf(store).value;
  const still = !store.playing.value || onion.value.pinned;
  const shines = playback.onion.value && still && !playback.flipped.value;
  return {
    setting: { project: store.project.value, shot: store.currentShot.value, poses: store.poses.value },
    cast,
    frame,
    parts,
    alone: marked !== null,
    playing: store.playing.value,
    direction: playback.direction,
    course: { ...playback.range.value, manner: store.playing.value ? playback.manner.value : "loop" },
    skin: shines && !marked && !comparing ? skinOf(store, frame, element) : null,
    mirrored: mirrored.value && markingOf(store).mode.value === null,
    guides: guides.value,
    previews: (left, u, drawn) => (drawn && left !== held ? null : preview.drawing(left, u)),
    comparing: comparing && { compare: comparing, split: split.value },
  };
}

/** What shines through, of the active track. @param {Store} store @param {number} frame @param {Element} element */
function skinOf(store, frame, element) {
  const settings = { ...ONION, ...onion.value };
  const style = getComputedStyle(element);
  const house = (/** @type {string} */ side) => style.getPropertyValue(`--onion-${side}`).trim();
  const track = store.track.value ?? "";
  return {
    onion: settings,
    ghosts: ghostsOf(store.lane.value, store.segments.value, frame, settings),
    opaque: store.trackList.value[0]?.id === track,
    track,
    tints: {
      before: settings.tintBefore ?? house("before"),
      after: settings.tintAfter ?? house("after"),
    },
  };
}
