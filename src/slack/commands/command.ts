/**
 * A command of staff: its names, who may give it, what it is about, and what it does. Every door (`src/slack/doors`) leads
 * to the same `run`, with the same arguments.
 */
import type { ViewOutput } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";

import type { Context } from "../../bridge/context.ts";
import type { Actor } from "../../bridge/staff/actor.ts";
import type { Chat } from "../../bridge/staff/which-chat.ts";
import type { Touched } from "../../core/acts.ts";
import type { CommandName, Door } from "../../core/commands.ts";
import type { Refusal } from "../../core/refusal.ts";
import type { Words } from "../../words/words.ts";
import type { Slack } from "../doors/slack.ts";

/** What every door hands on. */
export interface Office {
  ctx: Context;
  words: Words;
  slack: Slack;
  /** All of them, for those that speak of the others. */
  commands: readonly Command[];
  /** Emoji names; undefined: that reaction does nothing. */
  reactions: { done: string | undefined; assign: string | undefined };
}

export interface Call<Args> {
  actor: Actor;
  args: Args;
  door: Door;
  /** The Slack channel it was said in; undefined in modals and on Home. */
  channel: string | undefined;
  /** Of the modal that was submitted: what must happen once happens once for it. */
  once?: string;
}

export interface ChatCall<Args> extends Call<Args> {
  chat: Chat;
  /** Words that the form begins with. */
  begin?: string;
}

/** What the person who gave the command sees, alone. */
export type Answer =
  | { kind: "say"; text: string; blocks?: KnownBlock[] }
  | { kind: "refused"; refusal: Refusal }
  /** Opened at once as "Loading…", then filled. Where nothing can be opened, a button is offered that does. */
  | { kind: "modal"; view: ModalView };

export interface ModalView {
  title: string;
  blocks: KnownBlock[];
  /** Absent: nothing to submit. */
  submit?: string;
  callbackId?: string;
  /** Handed back on submission; at most 2,500 characters as JSON. */
  metadata?: Record<string, unknown>;
}

export const say = (text: string, blocks?: KnownBlock[]): Answer => ({
  kind: "say",
  text,
  ...(blocks ? { blocks } : {}),
});
export const refuse = (refusal: Refusal): Answer => ({ kind: "refused", refusal });

/** `state.values` of a view: by block id, then action id. */
export type FormValues = ViewOutput["state"]["values"];

export interface Form<Args> {
  /** Inputs only; block ids are the form's own. */
  build: (office: Office, call: ChatCall<undefined>) => Promise<{ submit: string; blocks: KnownBlock[] }>;
  /** Errors by block id. `before`: what was chosen in its lists when it was shown. */
  read: (
    office: Office,
    values: FormValues,
    before: ReadonlyMap<string, string[]>,
  ) => { args: Args } | { errors: Record<string, string> };
}

interface Common<Args> {
  name: CommandName;
  /** Other names, in Japanese above all; compared without regard to width and case. */
  aliases: readonly string[];
  who: "member" | "admin";
  /** Doors that it does not have, each with the reason. */
  without: Partial<Record<Door, string>>;
  /** Undefined: that is not how it goes. */
  read: (text: string, office: Office) => Args | undefined;
  /** Its answer is a modal, always or with these words, so the door opens one before anything else. */
  opens?: "modal" | ((text: string) => boolean);
}

export interface ChatCommand<Args> extends Common<Args> {
  about: "chat";
  form?: Form<Args>;
  /** A friend of the account who never wrote may be meant, too: then their chat begins with it. */
  begins?: true;
  /** What its modal is about: who submits it late is told what others changed. */
  touches?: Touched;
  run: (office: Office, call: ChatCall<Args>) => Promise<Answer>;
}

export interface DeskCommand<Args> extends Common<Args> {
  about: "desk";
  run: (office: Office, call: Call<Args>) => Promise<Answer>;
}

/** The list holds commands of all kinds of arguments; what `read` makes, `run` takes. */
export type Command = ChatCommand<never> | DeskCommand<never>;

/** Keeps the arguments' type between `read`, `form` and `run`, and forgets it for the list. */
export const chatCommand = <Args>(command: Omit<ChatCommand<Args>, "about">): Command =>
  ({ ...command, about: "chat" }) as unknown as Command;
export const deskCommand = <Args>(command: Omit<DeskCommand<Args>, "about">): Command =>
  ({ ...command, about: "desk" }) as unknown as Command;
