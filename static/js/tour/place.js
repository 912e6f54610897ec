/** Where a card goes so that it is beside what it speaks of, and inside the window. Pure. */

const GAP = 12;
const MARGIN = 8;

/** @typedef {{left: number, top: number, width: number, height: number}} Box */

/**
 * Above, below, right or left of a target, whichever first has room; over its middle where none has.
 * @param {Box} target
 * @param {{width: number, height: number}} card
 * @param {{width: number, height: number}} view the window
 * @returns {{left: number, top: number}}
 */
export function beside(target, card, view) {
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  const middle = target.left + (target.width - card.width) / 2;
  const centre = target.top + (target.height - card.height) / 2;
  const places = [
    { left: middle, top: target.top - GAP - card.height },
    { left: middle, top: bottom + GAP },
    { left: right + GAP, top: centre },
    { left: target.left - GAP - card.width, top: centre },
  ];
  const free = places.find(({ left, top }, side) =>
    side < 2
      ? top >= MARGIN && top + card.height <= view.height - MARGIN
      : left >= MARGIN && left + card.width <= view.width - MARGIN,
  );
  const { left, top } = free ?? { left: middle, top: centre };
  return {
    left: Math.max(MARGIN, Math.min(left, view.width - card.width - MARGIN)),
    top: Math.max(MARGIN, Math.min(top, view.height - card.height - MARGIN)),
  };
}
