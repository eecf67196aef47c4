import type { KnownBlock } from "@slack/types";

import type { Actor } from "../../bridge/staff/actor.ts";
import { takeGraphemes } from "../../core/text.ts";
import type { FormValues } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { escapeText } from "../mrkdwn.ts";

const ACCOUNT = "account";
const MOST = 100;

/** Which LINE account is meant; not asked of those who have only one. */
export function accountInput(actor: Actor, label: string): KnownBlock[] {
  if (actor.accounts.length < 2) return [];
  const options = actor.accounts.slice(0, MOST).map(({ id, name }) => ({
    text: { type: "plain_text" as const, text: takeGraphemes(name, 75, 75) },
    value: String(id),
  }));
  const [first] = options;
  return [
    {
      type: "input",
      block_id: ACCOUNT,
      label: { type: "plain_text", text: label },
      element: {
        type: "static_select",
        action_id: ACCOUNT,
        options,
        ...(first ? { initial_option: first } : {}),
      },
    },
  ];
}

export function chosenAccount(actor: Actor, values: FormValues): number {
  const [only] = actor.accounts;
  if (actor.accounts.length === 1 && only) return only.id;
  return Number(values[ACCOUNT]?.[ACCOUNT]?.selected_option?.value ?? 0);
}

/** Whose the rows below are; who has only one account knows. */
export const accountHead = (actor: Actor, name: string): KnownBlock[] =>
  actor.accounts.length > 1 ? [sentence(`:busts_in_silhouette: ${escapeText(name)}`)] : [];
