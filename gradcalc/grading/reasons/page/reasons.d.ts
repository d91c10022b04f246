/** What the page and its server tell each other, as `sheet.py` makes it. */

export interface Entry {
  automatic: number | null;
  points: number | null;
  extra: number | null;
  waits: boolean;
  comment: string | null;
}

export interface Member {
  student: string;
  name: string;
  id: string;
  where: string;
  checked: string[];
  notes: string[];
  seal: string;
  variant: number | null;
}

export interface Group {
  words: string;
  pictures: string[];
  members: Member[];
  variants: ["same" | "new" | "gone", string][][];
}

export interface Sheet {
  question: string;
  most: number;
  notes: string[];
  groups: Group[];
  entries: Record<string, Entry>;
}

export type What = "points" | "comment";

/** A value for several students, each with the seal of what was read and the entry that was seen. */
export interface Part {
  what: What;
  value: number | string | null;
  waits: boolean | null;
  of: [string, string, Entry][];
}

/** What was entered at once, so that it can be taken back. */
export interface Action {
  parts: Part[];
  changes: { student: string; what: What; before: Entry; after: Entry }[];
}

export interface Saved {
  quicker: string[];
  replaced: string[];
  entries: Record<string, Entry>;
}
