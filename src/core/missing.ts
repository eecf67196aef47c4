/** A file of a customer that cannot be shown, and why. */
export type MissingWhy =
  | { kind: "tooBig"; limit: number }
  /** `forbidden`: its address leads nowhere we would go. `unplayable`: LINE could not prepare it. `retired`: we kept it long enough. */
  | { kind: "gone" | "unplayable" | "forbidden" | "empty" | "failed" | "retired" }
  | { kind: "refusedByDesk"; code: string };

export interface Missing {
  bytes: number | undefined;
  why: MissingWhy;
  /** Where it can be had all the same, for a while. */
  link: string | undefined;
}
