/**
 * Turns passing time into frames. It knows nothing of the page: whoever owns it calls `tick` once per
 * screen refresh, and shows the frame that comes back.
 */

/**
 * @typedef {object} Course how to play
 * @property {number} rate frames per second, as a number: numerator over denominator
 * @property {number} length frames in the shot; it plays 0 .. length - 1
 * @property {number} [speed] 1 as filmed, 0.5 half as fast, negative for backwards
 * @property {boolean} [loop]
 * @property {boolean} [everyFrame] wait for a frame that is not ready, rather than pass over it
 */

export class Clock {
  #start = 0;
  #from = 0;
  #beats = 0;
  /** @type {Required<Course>} */
  #course = { rate: 24, length: 0, speed: 1, loop: false, everyFrame: false };

  playing = false;
  /** Frames that were due and were not shown, since the last `play`. */
  dropped = 0;
  frame = 0;

  /**
   * Begin at a frame, at this moment.
   * @param {number} frame
   * @param {number} now milliseconds, as performance.now gives them
   * @param {Course} course
   */
  play(frame, now, course) {
    this.#course = { speed: 1, loop: false, everyFrame: false, ...course };
    this.playing = this.#course.length > 0;
    this.dropped = 0;
    this.#anchor(frame, now);
  }

  /**
   * Change the speed, the rate, the length or the manner without a jump.
   * @param {number} now
   * @param {Partial<Course>} change
   */
  steer(now, change) {
    this.#course = { ...this.#course, ...change };
    if (this.#course.length <= 0) this.playing = false;
    this.#anchor(Math.min(this.frame, Math.max(0, this.#course.length - 1)), now);
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
    this.dropped += passed - 1;
    this.#show(beats);
    if (!ready(this.frame)) this.dropped += 1;
    return this.frame;
  }

  /**
   * @param {number} now
   * @param {(frame: number) => boolean} ready
   */
  #wait(now, ready) {
    const before = this.frame;
    this.#show(this.#beats + 1);
    if (!ready(this.frame)) {
      this.frame = before;
      this.playing = true;
      return before;
    }
    const ended = !this.playing;
    this.#anchor(this.frame, now);
    this.playing = !ended;
    return this.frame;
  }

  /** @param {number} beats since the anchor */
  #show(beats) {
    const { length, speed, loop } = this.#course;
    const along = this.#from + (speed < 0 ? -beats : beats);
    const last = length - 1;
    if (loop) {
      this.frame = ((along % length) + length) % length;
      return;
    }
    this.frame = Math.min(Math.max(along, 0), last);
    if (speed < 0 ? along <= 0 : along >= last) this.playing = false;
  }

  /**
   * @param {number} frame
   * @param {number} now
   */
  #anchor(frame, now) {
    this.frame = frame;
    this.#from = frame;
    this.#start = now;
    this.#beats = 0;
  }
}
