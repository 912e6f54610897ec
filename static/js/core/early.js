/**
 * What the editor's page has asked for before its modules are here, by the script in its template: the live line,
 * and the small pictures of what the stage shows first.
 */

/** @typedef {{line: WebSocket, heard: string[]}} EarlyLine a socket, and what it has said so far */

const { kfEarly } = /** @type {{kfEarly?: EarlyLine & {pictures: Map<string, ImageBitmap>}}} */ (globalThis);

/** @type {EarlyLine | undefined} */
export const earlyLine = kfEarly;

/** Those that are decoded, by their addresses. @type {Map<string, ImageBitmap>} */
export const earlyPictures = kfEarly?.pictures ?? new Map();
