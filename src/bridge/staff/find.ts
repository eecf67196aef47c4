/** Looks for words in the names, notes and messages of the chats that somebody may see. */

import { readChatToken } from "../../core/chat-token.ts";
import { type Excerpt, excerpt, type FindWish, wordsOfAll } from "../../core/find-words.ts";
import { Parts } from "../../core/message.ts";
import type { Refusal } from "../../core/refusal.ts";
import { hasPairs, wordsToFind } from "../../core/search.ts";
import {
  type Findings,
  type Found,
  findMessages,
  findMessagesIn,
  findNames,
  findNotes,
  findNotesIn,
} from "../../store/find.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { whichChat } from "./which-chat.ts";

/** How many hits are shown, and how many of them may be names: those come first. */
const SHOWN = 20;
const NAMES = 5;
const EXCERPT = 160;

export interface Hit {
  kind: "name" | "note" | "message";
  chat: number;
  /** user | group | room */
  chatKind: string;
  name: string;
  excerpt: Excerpt[];
  /** Undefined: the customer, or nobody. */
  by: string | undefined;
  byStaff: boolean;
  at: Date | undefined;
  link: string | undefined;
}

export interface Searched {
  kind: "found";
  words: string[];
  /** Names first, then the newest. */
  hits: Hit[];
  more: boolean;
  /** One character alone is looked for in names only. */
  namesOnly: boolean;
  /** False: only the newest messages could be looked through in time. */
  whole: boolean;
  /** The chats it was limited to. */
  chats: number[] | undefined;
}

export type FindOutcome = Searched | { kind: "refused"; refusal: Refusal };

export async function find(ctx: Context, actor: Actor, wish: FindWish, typed: string): Promise<FindOutcome> {
  const within = await chatsMeant(ctx, actor, wish.chat);
  if (within === "nobody") {
    // a number or a link means a chat and nothing else; what looks like a name may be a word
    if (readChatToken(wish.chat ?? "").kind !== "name")
      return { kind: "refused", refusal: { kind: "chatNotFound", chat: wish.chat ?? "" } };
    return search(ctx, actor, wordsOfAll(typed), undefined);
  }
  return search(ctx, actor, wish.words, within);
}

async function chatsMeant(
  ctx: Context,
  actor: Actor,
  token: string | undefined,
): Promise<number[] | undefined | "nobody"> {
  if (token === undefined) return undefined;
  const which = await whichChat(ctx, actor, token);
  switch (which.kind) {
    case "none":
      return "nobody";
    case "one":
      return [which.chat.id];
    case "many":
      return which.chats.map(({ id }) => id);
  }
}

async function search(ctx: Context, actor: Actor, words: string[], chats: number[] | undefined): Promise<FindOutcome> {
  if (words.length === 0) return { kind: "refused", refusal: { kind: "usage", command: "find" } };
  const namesOnly = chats === undefined && !words.some(hasPairs);
  const { names, others, whole } = await (chats
    ? inChats(ctx, words, chats)
    : everywhere(ctx, actor, words, namesOnly));
  const first = names.slice(0, namesOnly ? SHOWN : NAMES);
  const rest = others.toSorted((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0));
  const shown = [...first, ...rest].slice(0, SHOWN);
  const hits = await Promise.all(shown.map((each) => hit(ctx, words, each)));
  return { kind: "found", words, hits, more: names.length + others.length > shown.length, namesOnly, whole, chats };
}

interface Looked {
  names: Found[];
  others: Found[];
  whole: boolean;
}

async function everywhere(ctx: Context, actor: Actor, words: string[], namesOnly: boolean): Promise<Looked> {
  const look = { accountIds: actor.accounts.map(({ id }) => id), words, most: SHOWN + 1 };
  const nothing: Findings = { found: [], whole: true };
  const [names, notes, messages] = await Promise.all([
    findNames(ctx.db, look),
    namesOnly ? [] : findNotes(ctx.db, look),
    namesOnly ? nothing : findMessages(ctx.db, look),
  ]);
  return { names: names.found, others: [...notes, ...messages.found], whole: names.whole && messages.whole };
}

async function inChats(ctx: Context, words: string[], chats: number[]): Promise<Looked> {
  const [notes, messages] = await Promise.all([
    findNotesIn(ctx.db, chats, words, SHOWN + 1),
    findMessagesIn(ctx.db, chats, words, SHOWN + 1),
  ]);
  return { names: [], others: [...notes, ...messages], whole: true };
}

async function hit(ctx: Context, words: string[], found: Found): Promise<Hit> {
  const { kind, conversationId: chat, chatKind, name, author, channel, ts, threadTs } = found;
  const text = found.text ?? wordsToFind(Parts.parse(found.parts ?? []));
  return {
    kind,
    chat,
    chatKind,
    name,
    excerpt: excerpt(text, words, EXCERPT),
    by: found.by ?? undefined,
    byStaff: author === "staff",
    at: found.at ?? undefined,
    link: channel && ts ? await ctx.desk.link({ channel, ts, threadTs: threadTs ?? undefined }) : undefined,
  };
}
