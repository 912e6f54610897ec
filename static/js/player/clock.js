/**
 * Turns passing time into frames. It knows nothing of the page: whoever owns it calls `tick` once per
 * screen refresh, and shows the frame that comes back.
 */

/** @typedef {"once" | "loop" | "bounce"} Manner what comes after the last frame: nothing, the first, or the way back */
/**
 * @typedef {object} Course how to play
 * @property {number} rate frames per second, as a number: numerator over denominator
 * @property {number} from first frame that is played
 * @property {number} to the frame after the last that is played
 * @property {number} [speed] 1 as filmed, 0.5 half as fast, negative for backwards
 * @property {Manner} [manner]
 * @property {boolean} [everyFrame] wait for a frame that is not ready, rather than pass over it
 */

/**
 * Where a number of steps leads to.
 * @param {number} frame
 * @param {1 | -1} direction
 * @param {number} steps 0 or more
 * @param {Pick<Course, "from" | "to" | "manner">} course
 * @returns {{frame: number, direction: 1 | -1, ended: boolean}} ended: there is nothing after it
 */
export function along(frame, direction, steps, { from, to, manner = "once" }) {
  const last = to - from - 1;
  const place = Math.min(Math.max(frame - from, 0), Math.max(0, last));
  if (last <= 0) return { frame: from, direction, ended: manner === "once" };
  const far = place + steps * direction;
  if (manner === "loop") return { frame: from + modulo(far, last + 1), direction, ended: false };
  if (manner === "once") {
    const ended = direction > 0 ? far >= last : far <= 0;
    return { frame: from + Math.min(Math.max(far, 0), last), direction, ended };
  }
  // There and back is a circle twice as long, less the two ends, which are seen once each.
  const round = modulo((direction > 0 ? place : 2 * last - place) + steps, 2 * last);
  return round < last
    ? { frame: from + round, direction: 1, ended: false }
    : { frame: from + 2 * last - round, direction: -1, ended: false };
}

/**
 * A frame and those that come after it as it is played.
 * @param {number} frame
 * @param {1 | -1} direction
 * @param {number} most
 * @param {Pick<Course, "from" | "to" | "manner">} course
 */
export function* following(frame, direction, most, course) {
  const { from, to } = course;
  if (to <= from) return;
  const outside = frame < from || frame >= to;
  if (outside) yield frame;
  let place = { frame: outside ? (direction > 0 ? from : to - 1) : frame, direction, ended: false };
  const count = Math.min(most, to - from);
  for (let step = 0; step < count; step++) {
    yield place.frame;
    if (place.ended) return;
    place = along(place.frame, place.direction, 1, course);
  }
}

/** @param {number} value @param {number} size */
function modulo(value, size) {
  return ((value % size) + size) % size;
}

export class Clock {
  #start = 0;
  #from = 0;
  #way = /** @type {1 | -1} */ (1);
  #beats = 0;
  /** @type {Required<Course>} */
  #course = { rate: 24, from: 0, to: 0, speed: 1, manner: "once", everyFrame: false };

  playing = false;
  /** Frames that were due and were not shown, since the last `play`. */
  dropped = 0;
  frame = 0;
  /** Which way it goes just now: on its way back, a bounce goes backwards. @type {1 | -1} */
  direction = 1;

  /**
   * Begin at a frame, at this moment.
   * @param {number} frame
   * @param {number} now milliseconds, as performance.now gives them
   * @param {Course} course
   */
  play(frame, now, course) {
    this.#course = { speed: 1, manner: "once", everyFrame: false, ...course };
    this.playing = this.#course.to > this.#course.from;
    this.dropped = 0;
    this.direction = this.#course.speed < 0 ? -1 : 1;
    this.#anchor(frame, now);
  }

  /**
   * Change the speed, the rate, the range or the manner without a jump.
   * @param {number} now
   * @param {Partial<Course>} change
   */
  steer(now, change) {
    const before = this.#course.speed;
    this.#course = { ...this.#course, ...change };
    const { from, to, speed } = this.#course;
    if (to <= from) this.playing = false;
    if (Math.sign(speed) !== Math.sign(before)) this.direction = speed < 0 ? -1 : 1;
    this.#anchor(Math.min(Math.max(this.frame, from), Math.max(from, to - 1)), now);
  }

  stop() {
    this.playing = false;
  }

  /**
   * Say which frame is due now. A frame that is passed over, or is not ready while it is due, is dropped.
   * @param {number} now
   * @param {(frame: number) => boolean} [ready]
   * @returns {number}
   */
  tick(now, ready = () => true) {
    if (!this.playing) return this.frame;
    const { rate, speed, everyFrame } = this.#course;
    // A hair of tolerance: n/rate seconds, added up in floating point, must not read as n - 1 frames.
    const beats = Math.floor(((now - this.#start) / 1000) * rate * Math.abs(speed) + 1e-6);
    const passed = beats - this.#beats;
    if (passed <= 0) return this.frame;
    if (everyFrame) return this.#wait(now, ready);
    this.#beats = beats;
    const before = this.frame;
    this.#show(along(this.#from, this.#way, beats, this.#course));
    this.dropped += this.playing ? passed - 1 : Math.max(0, Math.abs(this.frame - before) - 1);
    if (!ready(this.frame)) this.dropped += 1;
    return this.frame;
  }

  /**
   * @param {number} now
   * @param {(frame: number) => boolean} ready
   */
  #wait(now, ready) {
    const next = along(this.#from, this.#way, this.#beats + 1, this.#course);
    if (!ready(next.frame)) return this.frame;
    this.#show(next);
    this.#anchor(this.frame, now);
    return this.frame;
  }

  /** @param {ReturnType<typeof along>} place */
  #show({ frame, direction, ended }) {
    this.frame = frame;
    this.direction = direction;
    if (ended) this.playing = false;
  }

  /**
   * @param {number} frame
   * @param {number} now
   */
  #anchor(frame, now) {
    this.frame = frame;
    this.#from = frame;
    this.#way = this.direction;
    this.#start = now;
    this.#beats = 0;
  }
}
