/**
 * What the motion of a marked segment depends on, beyond its spacing: the marks of both poses, and of the keys
 * beyond them where the motion flows through. The server freezes the same into its sheet.
 *
 * @import {Document, Keyframe, Pose} from "#kf/core/types.d.ts"
 */

/**
 * @param {Document} document
 * @param {readonly Keyframe[]} track sorted by frame
 * @param {number} place of the left key
 * @returns {unknown[] | null} null where no character joins the two poses
 */
export function flowing(document, track, place) {
  const [left, right] = [track[place], track[place + 1]];
  const pair = markedPair(document, left, right);
  if (!pair || !looksAtMarks(left)) return null;
  const { character, first, last } = pair;
  const beyond = around(document, track, place);
  const seen = (/** @type {Keyframe | null} */ key) => {
    const pose = key && document.poses.get(key.pose);
    return key && pose?.character === character && pose.joints
      ? [key.frame, pose.width, pose.height, pose.joints]
      : null;
  };
  return [
    document.characters.get(character)?.skeleton,
    [first.joints, first.mask, first.behind],
    [last.joints, last.mask, last.behind],
    left.stop || left.hold > 1 ? null : seen(beyond.before),
    right.stop || right.hold > 1 ? null : seen(beyond.after),
    [left.stop, right.stop],
    left.breakdowns,
    left.turns,
    left.planted,
  ];
}

/** Whether the method of a segment looks at marks. @param {Pick<Keyframe, "method">} left */
export function looksAtMarks({ method }) {
  return method === "auto" || method === "rig";
}

/**
 * The marked poses on both sides, or null when one has no joints or they belong to different characters.
 * @param {Pick<Document, "poses">} document
 * @param {Keyframe} left
 * @param {Keyframe} right
 * @returns {{character: string, first: Pose, last: Pose} | null}
 */
export function markedPair({ poses }, left, right) {
  const [first, last] = [poses.get(left.pose), poses.get(right.pose)];
  if (!first?.joints || !last?.joints || !first.character || first.character !== last.character) return null;
  return { character: first.character, first, last };
}

/**
 * The keys before and after a segment's own two; in a shot that loops, around its end.
 * @param {Pick<Document, "shots">} document @param {readonly Keyframe[]} track @param {number} place
 * @returns {{before: Keyframe | null, after: Keyframe | null}}
 */
function around({ shots }, track, place) {
  const end = track.length - 1;
  const loops = shots.get(track[0].shot)?.loop && track.length > 2 && track[0].pose === track[end].pose;
  return {
    before: track[place - 1] ?? (loops ? track[end - 1] : null),
    after: track[place + 2] ?? (loops ? track[1] : null),
  };
}
