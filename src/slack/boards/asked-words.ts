/** A list below words that somebody types: it is searched with them, or tried. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import { takeGraphemes } from "../../core/text.ts";
import type { FormValues } from "../commands/command.ts";

export const AboutWords = z.object({ words: z.string().default(""), page: z.number().default(0) });
export type AboutWords = z.infer<typeof AboutWords>;

const WORDS = "words";

export const wordsInput = (label: string, { most, initial }: { most: number; initial: string }): KnownBlock => ({
  type: "input",
  block_id: WORDS,
  optional: true,
  label: { type: "plain_text", text: label },
  element: {
    type: "plain_text_input",
    action_id: WORDS,
    max_length: most,
    ...(initial === "" ? {} : { initial_value: initial }),
  },
});

/** The modal remembers them: they may not be of any length. */
export const wordsTyped = (values: FormValues, most: number): string =>
  takeGraphemes(values[WORDS]?.[WORDS]?.value ?? "", most, most);
