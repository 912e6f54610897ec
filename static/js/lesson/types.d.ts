/** What the API of lessons says, as far as pages read it. */

import type { GivenJudgement } from "#kf/core/types.d.ts";

export type Check = { name: string; done: boolean; sentence: string };
export type Attempt = {
  id: string;
  attempt: number;
  handed_in_at: string;
  late: boolean;
  project: string;
  verdict: "" | "changes" | "returned" | "accepted";
  outdated: boolean;
};
export type State = "not_started" | "started" | "handed_in" | "late" | "returned" | "changes" | "accepted";
export type Work = {
  id: string;
  exercise: string;
  project: string;
  state: State;
  checklist: Check[];
  watched: Record<string, number>;
  attempt: number;
  attempts_left: number | null;
  may_hand_in: boolean;
  why_not: string;
  would_be_late: boolean;
  /** Whether it is not any more as it was handed in last. */
  changed: boolean;
  submissions: Attempt[];
};
export type RubricRow = { name: string; hint: string; levels: string[] };
export type Exercise = {
  id: string;
  title: string;
  checks: string[];
  rubric: RubricRow[];
  due: { at: string; zone: string } | null;
  attempts: number;
  late: "marked" | "closed";
  work: Work | null;
};
export type Identity = "yes" | "partly" | "no";
export type Mark = { frame: number; x: number | null; y: number | null; text: string };
export type Review = {
  scores: (number | null)[];
  words: string;
  marks: Mark[];
  identity: "" | Identity;
  verdict: "" | "changes" | "returned" | "accepted";
  published_at: string | null;
  points: { got: number; of: number } | null;
};
export type Opinion = {
  identity: Identity | null;
  reasons: string[];
  frames: number[];
  text: string;
  /** What was given as a judgement, before the curve came; until then all of this is a draft. */
  given: GivenJudgement | null;
  changed: boolean;
};
/** One take that is shown, and where its drawings lie in the film. */
export type Stretch = {
  keyframe: string;
  take: string;
  /** The film's frame of each drawing. */
  frames: number[];
  curve: (number | null)[] | null;
  score: number | null;
};
