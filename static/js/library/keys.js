/**
 * Going about the library's cards by keys.
 */

/** @param {ParentNode} root @returns {HTMLElement[]} */
export function cardsIn(root) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-pose]")]);
}

/**
 * The card that a key leads to: left and right in their order, up and down to the card above or below, also in
 * another group.
 * @param {readonly HTMLElement[]} cards
 * @param {HTMLElement} card
 * @param {string} key
 * @returns {HTMLElement | undefined}
 */
export function nextCard(cards, card, key) {
  const at = cards.indexOf(card);
  if (key === "ArrowLeft") return cards[at - 1];
  if (key === "ArrowRight") return cards[at + 1];
  if (key === "Home") return cards[0];
  if (key === "End") return cards.at(-1);
  if (key === "ArrowDown" || key === "ArrowUp") return inNextRow(cards, card, key === "ArrowDown" ? 1 : -1);
  return undefined;
}

/** @param {readonly HTMLElement[]} cards @param {HTMLElement} card @param {1 | -1} way */
function inNextRow(cards, card, way) {
  const boxes = cards.map((one) => ({ one, box: one.getBoundingClientRect() }));
  const here = card.getBoundingClientRect();
  const beyond = boxes.filter(({ box }) =>
    way > 0 ? box.top >= here.bottom - 1 : box.bottom <= here.top + 1,
  );
  if (beyond.length === 0) return undefined;
  const edge =
    way > 0 ? Math.min(...beyond.map(({ box }) => box.top)) : Math.max(...beyond.map(({ box }) => box.top));
  const row = beyond.filter(({ box }) => Math.abs(box.top - edge) < 2);
  const far = (/** @type {DOMRect} */ box) => Math.abs(box.left - here.left);
  return row.reduce((best, next) => (far(next.box) < far(best.box) ? next : best)).one;
}

const LONG = 500;
const STILL = 10;

/**
 * Call back when a finger has rested on something for half a second, as it lifts: a menu that opened before would
 * be closed by the lifting. A browser that has its own event for it (contextmenu) cancels the pointer.
 * @param {PointerEvent} event pointerdown
 * @param {(place: {x: number, y: number}) => void} act
 */
export function longPress(event, act) {
  if (event.pointerType !== "touch") return;
  const stop = new AbortController();
  const { signal } = stop;
  const { clientX: x, clientY: y, timeStamp: began } = event;
  const end = () => stop.abort();
  const moved = (/** @type {PointerEvent} */ now) =>
    Math.hypot(now.clientX - x, now.clientY - y) > STILL && end();
  const up = (/** @type {PointerEvent} */ now) => {
    end();
    if (now.timeStamp - began < LONG) return;
    swallowClick();
    setTimeout(() => act({ x, y }));
  };
  addEventListener("pointermove", moved, { signal });
  addEventListener("pointerup", up, { signal });
  for (const type of ["pointercancel", "scroll", "contextmenu"])
    addEventListener(type, end, { signal, capture: true });
}

/** The click that follows a lifted finger is not a choice. */
function swallowClick() {
  const stop = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
}
