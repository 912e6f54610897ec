/** The shapes that travel between the server and the page, and the few that live only in the page. */

export type Id = string;
export type Ease = "linear" | "in" | "out" | "both" | "cubic" | "chart";
export type Curve = [x1: number, y1: number, x2: number, y2: number];
export type Exposure = 1 | 2 | 3;
export type Rate = [numerator: number, denominator: number];
/** A share of the width and of the height: of a pose's picture, or of the project's canvas. */
export type Point = [x: number, y: number];
/** A place on the first key and the one that it goes to on the last, in shares of the canvas. */
export type Pin = [ax: number, ay: number, bx: number, by: number];
/** A pose that the motion passes through: where between the keys, and its joints in shares of the canvas. */
export interface Breakdown {
  u: number;
  joints: Point[];
}

export interface Skeleton {
  names: string[];
  /** What each joint hangs on; the one without is the root. */
  parents: Record<string, string>;
  limbs?: Record<string, string[]>;
}
export interface Limb {
  name: string;
  /** The joints that its bones end in, from the body outwards. */
  joints: string[];
}
export interface Character {
  id: Id;
  name: string;
  skeleton: Skeleton;
  /** Worked out by the server; a character that this page has just made has none yet. */
  limbs?: Limb[];
  /** "#rrggbb" of its tracks and names, or null. */
  colour: string | null;
  /** The pose that its poses are judged by: the reference card. It may have been deleted since. */
  card: Id | null;
}

export interface Person {
  id: Id;
  name: string;
  is_guest: boolean;
  /** Has been shown around, or did not want to be. */
  toured: boolean;
}

export interface Project {
  id: Id;
  title: string;
  width: number;
  height: number;
  rate: Rate;
  sample: boolean;
  /** What people read where the stored frame is 0; see `shownFrame` in #kf/core/time.js. */
  first_frame: number;
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
  /** Motion flows from the last key into the first, where both show the same pose. */
  loop: boolean;
}

/** A row of keyframes in a shot. The lowest is drawn first, behind the others. */
export interface Track {
  id: Id;
  shot: Id;
  name: string;
  /** Fractional index; the tracks of a shot are sorted by it as plain text. */
  order: string;
  character: Id | null;
  /** Not in films, and not on the stage. */
  hidden: boolean;
  /** Its keyframes refuse edits. */
  locked: boolean;
}

export type MarkerColour = "key" | "ok" | "fail" | "accent" | "machine";

/** A named place of a shot. */
export interface Marker {
  id: Id;
  shot: Id;
  frame: number;
  /** 0 for a point, else a range of that many frames. */
  length: number;
  /** May be empty. */
  name: string;
  colour: MarkerColour;
}

export interface Pose {
  id: Id;
  name: string;
  is_plate: boolean;
  sha256: string;
  width: number;
  height: number;
  has_alpha: boolean;
  character: Id | null;
  /** One for each joint of the character's skeleton, in shares of the picture. */
  joints: Point[] | null;
  /** A mask that was drawn; null lets the server find the figure. */
  mask: string | null;
  /** Limbs that pass behind the body in this picture. */
  behind: string[];
  tags: string[];
}

export interface Keyframe {
  id: Id;
  /** Always its track's shot. */
  shot: Id;
  track: Id;
  pose: Id;
  /** From 0; people read it as `shownFrame` says. */
  frame: number;
  hold: number;
  method: string;
  ease: Ease;
  curve: Curve | null;
  exposure: Exposure;
  /** With ease "chart": where each drawing falls. */
  chart: number[] | null;
  /** How far paths bend, -1 to 1. */
  arc: number;
  /** The motion comes to rest at this key. */
  stop: boolean;
  /** By the joint a bone ends in: 1 clockwise, -1 the other way; the rest turns the short way. */
  turns: Record<string, 1 | -1>;
  /** Joints that do not slide. */
  planted: string[];
  pins: Pin[];
  breakdowns: Breakdown[];
  /** What happens on the way to the next key, in words. */
  hint: string;
  note: string;
  seed: number | null;
  /** The segment to the next key is approved: edits that change its drawings are refused. */
  locked: boolean;
  /** Who locked it; the server says. */
  locked_by: string;
  /** The same as a person: a name may be of several. */
  locker: Id | null;
}

export type SegmentState = "missing" | "queued" | "running" | "fresh" | "stale" | "failed";

/** What was measured of a take without knowing how it should be. */
export interface Quality {
  /** 0 to 100. */
  score: number;
  /** The drawing with the most trouble. */
  weakest: number | null;
  /** Trouble of each drawing, 0 to 1. */
  curve: number[];
  /** How much of both keys is seen at once in each drawing, 0 to 1; takes from before this was kept have none. */
  ghosts?: number[] | null;
  ghost: number | null;
  unexplained: number | null;
  drift: number | null;
  missing: number | null;
  /** Takes from before these were measured have none. */
  fades?: number | null;
  jump?: number | null;
  torn?: number | null;
  sharp: number | null;
  light: number | null;
  flicker?: number | null;
  flips: number | null;
  area: number | null;
  advice: Advice[];
}
export interface Advice {
  code: string;
  /** In English, with its places filled in. */
  sentence: string;
  /** The same with the places `{drawing}` and `{limb}`; takes from before it was kept have none. */
  message?: string | null;
  limb?: string | null;
  drawing?: number | null;
}

