import { type AutoMessage, fillPlaces } from "../../core/auto-message.ts";
import { type Language, languageOf } from "../../core/language.ts";
import { customerWords } from "../../words/customers.ts";
import type { Context } from "../context.ts";

/** Our words for a text that they fill; `team`: where the text does not tell. */
export const inItsLanguage =
  (team: Language): Context["toCustomers"] =>
  (text) =>
    customerWords[languageOf(text, team)];

interface Places {
  /** Empty: not known. */
  name: string;
  opens: Date | undefined;
  at: Date;
  zone: string;
}

/** With the words that a customer gets, each message in the language of its own text; staff who try it out see the same. */
export function filled(
  { toCustomers }: Pick<Context, "toCustomers">,
  messages: readonly AutoMessage[],
  { name, opens, at, zone }: Places,
): AutoMessage[] {
  return messages.map(({ text, buttons }) => {
    const { nameless, nextOpen } = toCustomers(text);
    const opening = opens && nextOpen(opens, at, zone);
    return { text: fillPlaces(text, { name, nameless, nextOpen: opening }).trim(), buttons };
  });
}
