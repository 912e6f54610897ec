/** The list of projects: make, sort, take out of a team, move to the bin and back. */
import { t } from "#kf/core/i18n.js";
import { ApiError, api } from "#kf/core/net.js";
import { wireActs } from "#kf/ui/acts.js";
import { keep, kept } from "#kf/ui/kept.js";
import { saySince } from "#kf/ui/since.js";

const SORT = "kf-sort";
const MOVED = "kf-moved";

wireActs();
greet();
saySince();
shares();
tellMoved();
sort(kept(SORT) === "title" ? "title" : "changed");
document.addEventListener("click", pressed);

/** The server does not know what time it is where the person sits. */
function greet() {
  const heading = /** @type {HTMLElement | null} */ (document.querySelector("[data-greet]"));
  if (!heading) return;
  const hour = new Date().getHours();
  const name = heading.dataset.greet ?? "";
  if (hour >= 5 && hour < 12) heading.textContent = t("Good morning, {name}", { name });
  else if (hour >= 12 && hour < 18) heading.textContent = t("Good afternoon, {name}", { name });
  else heading.textContent = t("Good evening, {name}", { name });
}

/** Give each part of a state bar its share. */
function shares() {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll(".shotbar > [data-share]")
  )) {
    part.style.flexGrow = part.dataset.share ?? "1";
  }
}

/** @param {"changed" | "title"} by */
function sort(by) {
  const grid = document.querySelector(".projects");
  if (!grid) return;
  const cards = /** @type {HTMLElement[]} */ ([...grid.querySelectorAll(".proj")]);
  const collator = new Intl.Collator(document.documentElement.lang || "en", {
    numeric: true,
    sensitivity: "base",
  });
  cards.sort((a, b) =>
    by === "title"
      ? collator.compare(a.dataset.title ?? "", b.dataset.title ?? "")
      : Date.parse(b.dataset.changed ?? "") - Date.parse(a.dataset.changed ?? ""),
  );
  grid.prepend(...cards);
  for (const button of document.querySelectorAll("[data-sort]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-sort") === by));
  }
}

/** @param {MouseEvent} event */
function pressed(event) {
  const button =
    event.target instanceof Element
      ? /** @type {HTMLElement | null} */ (
          event.target.closest("[data-sort], [data-new], [data-bin], [data-restore]")
        )
      : null;
  if (!button) return;
  const { sort: by, new: kind, bin, restore } = button.dataset;
  if (by === "changed" || by === "title") {
    keep(SORT, by);
    sort(by);
  } else if (kind) void busy(button, () => create(kind === "sample"));
  else if (bin) {
    const card = /** @type {HTMLElement | null} */ (button.closest(".proj"));
    remember({ id: bin, title: card?.dataset.title ?? "" });
    void busy(card ?? button, () => move(bin, "DELETE"));
  } else if (restore) void busy(button, () => move(restore, "POST"));
}

/** What was moved to the bin last, for the page that comes after. @param {{id: string, title: string} | null} project */
function remember(project) {
  try {
    if (project) sessionStorage.setItem(MOVED, JSON.stringify(project));
    else sessionStorage.removeItem(MOVED);
  } catch {
    // the bin at the foot of the page tells it as well
  }
}

/** Say what has just gone to the bin, with the way back. */
function tellMoved() {
  const note = document.getElementById("moved");
  try {
    const moved = JSON.parse(sessionStorage.getItem(MOVED) ?? "null");
    remember(null);
    const button = note?.querySelector("button");
    const words = note?.querySelector("span");
    if (
      !note ||
      !button ||
      !words ||
      !document.querySelector(`.bin [data-restore="${CSS.escape(moved.id)}"]`)
    )
      return;
    button.dataset.restore = moved.id;
    words.textContent = t("{name} is in the bin.", { name: moved.title });
    note.hidden = false;
  } catch {
    // nothing was moved
  }
}

/** @param {boolean} sample */
async function create(sample) {
  const project = await api("/api/projects", { json: { sample } });
  location.assign(`/projects/${project.id}`);
}

/** @param {string} project @param {"DELETE" | "POST"} method */
async function move(project, method) {
  await api(method === "DELETE" ? `/api/projects/${project}` : `/api/projects/${project}/restore`, {
    method,
  });
  location.reload();
}

/**
 * Do something that leaves this page; when it does not, say why.
 * @param {Element} element
 * @param {() => Promise<void>} work
 */
async function busy(element, work) {
  const problem = document.getElementById("problem");
  element.setAttribute("aria-busy", "true");
  if (problem) problem.hidden = true;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    element.removeAttribute("aria-busy");
    if (!problem) return;
    const words = problem.querySelector("span");
    if (words) words.textContent = error.sentence;
    problem.hidden = false;
    problem.scrollIntoView({ block: "nearest" });
  }
}
