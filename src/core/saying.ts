/**
 * What the messenger is to show, one object each: a staff message is a list of parts (words, files), each part becomes
 * sayings, and a request carries as many sayings as the messenger takes at once.
 */
import { type AnyButton } from "./button.ts";
import type { Part } from "./message.ts";
import { splitText, takeGraphemes } from "./text.ts";

export type Saying =
  | { kind: "text"; text: string; quoteToken?: string }
  | { kind: "sticker"; packageId: string; stickerId: string; quoteToken?: string }
  | { kind: "location"; title: string; address: string; latitude: number; longitude: number }
  | { kind: "buttons"; text: string; buttons: AnyButton[] }
  | { kind: "coupon"; couponId: string }
  | { kind: "image" | "video"; url: string; previewUrl: string }
  | { kind: "audio"; url: string; milliseconds: number }
  /** To be saved: `url` leads to a page, until then. */
  | { kind: "file"; name: string; bytes: number; url: string; until: string };

/** Who the messenger shows a saying to be from, besides the account. */
export interface Sender {
  name: string;
  iconUrl?: string;
}

/** Graphemes of the words in the frame of buttons. */
const FRAME = 160;

export function textSayings(words: string, textUnits: number): Saying[] {
  const pieces = splitText(words, textUnits).filter((piece) => piece.trim() !== "");
  return pieces.map((text) => ({ kind: "text", text }));
}

/** Of what staff chose instead of writing; undefined: these parts are words (or files). */
export function chosenSayings(parts: readonly Part[], textUnits: number): Saying[] | undefined {
  const sayings = parts.map((part) => sayingsOf(part, textUnits));
  return sayings.length > 0 && sayings.every((each) => each !== undefined) ? sayings.flat() : undefined;
}

function sayingsOf(part: Part, textUnits: number): Saying[] | undefined {
  switch (part.kind) {
    case "sticker": {
      const { packageId, stickerId } = part;
      return packageId === undefined || stickerId === undefined
        ? undefined
        : [{ kind: "sticker", packageId, stickerId }];
    }
    case "location": {
      const { title = part.label, address = part.label, latitude, longitude } = part;
      return [{ kind: "location", title, address, latitude, longitude }];
    }
    case "coupon":
      return [{ kind: "coupon", couponId: part.id }];
    case "buttons": {
      const { text, buttons } = part;
      if (takeGraphemes(text, FRAME) === text) return [{ kind: "buttons", text, buttons }];
      // too long for the frame: the words go before it, and it repeats what its buttons say
      const short = takeGraphemes(buttons.map(({ label }) => label).join(" / "), FRAME);
      return [...textSayings(text, textUnits), { kind: "buttons", text: short, buttons }];
    }
    case "text":
    case "image":
    case "video":
    case "audio":
    case "file":
    case "unknown":
      return undefined;
  }
}

/** The first of them that can quote, quotes. */
export function quoting(sayings: readonly Saying[], quoteToken: string): Saying[] {
  const first = sayings.findIndex(({ kind }) => kind === "text" || kind === "sticker");
  return sayings.map((saying, index) =>
    index === first && (saying.kind === "text" || saying.kind === "sticker") ? { ...saying, quoteToken } : saying,
  );
}
