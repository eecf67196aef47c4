import type { KnownBlock } from "@slack/types";

import { type Answer, say } from "./command.ts";

const SECTION = 2_900;
const MOST = 45;

/** Lines in as few sections as Slack's limit of a section allows. */
export function sections(lines: string[]): Answer {
  return say(lines.join("\n"), sectionBlocks(lines));
}

export function sectionBlocks(lines: string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= SECTION) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.slice(0, MOST).map((text) => ({ type: "section", text: { type: "mrkdwn", text } }));
}
