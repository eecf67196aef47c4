/** Free words behind a command, for people outside of Slack to read: with names where somebody is mentioned. */
import type { Context } from "../../bridge/context.ts";
import { whoIs } from "../../bridge/people.ts";
import { namelessMentions, plainArgs } from "./plain-args.ts";

const MOST_NAMES = 20;

export async function typedWords(ctx: Context, text: string): Promise<string> {
  const names = new Map<string, string>();
  for (const id of namelessMentions(text).slice(0, MOST_NAMES)) {
    const name = (await whoIs(ctx, id))?.name;
    if (name) names.set(id, name);
  }
  return plainArgs(text, (id) => names.get(id));
}
