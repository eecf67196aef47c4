/**
 * What an automatic reply says: up to five messages, each of them text, or text with buttons below it (LINE's buttons
 * template). The limits are LINE's; what could break them once the places are filled is refused when it is written.
 */
import { z } from "zod";

import { AnyButton, BUTTON, fitsLabel, readTarget, targetOf } from "./button.ts";
import { cleanName, takeGraphemes } from "./text.ts";

export const AUTO_MESSAGE = {
  messages: 5,
  /** A field of a form at Slack. */
  text: 3_000,
  /** UTF-16 units, once the places are filled. */
  units: 5_000,
  /** Graphemes of text above buttons. */
  textAbove: 160,
  buttons: 4,
} as const;

export const AutoMessage = z.object({ text: z.string(), buttons: z.array(AnyButton).catch([]) });
export type AutoMessage = z.infer<typeof AutoMessage>;

export type MessageFault = "empty" | "tooLong" | "tooLongAbove" | "buttonsAlone";
export type ButtonsFault = "noTarget" | "label" | "target" | "data" | "tooMany";

const BAR = /[|｜]/;
/** One button a line: `Label | https://…`, `Label | 03-1234-5678`, or `Label | word` for a tap that tells us the word. */
export function readButtons(typed: string): { buttons: AnyButton[] } | { fault: ButtonsFault } {
  const lines = typed.split("\n").filter((line) => line.trim() !== "");
  if (lines.length > AUTO_MESSAGE.buttons) return { fault: "tooMany" };
  const buttons: AnyButton[] = [];
  for (const line of lines) {
    const button = readButton(line);
    if (typeof button === "string") return { fault: button };
    buttons.push(button);
  }
  return { buttons };
}

function readButton(line: string): AnyButton | ButtonsFault {
  const at = line.search(BAR);
  if (at === -1) return "noTarget";
  const label = cleanName(line.slice(0, at));
  const target = line.slice(at + 1).trim();
  if (label === "" || !fitsLabel(label)) return "label";
  if (target === "") return "noTarget";
  const place = readTarget(target);
  if (place) return { label, ...place };
  // what was meant as a link or a number is not taken for a word
  if (/^(?:tel:|mailto:|[a-z]+:\/\/)/i.test(target)) return "target";
  return target.length > BUTTON.data ? "data" : { label, data: target };
}

/** As it stands in the form again. */
export const writeButtons = (buttons: readonly AnyButton[]): string =>
  buttons.map((button) => `${button.label} | ${targetOf(button)}`).join("\n");

/** LINE shows names of up to 20 characters; the longest opening is one of a Thursday in Thai. */
const LONGEST_NAME = "x".repeat(20);
const LONGEST_OPENING = "x".repeat(32);

export function messageFault(text: string, buttons: readonly AnyButton[]): MessageFault | undefined {
  if (cleanName(text) === "") return buttons.length > 0 ? "buttonsAlone" : "empty";
  if (text.length > AUTO_MESSAGE.text) return "tooLong";
  const longest = fillPlaces(text, { name: LONGEST_NAME, nameless: (it) => it, nextOpen: LONGEST_OPENING });
  if (fitted(longest, buttons) === longest) return undefined;
  return buttons.length > 0 ? "tooLongAbove" : "tooLong";
}

/** A name may be longer than names are: the end is lost then, not the whole reply. */
export const fitted = (text: string, buttons: readonly AnyButton[]): string =>
  takeGraphemes(text, buttons.length > 0 ? AUTO_MESSAGE.textAbove : Infinity, AUTO_MESSAGE.units);

const PLACES = {
  name: ["name", "名前", "お名前"],
  nextOpen: ["next_open", "nextopen", "次の営業", "次回営業"],
} as const;

const BRACES = /[{｛]([^{}｛｝\n]{1,30})[}｝]/g;

type Place = keyof typeof PLACES;

function placeOf(inside: string): Place | undefined {
  const word = inside.normalize("NFKC").toLowerCase().trim();
  if ((PLACES.name as readonly string[]).includes(word)) return "name";
  return (PLACES.nextOpen as readonly string[]).includes(word) ? "nextOpen" : undefined;
}

export interface Filling {
  /** Empty: not known. */
  name: string;
  /** The text with `{name}` in it, where the name is not known. */
  nameless: (text: string, place: string) => string;
  /** Undefined: nobody knows when somebody will be there. */
  nextOpen: string | undefined;
}

/** What nobody knows stays as it is: it was refused, or asked about, when it was written. */
export function fillPlaces(text: string, { name, nameless, nextOpen }: Filling): string {
  const named = [...new Set([...text.matchAll(BRACES)].map(([whole]) => whole))].reduce(
    (said, whole) => (name === "" && placeOf(whole.slice(1, -1)) === "name" ? nameless(said, whole) : said),
    text,
  );
  return named.replace(BRACES, (whole, inside: string) => {
    switch (placeOf(inside)) {
      case "name":
        return name;
      case "nextOpen":
        return nextOpen ?? whole;
      case undefined:
        return whole;
    }
  });
}

/** What is left has words of whoever wrote it alone. */
export const withoutPlaces = (text: string): string =>
  text.replace(BRACES, (whole, inside: string) => (placeOf(inside) === undefined ? whole : ""));

const says = (messages: readonly AutoMessage[], place: Place): boolean =>
  messages.some(({ text }) => [...text.matchAll(BRACES)].some(([, inside = ""]) => placeOf(inside) === place));

export const saysNextOpen = (messages: readonly AutoMessage[]): boolean => says(messages, "nextOpen");
export const saysName = (messages: readonly AutoMessage[]): boolean => says(messages, "name");

/** Places that nobody fills: they would go to the customer as they stand. */
export const unknownPlaces = (messages: readonly AutoMessage[]): string[] => [
  ...new Set(
    messages.flatMap(({ text }) =>
      [...text.matchAll(BRACES)].flatMap(([whole, inside = ""]) => (placeOf(inside) === undefined ? [whole] : [])),
    ),
  ),
];

/** For the eyes of staff: what the customer saw. */
export const messagesAsWords = (messages: readonly AutoMessage[]): string =>
  messages
    .map(({ text, buttons }) => [text, ...buttons.map((button) => `[${button.label}] ${targetOf(button)}`)].join("\n"))
    .join("\n\n");
