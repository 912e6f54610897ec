/**
 * What the editor's page loads when it is first needed, in a few large parts.
 */
import { Later } from "#kf/core/later.js";

/** What stands in a project that has nothing to show yet. */
export const beginning = new Later(() => import("#kf/later/beginning.js"));

/** What is drawn and shown while something is marked. */
export const marks = new Later(() => import("#kf/later/marks.js"));

/** The inspector's panels. */
export const panels = new Later(() => import("#kf/later/panels.js"));

/** What is done with pictures. */
export const library = new Later(() => import("#kf/later/library.js"));

/** What the timeline does beside being seen and dragged. */
export const timeline = new Later(() => import("#kf/later/timeline.js"));

/** What the stage shows and opens when it is asked to. */
export const stage = new Later(() => import("#kf/later/stage.js"));

/** Who else may see the project, and what they say. */
export const sharing = new Later(() => import("#kf/later/sharing.js"));

/** Dialogs, the palette, the tour, the queue. */
export const dialogs = new Later(() => import("#kf/later/dialogs.js"));

/** Somebody is at work: have all parts here, one after the other, also for when the line is cut. */
export async function foreseeAll() {
  for (const part of [timeline, panels, marks, library, stage, dialogs, sharing]) await part.foresee();
}
