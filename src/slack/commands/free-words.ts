import type { Office } from "./command.ts";
import { typedWords } from "./typed-words.ts";

/** Words that staff keep for themselves. Typed after a command they have Slack's tokens in them, in a modal they do not. */
export interface Free {
  text: string;
  typed: boolean;
}

export async function freeWords({ ctx }: Pick<Office, "ctx">, { text, typed }: Free): Promise<string> {
  return typed ? typedWords(ctx, text) : text;
}
