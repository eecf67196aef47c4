/**
 * The forms of what an account keeps, canned and automatic replies: what was changed meanwhile is not saved over, nor
 * deleted.
 */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { Refusal } from "../../core/refusal.ts";
import { short } from "../blocks.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import type { Outcome, Sheet } from "./board.ts";

interface KeptWords<Fault extends string> {
  remove: string;
  removeWhat: (name: string) => string;
  kept: (name: string) => string;
  removed: (name: string) => string;
  fault: Record<Fault, string>;
  tooMany: (most: number) => string;
  staleDelete: string;
}

type Kept<Fault extends string> =
  | { kind: "kept"; name: string }
  /** By the field in which it is. */
  | { kind: "faults"; faults: Partial<Record<string, Fault>> }
  | { kind: "tooMany"; most: number }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "stale" | "atTheEdge" };

const Version = z.object({ version: z.number() });

/** As it was when the sheet was opened. */
export const versionOf = (kept: unknown): number => Version.safeParse(kept).data?.version ?? 0;

/** Slack takes titles of 24 characters. */
const FITS = 24;

export const saveSheet = ({ office }: Office["words"], title: string, blocks: KnownBlock[]): Sheet => ({
  title: short(title, FITS),
  submit: office.modal.save,
  blocks,
});

export const removalSheet = (
  said: Pick<KeptWords<never>, "remove" | "removeWhat">,
  { name, version }: { name: string; version: number },
): Sheet => ({
  title: said.remove,
  submit: said.remove,
  blocks: [sentence(said.removeWhat(name))],
  kept: { version },
});

export function saved<About, Fault extends string>(
  said: KeptWords<Fault>,
  about: About,
  result: Kept<Fault>,
): Outcome<About> {
  switch (result.kind) {
    case "kept":
      return { kind: "shown", about, said: said.kept(result.name) };
    case "faults": {
      const errors = Object.entries(result.faults).flatMap(([field, fault]) =>
        fault ? [[field, said.fault[fault]]] : [],
      );
      return { kind: "errors", errors: Object.fromEntries(errors) };
    }
    case "tooMany":
      return { kind: "errors", errors: { name: said.tooMany(result.most) } };
    case "refused":
      return { kind: "refused", refusal: result.refusal };
    case "atTheEdge":
    case "stale":
      return { kind: "shown", about, said: said.staleDelete };
  }
}

export function removed<About, Fault extends string>(
  said: KeptWords<Fault>,
  about: About,
  result: Kept<Fault>,
): Outcome<About> {
  if (result.kind === "kept") return { kind: "shown", about, said: said.removed(result.name) };
  return saved(said, about, result);
}
