/**
 * Put Markdown around what is selected, or at the cursor; undo takes it back.
 * @param {HTMLTextAreaElement} field
 * @param {string} around a "|" stands where the selection goes
 */
export function put(field, around) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const [before, after = ""] = around.split("|");
  const heads = before.endsWith(" ") && start > 0 && value[start - 1] !== "\n" ? "\n\n" : "";
  const text = `${heads}${before}${value.slice(start, end)}${after}`;
  field.focus();
  // The one way in that a browser's own undo knows.
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, start, end, "end");
  const at = start + heads.length + before.length;
  field.setSelectionRange(at, at + (end - start));
}
