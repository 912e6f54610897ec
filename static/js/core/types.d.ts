/** The shapes that travel between the server and the page, and the few that live only in the page. */

export type Id = string;
export type Ease = "linear" | "in" | "out" | "both" | "cubic";
export type Curve = [x1: number, y1: number, x2: number, y2: number];
export type Exposure = 1 | 2 | 3;
export type Rate = [numerator: number, denominator: number];

export interface Person {
  id: Id;
  name: string;
  is_guest: boolean;
}

export interface Project {
  id: Id;
  title: string;
  width: number;
  height: number;
  rate: Rate;
  sample: boolean;
}

export interface Shot {
  id: Id;
  name: string;
  /** Fractional index; shots are sorted by it as plain text. */
  order: string;
  /** The pose laid under all others as background, or null for the ground colour alone. */
  plate: Id | null;
  /** "#rrggbb" */
  ground: string;
}

export interface Pose {
  id: Id;
  name: string;
  is_plate: boolean;
  sha256: string;
  width: number;
  height: number;
  has_alpha: boolean;
}

export interface Keyframe {
  id: Id;
  shot: Id;
  pose: Id;
  /** From 0; people read it from 1. */
  frame: number;
  hold: number;
  method: string;
  ease: Ease;
  curve: Curve | null;
  exposure: Exposure;
}

export type SegmentState = "missing" | "queued" | "running" | "fresh" | "stale" | "failed";

export interface Segment {
  /** Hash of what it would be drawn from now; null while an unsaved edit of this page has changed that. */
  key: string | null;
  count: number;
  drawings: number;
  exposure: number;
  state: SegmentState;
  done: number;
  total: number;
  place: number | null;
  /** Seconds. */
  eta: number | null;
  method: string;
  reason: string;
  error: { code: string; sentence: string } | null;
  /** The take whose drawings are to be shown, or null when there are none. */
  shown: string | null;
  shown_drawings: number;
  shown_done: number;
}

export interface Film {
  id: Id;
  shot: Id | null;
  state: "queued" | "writing" | "ready" | "failed";
  done: number;
  total: number;
  frames: number | null;
  width: number;
  height: number;
  rate: Rate;
  file?: string | null;
  error: { code: string; sentence: string } | null;
  made_at: string;
  [more: string]: unknown;
}

export interface Render {
  id: Id;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
}

export interface Engine {
  methods: { name: string; label: string }[];
  seconds_per_drawing: number;
}

export interface Snapshot {
  revision: number;
  you: Person;
  project: Project;
  shots: Shot[];
  poses: Pose[];
  keyframes: Keyframe[];
  segments: Record<Id, Segment | null>;
  exports: Film[];
  engine: Engine;
}

// --- operations -----------------------------------------------------------------------------------------

export type Thing = "keyframe" | "shot" | "pose" | "project";
export type Values = Record<string, unknown>;

export interface SetOperation {
  do: "set";
  on: Thing;
  id: Id;
  to: Values;
  /** Where the present value differs from this, the property is left alone and reported as skipped. */
  was?: Values;
}
export interface CreateOperation {
  do: "create";
  on: "keyframe" | "shot" | "pose";
  id: Id;
  to: Values;
}
export interface DeleteOperation {
  do: "delete";
  on: "keyframe" | "shot" | "pose";
  id: Id;
}
export interface RestoreOperation {
  do: "restore";
  on: "keyframe" | "shot" | "pose";
  id: Id;
  /** In an answer of the server: the values of what came back. */
  to?: Values;
}
export type Operation = SetOperation | CreateOperation | DeleteOperation | RestoreOperation;

export interface Skip {
  index: number;
  property: string;
  sentence?: string;
}

export interface Answer {
  revision: number;
  applied: Operation[];
  inverse: Operation[];
  skipped: Skip[];
  segments: Record<Id, Segment | null>;
}

/** A project's rows as the page holds them. Never changed in place: an edit makes a new one. */
export interface Document {
  project: Project;
  shots: Map<Id, Shot>;
  poses: Map<Id, Pose>;
  keyframes: Map<Id, Keyframe>;
  /** Rows deleted while this page watched, by "thing:id", so that a restore can be shown at once. */
  gone: Map<string, Shot | Pose | Keyframe>;
}

// --- events ---------------------------------------------------------------------------------------------

interface FromStream {
  stream?: string;
  seq?: number;
}
export interface WelcomeEvent {
  type: "welcome";
  snapshot: Snapshot;
}
export interface OpsEvent {
  type: "ops";
  revision: number;
  batch: Id;
  actor: { id: Id; name: string } | null;
  applied: Operation[];
  segments: Record<Id, Segment | null>;
}
export interface SegmentEvent extends FromStream {
  type: "segment";
  key: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number;
  eta: number | null;
  method: string;
  reason: string;
  error: { code: string; sentence: string } | null;
  attempt: number;
}
export interface QueueEvent extends FromStream {
  type: "queue";
  places: Record<string, [place: number, eta: number | null]>;
}
export interface RenderEvent extends FromStream {
  type: "render";
  id: Id;
  state: Render["state"];
}
export interface ExportEvent extends FromStream, Film {
  type: "export";
}
export interface PongEvent {
  type: "pong";
  revision: number;
}
export interface ByeEvent {
  type: "bye";
  code: string;
}
export type LiveEvent =
  | WelcomeEvent
  | OpsEvent
  | SegmentEvent
  | QueueEvent
  | RenderEvent
  | ExportEvent
  | PongEvent
  | ByeEvent;

// --- only in the page -----------------------------------------------------------------------------------

export type SavedState = "saved" | "saving" | "offline" | "closed";

export interface Toast {
  id: number;
  text: string;
  kind: "plain" | "error";
  action: { label: string; act: () => void } | null;
}

export interface Upload {
  id: Id;
  name: string;
  state: "waiting" | "sending" | "done" | "refused" | "failed";
  /** Share of the bytes sent, 0 to 1. */
  sent: number;
  sentence?: string;
  /** Object URL of the picture, to show it before the server has it. */
  preview?: string;
  retry?: () => void;
  cancel?: () => void;
}

/** What became of an edit. It is never a rejected promise: a refusal has already been rolled back and told. */
export type Outcome =
  | { ok: true; revision: number; skipped: Skip[] }
  | { ok: false; code: string; sentence: string };

export interface Timing {
  left: Keyframe;
  right: Keyframe;
  count: number;
  drawings: number;
  exposure: number;
  /** Everything the drawings depend on, as one text. */
  inputs: string;
}
