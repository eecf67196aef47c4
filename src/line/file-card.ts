/** LINE has no message for files: a card with the name of the file and a button that leads to it. */
import type { messagingApi } from "@line/bot-sdk";

import type { Saying } from "../core/saying.ts";
import { sizeOf } from "../core/size.ts";
import { takeGraphemes } from "../core/text.ts";

/** What the card says besides the file's own name, in the shop's language. */
export interface FileCardWords {
  open: string;
  until: (day: string) => string;
  day: (at: Date) => string;
}

/** LINE: title 40, text 60 below a title, label 20, all in graphemes; alternative text 1,500 units. */
const TITLE = 40;
const TEXT = 60;

export function fileCard(words: FileCardWords, file: Extract<Saying, { kind: "file" }>): messagingApi.Message {
  const name = file.name.replaceAll(/\s+/g, " ").trim() || words.open;
  const details = `${sizeOf(file.bytes)} · ${words.until(words.day(new Date(file.until)))}`;
  return {
    type: "template",
    altText: `📎 ${takeGraphemes(name, 200, 1_000)}`,
    template: {
      type: "buttons",
      title: shortened(name),
      text: takeGraphemes(details, TEXT, TEXT),
      actions: [{ type: "uri", label: words.open, uri: file.url }],
    },
  };
}

/** Its ending stays to be seen: it says what kind of file it is. */
function shortened(name: string): string {
  if (takeGraphemes(name, TITLE, Infinity) === name) return name;
  const ending = /\.\w{1,6}$/.exec(name)?.[0] ?? "";
  return `${takeGraphemes(name, TITLE - 1 - ending.length, Infinity)}…${ending}`;
}