/** What went wrong, in English; `messages` are what a segment's sentence is made of, with {done}, {total} and {left}. */
export interface Trouble {
  code: string;
  sentence: string;
  messages?: string[];
}

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
  error: Trouble | null;
  /** The take whose drawings are to be shown, or null when there are none. */
  shown: string | null;
  shown_drawings: number;
  shown_done: number;
  /** Of the take that is shown, when it is complete. */
  quality?: Quality | null;
  /** The take that is shown is a draft: smaller, until the final is there. */
  draft?: boolean;
  /** Whether drawn at its two ends it is the poses byte for byte; null until that was looked at. */
  ends?: [first: boolean, last: boolean] | null;
  /** How far a draft is that is waited for. */
  drafting?: Drafting | null;
}

export interface Drafting {
  key: string;
  state: "queued" | "running" | "failed";
  done: number;
  total: number;
  place: number | null;
  /** Seconds. */
  eta: number | null;
  error: Trouble | null;
}

/** What somebody thinks of a take: one for each person and take. */
export interface Judgement {
  keyframe: Id;
  take: string;
  person: Id;
  /** The person's name. */
  by: string;
  /** Whether it is still the same character. */
  identity: "yes" | "partly" | "no" | null;
  reasons: string[];
  /** Drawings of the take that slip, from 0. */
  frames: number[];
  text: string;
  verdict: "accepted" | "rejected" | null;
  /** A learner's judgement as they gave it, before they were told what was measured. */
  given?: GivenJudgement | null;
  /** Whether something else is said since. */
  changed?: boolean;
}

export interface GivenJudgement {
  at: string;
  identity: "yes" | "partly" | "no";
  reasons: string[];
  frames: number[];
  text: string;
}

export interface Film {
  id: Id;
  shot: Id | null;
  /** The frames of the shot that it shows, the last one not among them; null for all. */
  span?: [start: number, end: number] | null;
  state: "queued" | "writing" | "ready" | "failed";
  done: number;
  total: number;
  frames: number | null;
  width: number;
  height: number;
  rate: Rate;
  file?: string | null;
  error: Trouble | null;
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

/** What the person at the page is to the project, and may do with it. */
export interface Level {
  role: string;
  may: string[];
}

export interface Snapshot {
  revision: number;
  you: Person;
  level?: Level;
  project: Project;
  shots: Shot[];
  tracks: Track[];
  poses: Pose[];
  characters?: Character[];
  keyframes: Keyframe[];
  markers: Marker[];
  segments: Record<Id, Segment | null>;
  judgements?: Judgement[];
  exports: Film[];
  engine: Engine;
}

// --- operations -----------------------------------------------------------------------------------------

export type Thing = "keyframe" | "track" | "marker" | "shot" | "pose" | "character" | "project";
export type Row = Exclude<Thing, "project">;
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
  on: Row;
  id: Id;
  to: Values;
}
export interface DeleteOperation {
  do: "delete";
  on: Row;
  id: Id;
}
export interface RestoreOperation {
  do: "restore";
  on: Row;
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
  characters: Map<Id, Character>;
  tracks: Map<Id, Track>;
  /** Also those whose track or shot was deleted while this page watched: `shownKeyframes` leaves them out. */
  keyframes: Map<Id, Keyframe>;
  markers: Map<Id, Marker>;
  /** Rows deleted while this page watched, by "thing:id", so that a restore can be shown at once. */
  gone: Map<string, Shot | Pose | Character | Track | Keyframe | Marker>;
}

// --- events ---------------------------------------------------------------------------------------------

interface FromStream {
  stream?: string;
  seq?: number;
}
export interface WelcomeEvent {
  type: "welcome";
  snapshot: Snapshot;
  level?: Level;
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
  error: Trouble | null;
  attempt: number;
  /** With the last drawing. */
  quality?: Quality | null;
  ends?: [first: boolean, last: boolean] | null;
  /** What it is a draft of. */
  draft_of?: string | null;
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
export interface JudgementEvent extends FromStream, Judgement {
  type: "judgement";
}
export interface LevelEvent extends Level {
  type: "level";
}
export interface PongEvent {
  type: "pong";
  revision: number;
}
export interface ByeEvent {
  type: "bye";
  code: string;
}
export type CommentEvent = { type: "comment"; comment: import("#kf/comments/threads.js").Comment };

export type LiveEvent =
  | CommentEvent
  | WelcomeEvent
  | OpsEvent
  | SegmentEvent
  | QueueEvent
  | RenderEvent
  | ExportEvent
  | JudgementEvent
  | LevelEvent
  | PongEvent
  | ByeEvent;

// --- only in the page -----------------------------------------------------------------------------------

export type SavedState = "saved" | "saving" | "offline" | "closed";

export interface Toast {
  id: number;
  text: string;
  kind: "plain" | "error" | "brief";
  action: { label: string; act: () => void } | null;
}

export interface Upload {
  id: Id;
  name: string;
  /** asking: whether the library has the file; known: it has, and the person chooses between it and a second one. */
  state: "asking" | "waiting" | "sending" | "done" | "refused" | "failed" | "known";
  /** Share of the bytes sent, 0 to 1. */
  sent: number;
  sentence?: string;
  /** Object URL of the picture, to show it before the server has it. */
  preview?: string;
  retry?: () => void;
  cancel?: () => void;
  /** Where it is known: take the pose that is there, or send it all the same. */
  use?: () => void;
  add?: () => void;
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
