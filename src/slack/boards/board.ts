/**
 * A board is a modal that lists things with buttons of their own: notes, tags, templates. A button either does something
 * at once (a deed) or lays a form over the list (a sheet); afterwards the list is drawn from what is true then.
 *
 * Slack hands a modal's `private_metadata` back with every press, so a board remembers there what its list is about.
 */
import type { KnownBlock } from "@slack/types";
import type { z } from "zod";

import { hereFirst } from "../../bridge/staff/account-record.ts";
import type { Actor } from "../../bridge/staff/actor.ts";
import type { Refusal } from "../../core/refusal.ts";
import type { Answer, FormValues, Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";

export type BoardName = "notes" | "tags" | "templates" | "stickers" | "buttons" | "coupons" | "place" | "auto";

export interface Look<About> {
  actor: Actor;
  about: About;
}

/** `here`: the Slack channel where the list was asked for; its accounts come first. */
export interface Opened<About> extends Look<About> {
  here?: string | undefined;
}

export interface Press<About> extends Look<About> {
  /** What the button stands for. */
  value: string;
}

export interface Filled<About> extends Press<About> {
  values: FormValues;
  /** What the sheet kept for this moment, read with suspicion. */
  kept: unknown;
}

export interface List {
  title: string;
  blocks: KnownBlock[];
  /** Absent: the list itself holds no input. */
  submit?: string;
}

export interface Sheet {
  title: string;
  submit: string;
  blocks: KnownBlock[];
  /** Handed back with what was filled in. */
  kept?: Record<string, unknown>;
  /** Whose `take` is asked; its own, unless told. */
  verb?: string;
  value?: string;
}

export type Outcome<About> =
  | { kind: "refused"; refusal: Refusal }
  | { kind: "errors"; errors: Record<string, string> }
  /** There is something to be read first, in a sheet in the place of this one. */
  | { kind: "ask"; sheet: Sheet }
  | { kind: "shown"; about: About; said?: string };

export interface SheetOf<About> {
  build: (office: Office, press: Press<About>) => Promise<Sheet | Refusal>;
  take: (office: Office, filled: Filled<About>) => Promise<Outcome<About>>;
}

export interface BoardOf<About> {
  name: BoardName;
  about: z.ZodType<About>;
  show: (office: Office, look: Look<About>) => Promise<List | Refusal>;
  /** By the verb in the button's id. */
  sheets: Record<string, SheetOf<About>>;
  deeds: Record<string, (office: Office, press: Press<About>) => Promise<Outcome<About>>>;
  /** The list's own input was submitted. */
  take?: (office: Office, filled: Filled<About>) => Promise<Outcome<About>>;
}

/** Boards of all kinds; what `about` parses, the others take. */
export type Board = BoardOf<never>;

export const board = <About>(it: BoardOf<About>): Board & BoardOf<About> => it as Board & BoardOf<About>;

/** Action ids are `board:NAME:VERB`, and more where several buttons of one kind stand in one block. */
export const BOARD = "board:";

export const verbId = (name: BoardName, verb: string, more = ""): string =>
  `${BOARD}${name}:${verb}${more && `:${more}`}`;

export async function listOf<About>(
  office: Office,
  it: BoardOf<About>,
  { actor, about, here }: Opened<About>,
  said?: string,
): Promise<Answer> {
  const list = await it.show(office, { actor: hereFirst(actor, here), about });
  if ("kind" in list) return { kind: "refused", refusal: list };
  const { title, submit, blocks } = list;
  return {
    kind: "modal",
    view: {
      title,
      ...(submit ? { submit } : {}),
      callbackId: BOARD,
      metadata: { board: it.name, about, ...(here ? { here } : {}) },
      blocks: [...(said ? [sentence(said)] : []), ...blocks],
    },
  };
}

interface Opener {
  about: unknown;
  here: string | undefined;
  verb: string;
  value: string;
  /** The modal under it. */
  list: string;
}

export function sheetOf(it: Pick<Board, "name">, { about, here, verb, value, list }: Opener, sheet: Sheet): Answer {
  const { title, submit, blocks, kept = {} } = sheet;
  const asked = { verb: sheet.verb ?? verb, value: sheet.value ?? value };
  return {
    kind: "modal",
    view: {
      title,
      submit,
      callbackId: BOARD,
      metadata: { board: it.name, about, ...(here ? { here } : {}), ...asked, kept, list },
      blocks,
    },
  };
}
