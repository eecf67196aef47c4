/**
 * The words of the house.
 *
 * Account       one LINE Official Account and the Slack channel it lives in
 * Messenger     the customer's app: LINE
 * Desk          the team's app: Slack
 * Conversation  one customer, group or room on the messenger; its number (#12) is what people say
 * Thread        a Slack thread of a conversation; one is current
 * Message       an author and parts
 * Delivery      one thing to say on one side
 * Attempt       one request on the network, written down before its first byte
 * Lane          what is delivered in order by one worker at a time
 * Decision      what a rule wants
 * Notice        a sentence of ours, told in a thread, in a channel or privately
 *
 * Never "channel" alone: both platforms have one.
 */
import { z } from "zod";

import { Button } from "./button.ts";

/** One of the pictures that were sent together; old phones tell neither which one nor how many. */
export const Album = z.object({ id: z.string(), index: z.number().optional(), total: z.number().optional() });
export type Album = z.infer<typeof Album>;

/** A picture among the words: `word` stands for it in the text. */
const Emoji = z.object({ product: z.string(), id: z.string(), word: z.string() });

/** `from`: it lies with somebody else, and not with the messenger. `quotes`: the messenger's id of the message quoted. */
const from = z.string().optional();
const quotes = z.string().optional();

export const Part = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string(), quotes, emoji: z.array(Emoji).optional() }),
  z.object({ kind: z.literal("image"), from, album: Album.optional() }),
  z.object({ kind: z.literal("video"), from }),
  z.object({ kind: z.literal("audio"), from }),
  z.object({ kind: z.literal("file"), name: z.string(), bytes: z.number().optional() }),
  z.object({
    kind: z.literal("sticker"),
    words: z.string().optional(),
    packageId: z.string().optional(),
    stickerId: z.string().optional(),
    quotes,
  }),
  z.object({
    kind: z.literal("location"),
    /** Title and address in one line. */
    label: z.string(),
    latitude: z.number(),
    longitude: z.number(),
    title: z.string().optional(),
    address: z.string().optional(),
  }),
  /** Of staff: words with buttons below them. */
  z.object({ kind: z.literal("buttons"), text: z.string(), buttons: z.array(Button).min(1).max(4) }),
  /** Of staff: one of the account's. */
  z.object({ kind: z.literal("coupon"), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal("unknown"), type: z.string() }),
]);
export type Part = z.infer<typeof Part>;

export const Parts = z.array(Part);
export type Parts = z.infer<typeof Parts>;

/** Whose bytes must be fetched. */
export type MediaPart = Extract<Part, { kind: "image" | "video" | "audio" | "file" }>;
export type MediaKind = MediaPart["kind"];

export function isMedia(part: Part): part is MediaPart {
  return part.kind === "image" || part.kind === "video" || part.kind === "audio" || part.kind === "file";
}

/** The words of a message; empty when it has none. */
export function textOf(parts: readonly Part[]): string {
  return parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])).join("\n");
}

export type ChatKind = "user" | "group" | "room";

/** What it answers to, as the messenger calls it. */
export function quotedIn(parts: readonly Part[]): string | undefined {
  for (const part of parts)
    if ((part.kind === "text" || part.kind === "sticker") && part.quotes !== undefined) return part.quotes;
  return undefined;
}

/** What may become of a staff message. */
export type StaffState = "held" | "asked" | "internal" | "cancelled" | "sending" | "sent" | "failed";
