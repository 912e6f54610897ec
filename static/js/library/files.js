/**
 * Files that people bring: which of them may be pictures, in which order, and by what they are known again.
 */
import { t } from "#kf/core/i18n.js";

const MOST_BYTES = 25 * 2 ** 20;

/** Why a file need not be sent at all, or null. @param {File} file */
export function cannot(file) {
  if (file.size === 0) return t("The file is empty. Choose another, or save it again and upload that.");
  if (file.size <= MOST_BYTES) return null;
  const size = Math.ceil(file.size / 2 ** 20);
  return t("The file has {size} MB; a picture may have {most} MB. Save it smaller and upload it again.", {
    size,
    most: MOST_BYTES / 2 ** 20,
  });
}

/** By what the server knows a file: the SHA-256 of its bytes; null where the browser cannot tell. @param {File} file */
export async function fileHash(file) {
  if (!globalThis.crypto?.subtle || file.size > MOST_BYTES) return null;
  try {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return null; // a file that has gone meanwhile; sending it will say so
  }
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** Files as people count: run_2 before run_10, folder by folder. @param {File[]} files */
export function naturally(files) {
  const path = (/** @type {File} */ file) => file.webkitRelativePath || file.name;
  return files.filter(isPicture).sort((a, b) => collator.compare(path(a), path(b)));
}

/** Whether a file may be a picture; of a folder much is none. @param {File} file */
function isPicture({ type, name, webkitRelativePath }) {
  return !webkitRelativePath || type.startsWith("image/") || /\.(png|jpe?g|webp)$/i.test(name);
}

/** What lies in a folder. @param {FileSystemDirectoryEntry} folder @returns {Promise<File[]>} */
export async function filesIn(folder) {
  const reader = folder.createReader();
  /** @type {File[]} */
  const files = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done) => reader.readEntries(done, () => done([])));
    if (some.length === 0) return files;
    for (const entry of some) {
      if (entry.isDirectory) files.push(...(await filesIn(/** @type {FileSystemDirectoryEntry} */ (entry))));
      else {
        const file = await new Promise((done) =>
          /** @type {FileSystemFileEntry} */ (entry).file(done, () => done(null)),
        );
        if (file && /\.(png|jpe?g|webp)$/i.test(file.name)) files.push(file);
      }
    }
  }
}
