/**
 * Where markers stand on their lane. Pure.
 *
 * @import {Marker} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 */

/** Room from which a marker's name is written, and the most that one far from its neighbours has. */
export const NAME = 44;
const MOST = 240;

/**
 * How many frames there are to see: the shot's, and those up to a marker that stands beyond its end.
 * @param {Pick<Store, "shotLength" | "markerList">} store
 */
export function framesToSee({ shotLength, markerList }) {
  const ends = markerList.value.map(({ frame, length }) => frame + Math.max(1, length));
  return Math.max(shotLength.value, ...ends);
}

/**
 * Where the markers in sight stand, and how much room their names have.
 * @param {readonly Marker[]} markers sorted by frame
 * @param {{x: (frame: number) => number, px: number, from: number, to: number}} sight
 * @returns {{marker: Marker, x: number, width: number, room: number}[]}
 */
export function placeMarkers(markers, { x, px, from, to }) {
  return markers.flatMap((marker, place) => {
    const start = x(marker.frame);
    const width = marker.length * px;
    const after = markers.slice(place + 1).find(({ frame }) => frame > marker.frame);
    const room = Math.min(MOST, after ? x(after.frame) - start - 2 : MOST);
    if (start + Math.max(width, room) < from || start > to) return [];
    return [{ marker, x: start, width, room: Math.max(room, Math.min(width, MOST)) }];
  });
}
