/** Whether this page has its window to itself; in a lesson the editor stands within another, and leads nowhere else. */
export function alone() {
  return globalThis.self === globalThis.top;
}
