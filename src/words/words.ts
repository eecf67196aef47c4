/** What the house says. `en.ts` and `ja.ts` both have all of it, or they do not compile. */
import type { StaffAct } from "../core/acts.ts";
import type { Part } from "../core/message.ts";
import type { Choice, Notice } from "../core/notice.ts";
import type { FileWords } from "./files.ts";
import type { MediaWords } from "./media.ts";
import type { OfficeWords } from "./office.ts";

/** A sentence in Slack's mrkdwn, and the words of people that it quotes (those are shown as they are, never formatted). */
export interface Told {
  sentence: string;
  quotes: string[];
  /** Nothing in the sentence is mrkdwn. */
  plainly?: true;
}

export interface Words {
  notice: (notice: Notice) => Told;
  choice: Record<Choice, string>;
  confirmLeaveGroup: { title: string; text: string; yes: string; no: string };
  /** What a customer sent that is not text. */
  part: (part: Exclude<Part, { kind: "text" }>) => string;
  customer: string;
  group: string;
  status: { open: string; done: string; answered: string };
  waitingSince: (when: string) => string;
  unreachable: string;
  earlierThread: (link: string) => string;
  hint: string;
  writtenAt: (when: string) => string;
  /** For whoever is mentioned and unknown. */
  someone: string;
  somewhere: string;
  /** In the shop's time zone, unless told. */
  clock: (at: Date, timeZone?: string) => string;
  /** About the work of staff: commands, tags, notes, lists. */
  office: OfficeWords;
  files: FileWords;
  /** About what is not text. */
  media: MediaWords;
}

export const told = (sentence: string, ...quotes: string[]): Told => ({
  sentence,
  quotes: quotes.filter((quote) => quote !== ""),
});

/** A sentence in which nothing is a mention, a format or a link: what people call themselves may stand in it as it is. */
export const toldPlainly = (sentence: string): Told => ({ sentence, quotes: [], plainly: true });

/** The words of people that an act is about. */
export function quotesOf(act: StaffAct): string[] {
  if (act.kind === "sends") return [act.words];
  return act.kind === "noted" || act.kind === "noteEdited" ? [act.text] : [];
}

/** The three characters that mean something to Slack; for names that stand inside a sentence. */
export const plain = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A chat by its name and number, with the way to its thread where that is known. */
export function chatLink({ name, number, link }: { name: string; number: number; link: string }): string {
  const chat = `${name ? `*${plain(name)}* ` : ""}#${number}`;
  return link ? `<${link}|${chat}>` : chat;
}

/** Date and time as people of the shop write them. */
export function clockIn(locale: string, home: string): Words["clock"] {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (at, zone = home) => {
    const format = formats.get(zone) ?? new Intl.DateTimeFormat(locale, { ...MINUTES, timeZone: zone });
    formats.set(zone, format);
    return format.format(at);
  };
}

const MINUTES = { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
