/**
 * From the form to what is asked of the server.
 *
 * @import {Link, Sharing, Wish} from "#kf/share/types.d.ts"
 */
import { dateOf, zone } from "#kf/share/words.js";

/** What a new link says, if nobody says otherwise. @returns {Wish} */
export function newWish() {
  return { level: "view", frozen: false, name: "", day: "", password: "", open: false, download: true };
}

/** What a link says now. @param {Link} link @returns {Wish} */
export function wishOf(link) {
  const day = link.expires_at ? dateOf(link.expires_at) : "";
  const { level, frozen, name, download } = link;
  return { level, frozen, name, day, password: "", open: false, download };
}

/** @param {Wish} wish */
export function asNew({ level, frozen, name, day, password, download }) {
  return { level, frozen, name, until: until(day), password, download };
}

/** As many characters as a link's password has at least. */
export const SHORTEST = 6;

/** Whether a password is asked for that the server refuses. @param {Wish} wish */
export function tooShort({ password }) {
  return password !== "" && password.length < SHORTEST;
}

/** What is different; null where nothing is. @param {Link} link @param {Wish} wish */
export function asChange(link, wish) {
  const before = wishOf(link);
  /** @type {Record<string, unknown>} */
  const change = {};
  if (wish.level !== before.level) change.level = wish.level;
  if (wish.name !== before.name) change.name = wish.name;
  if (wish.day !== before.day) change.until = until(wish.day);
  if (wish.download !== before.download) change.download = wish.download;
  if (wish.password) change.password = wish.password;
  else if (wish.open && link.password) change.password = "";
  return Object.keys(change).length > 0 ? change : null;
}

/** The links with the newest of its kind among them. @param {Sharing} sharing @param {Link} link @returns {Sharing} */
export function withLink({ team, links }, link) {
  const there = links.some(({ id }) => id === link.id);
  return { team, links: there ? links.map((one) => (one.id === link.id ? link : one)) : [link, ...links] };
}

/** @param {string} day */
function until(day) {
  return day ? { date: day, zone: zone() } : null;
}
