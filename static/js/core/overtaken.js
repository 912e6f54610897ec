/**
 * Whose change won where two people changed the same thing: who was overtaken within moments is told by whom.
 *
 * @import {Operation} from "#kf/core/types.d.ts"
 */

/** Within so many milliseconds two changes are at the same time, as people see it. */
const AT_ONCE = 5000;
/** As many places are remembered. */
const MOST = 2000;

/** Who put a value there, with which revision and when. @typedef {{revision: number, at: number, value: string}} Write */
/** @typedef {Write & {name: string}} TheirWrite */

export class Overtaken {
  /** What I wrote last, by place. @type {Map<string, Write>} */
  #mine = new Map();
  /** What others wrote last, by place. @type {Map<string, TheirWrite>} */
  #theirs = new Map();
  #now;

  /** @param {() => number} [now] */
  constructor(now = Date.now) {
    this.#now = now;
  }

  /**
   * Note what an own edit came to.
   * @param {number} revision @param {readonly Operation[]} applied
   * @returns {{name: string, operation: Operation}[]} what another had already put in its place
   */
  mine(revision, applied) {
    return this.#note(this.#mine, applied, { revision, at: this.#now() });
  }

  /**
   * Note what somebody else's edit came to.
   * @param {string} name @param {number} revision @param {readonly Operation[]} applied
   * @returns {{name: string, operation: Operation}[]} what of it replaced what I had just written
   */
  theirs(name, revision, applied) {
    return this.#note(this.#theirs, applied, { revision, at: this.#now(), name });
  }

  /**
   * Who else wrote a place last, as far as this page knows.
   * @param {Operation | undefined} operation @param {string | null} property null: who deleted or brought back the row
   */
  writer(operation, property) {
    return operation && this.#theirs.get(placeOf(operation, property))?.name;
  }

  /** @param {Map<string, any>} written @param {readonly Operation[]} applied @param {{revision: number, at: number, name?: string}} write */
  #note(written, applied, write) {
    /** @type {Map<string, {name: string, operation: Operation}>} */
    const won = new Map();
    for (const operation of applied) {
      for (const [property, value] of valuesOf(operation)) {
        const place = placeOf(operation, property);
        written.delete(place); // so that what is oldest comes first
        written.set(place, { ...write, value });
        if (written.size > MOST) written.delete(written.keys().next().value ?? "");
        const name = this.#winner(place);
        if (name) won.set(`${operation.on}:${operation.id}`, { name, operation });
      }
    }
    return [...won.values()];
  }

  /** Who has put something else in the place of what I wrote a moment ago. @param {string} place */
  #winner(place) {
    const [mine, theirs] = [this.#mine.get(place), this.#theirs.get(place)];
    const won = mine && theirs && theirs.revision > mine.revision && theirs.value !== mine.value;
    if (!won || Math.abs(theirs.at - mine.at) > AT_ONCE) return null;
    this.#mine.delete(place); // said once
    return theirs.name;
  }
}

/** @param {Operation} operation @param {string | null} property */
function placeOf({ on, id }, property) {
  return `${on}:${id}.${property ?? ""}`;
}

/**
 * What an operation says of each property, and of the row itself.
 * @param {Operation} operation
 * @returns {[property: string | null, value: string][]}
 */
function valuesOf(operation) {
  if (operation.do === "delete") return [[null, "gone"]];
  const to = Object.entries(operation.to ?? {});
  return [
    [null, "there"],
    ...to.map(([name, value]) => /** @type {[string, string]} */ ([name, JSON.stringify(value)])),
  ];
}
