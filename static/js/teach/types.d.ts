/** What the API of classes and lessons says to their teacher, as far as pages read it. */
import type { Check, RubricRow, State } from "#kf/lesson/types.d.ts";

export type Due = { at: string; date: string; time: string | null; zone: string };
export type Learner = {
  id: string;
  alias: string;
  account: boolean;
  joined_at: string;
  removed_at: string | null;
};
export type ExerciseCard = {
  id: string;
  title: string;
  due: Due | null;
  overdue: boolean;
  /** 0 for as many as one likes. */
  attempts: number;
  late: "marked" | "closed";
  given_at: string;
  counts: Partial<Record<State, number>>;
  waiting: number;
};
export type Class = {
  id: string;
  name: string;
  time_zone: string;
  learners: Learner[];
  exercises: ExerciseCard[];
};
/** How far one learner is with one exercise. */
export type Line = {
  learner: string;
  alias: string;
  state: State;
  late: boolean;
  overdue: boolean;
  started_at: string | null;
  open: Check[];
  attempt: number;
  submission: string | null;
  handed_in_at: string | null;
  points: { got: number; of: number } | null;
};
export type Picture = { sha256: string; name: string; width: number; height: number; url: string };
export type Lesson = {
  id: string;
  title: string;
  text: string;
  brief: string;
  checks: string[];
  rubric: RubricRow[];
  starter: { id: string; title: string } | null;
  pictures: Picture[];
};
/** The most that each may be long or many. */
export type Most = Record<
  "text" | "brief" | "title" | "name" | "hint" | "level" | "rows" | "levels" | "least",
  number
>;
