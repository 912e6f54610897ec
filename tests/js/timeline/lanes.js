/** Made-up shots for the tests of what hands do to time. */
import { whole } from "#kf/core/document.js";
import { keyframe } from "../lib/model.js";

export const ORDER = ["low", "mid", "top"];

export function key(id, frame, more = {}) {
  return whole("keyframe", keyframe(id, frame, more.pose ?? `pose-${id}`, { track: "low", ...more }));
}

/** A shot of up to three tracks on which no keys meet. */
export function randomShot(random) {
  return ORDER.slice(0, 1 + random.below(3)).flatMap((track) => {
    let end = random.below(6);
    return Array.from({ length: 1 + random.below(7) }, (_, place) => {
      const one = key(`${track}${place}`, end, {
        track,
        hold: 1 + random.below(4),
        pose: `pose-${random.below(4)}`,
      });
      end += one.hold + random.below(10);
      return one;
    });
  });
}

export function someOf(keys, random, share = 0.4) {
  const ids = new Set(keys.filter(() => random.chance(share)).map(({ id }) => id));
  return ids.size > 0 ? ids : new Set([keys[random.below(keys.length)].id]);
}

/** Ids on each track, in the order of time. */
export function orders(lanes) {
  return Object.fromEntries([...lanes].map(([track, lane]) => [track, lane.map(({ id }) => id)]));
}
