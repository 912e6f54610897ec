/** What the dialog of a project's links gets from the server. */

export type Level = "view" | "comment" | "edit";

export interface Link {
  id: string;
  name: string;
  level: Level;
  /** Shows how the project was when the link was made. */
  frozen: boolean;
  /** The first letters of its token; the whole of it is told once. */
  hint: string;
  password: boolean;
  download: boolean;
  /** The moment from which on it opens nothing. */
  expires_at: string | null;
  expired: boolean;
  made_at: string;
  made_by: string;
  used_at: string | null;
  uses: number;
  /** The project at its end. */
  shows: string;
  /** What was said there, where that is a frozen copy. */
  comments: number;
}

/** A link that was just made or renewed. */
export interface ToldLink extends Link {
  url: string;
  /** What shows it in another page; only of links to watch without a password. */
  embed: string | null;
}

export interface Sharing {
  team: string | null;
  links: Link[];
}

/** What the form says of a link. */
export interface Wish {
  level: Level;
  frozen: boolean;
  name: string;
  /** As a date field holds it; empty for no end. */
  day: string;
  /** Typed now; empty for none, or for the one that it has. */
  password: string;
  /** Take away the password that it has. */
  open: boolean;
  download: boolean;
}
