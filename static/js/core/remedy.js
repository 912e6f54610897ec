/**
 * What the server says would do instead of a refused edit, as one press.
 *
 * @import {Operation, Project} from "#kf/core/types.d.ts"
 * @import {ApiError} from "#kf/core/net.js"
 */
import { t } from "#kf/core/i18n.js";
import { shownFrame } from "#kf/core/time.js";

/**
 * @param {readonly Operation[]} operations that were refused
 * @param {ApiError["body"]} body of the refusal
 * @param {Project} project
 * @returns {{label: string, operations: Operation[]} | null}
 */
export function remedyOf(operations, { index, fix, unlock }, project) {
  if (unlock) {
    /** @type {Operation} */
    const open = { do: "set", on: unlock.on, id: unlock.id, to: { locked: false } };
    return { label: t("Unlock and do it"), operations: [open, ...operations] };
  }
  const wrong = operations[index];
  if (!fix || !wrong || !("to" in wrong)) return null;
  const label =
    "frame" in fix ? t("Use frame {frame}", { frame: shownFrame(fix.frame, project) }) : t("Do that instead");
  return {
    label,
    operations: operations.map((one) => (one === wrong ? { ...wrong, to: { ...wrong.to, ...fix } } : one)),
  };
}
