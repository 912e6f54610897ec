/**
 * Copy what a field holds. Browsers give pages without https no clipboard; there the old command still works.
 * @param {HTMLInputElement | HTMLOutputElement} field
 * @returns {Promise<boolean>} whether it was copied; if not, it is selected
 */
export async function copyFrom(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    if (field instanceof HTMLInputElement) field.select();
    else getSelection()?.selectAllChildren(field);
    return document.execCommand("copy");
  }
}
