/**
 * How high each track's row is. The active track is drawn whole; where the timeline is too low for all of them to
 * be, the others are thin, and where it is too low even for that, the rows scroll. Pure.
 */

/** What stands above and below the pictures of a whole row: names, and the line at a segment's foot. */
export const NAMES = 24;
export const FOOT = 24;
const AIR = 4;
/** Height of the pictures. */
const STRIP = { least: 40, most: 76, tall: 96, thin: 24 };
/** Height of the quality's curves, where there is room for them. */
const LANE = { least: 32, most: 48 };
/** Air above and below the pictures of a thin row. */
const THIN_AIR = 6;
const AROUND = NAMES + FOOT + AIR;
/** The lowest whole row, and what each needs on average for pictures as high as they get. */
const LOW = STRIP.least + AROUND;
const ROOMY = 240;

/** @typedef {{id: string, top: number, height: number, strip: number, lane: number, thin: boolean}} Row
 *  top: below the ruler, in pixels; lane: height of the quality's curves, 0 without */

/**
 * @param {readonly string[]} tracks the highest first
 * @param {{active: string | null, room: number, judged: boolean, least?: number}} context room: pixels below the
 *   ruler; judged: whether there is quality to show; least: height of a thin row that a finger can meet
 * @returns {Row[]}
 */
export function planRows(tracks, { active, room, judged, least = 0 }) {
  const count = Math.max(1, tracks.length);
  const whole = room / count >= LOW;
  const thin = Math.max(least, STRIP.thin + 2 * THIN_AIR);
  const others = whole ? LOW : thin;
  const extra = Math.max(0, room - (count - 1) * others - LOW);
  const everywhere = whole && extra / count >= LANE.least;
  const lane = judged && extra >= LANE.least ? laneHeight(everywhere ? extra / count : extra) : 0;
  const shared = Math.max(0, extra - (everywhere ? lane * count : lane)) / (whole ? count : 1);
  const most = count === 1 || room / count > ROOMY ? STRIP.tall : STRIP.most;
  const strip = Math.floor(Math.min(most, STRIP.least + shared));
  let top = 0;
  return tracks.map((id) => {
    const slim = !whole && id !== active;
    const own = slim || (!everywhere && id !== active) ? 0 : lane;
    const height = slim ? thin : Math.max(AROUND + strip + own, count === 1 ? Math.floor(room) : 0);
    const row = { id, top, height, strip: slim ? STRIP.thin : strip, lane: own, thin: slim };
    top += height;
    return row;
  });
}

/** @param {number} room beyond the least */
function laneHeight(room) {
  return Math.floor(Math.min(LANE.most, Math.max(LANE.least, room - (STRIP.most - STRIP.least))));
}

/** How far down the pictures of a row begin. @param {{thin: boolean}} row */
export function stripTop({ thin }) {
  return thin ? THIN_AIR : NAMES;
}

/**
 * The row that lies at a height.
 * @param {readonly Row[]} rows
 * @param {number} y below the ruler
 * @returns {Row | undefined}
 */
export function rowAt(rows, y) {
  return rows.find(({ top, height }) => y >= top && y < top + height) ?? (y < 0 ? rows[0] : rows.at(-1));
}
