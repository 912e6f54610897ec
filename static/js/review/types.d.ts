/** What the API says to a teacher who reviews, as far as the page reads it. */
import type { Judgement, Quality } from "#kf/core/types.d.ts";
import type { Attempt, Check, Identity, Mark, Review, RubricRow, State } from "#kf/lesson/types.d.ts";

export type Verdict = "changes" | "returned" | "accepted";
export type Filter = "waiting" | "late" | "all";
export type Item = {
  id: string;
  alias: string;
  attempt: number;
  handed_in_at: string;
  late: boolean;
  state: State;
  project: string;
  reviewed: "" | "draft" | "published";
};
/** A review as it is being written. */
export type Draft = {
  scores: (number | null)[];
  words: string;
  marks: Mark[];
  identity: "" | Identity;
};
export type Submission = {
  id: string;
  exercise: { id: string; title: string; rubric: RubricRow[]; attempts: number };
  learner: { id: string; alias: string };
  project: string;
  attempt: number;
  handed_in_at: string;
  late: boolean;
  outdated: boolean;
  state: State;
  checklist: Check[];
  judgement: {
    identity: Identity;
    reasons: string[];
    frames: number[];
    text: string;
    take: string;
    keyframe: string | null;
  } | null;
  judgements: Judgement[];
  measures: { keyframe: string; take: string; quality: Quality | null }[];
  review: Review | null;
  attempts: (Attempt & { review: Review | null })[];
};
