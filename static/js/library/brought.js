/**
 * What a drop or a paste brings: it has to be read at once.
 */
import { library } from "#kf/later/parts.js";

/** The files of a drop or a paste that may be pictures. @param {DataTransfer | null} transfer */
export function picturesOf(transfer) {
  return [...(transfer?.files ?? [])].filter(
    ({ type, name }) => type.startsWith("image/") || /\.(png|jpe?g|webp)$/i.test(name),
  );
}

/**
 * The same, with what lies in folders that were dropped.
 * @param {DataTransfer | null} transfer
 * @returns {Promise<File[]>}
 */
export async function filesOf(transfer) {
  // Both are read at once: after the event there is nothing in it any more.
  const plain = picturesOf(transfer);
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? null);
  const folders = entries.filter((entry) => entry?.isDirectory);
  if (folders.length === 0) return plain;
  const { filesIn } = await library.load();
  const found = await Promise.all(
    folders.map((entry) => filesIn(/** @type {FileSystemDirectoryEntry} */ (entry))),
  );
  return [...plain, ...found.flat()];
}
