/** The Home tab of one person, drawn from what is true now. */
import type { KnownBlock } from "@slack/types";

import { type Actor, actorOf } from "../../bridge/staff/actor.ts";
import { find } from "../../bridge/staff/find.ts";
import { listChats } from "../../bridge/staff/list-chats.ts";
import { readFindWish } from "../../core/find-words.ts";
import type { Words } from "../../words/words.ts";
import type { Office } from "../commands/command.ts";
import { emptyOf, titleOf } from "../commands/inbox.ts";
import { sentence } from "../doors/show.ts";
import type { ModalForm } from "../doors/slack.ts";
import { chatRow, foundBlocks } from "../lists.ts";
import { filterBlocks } from "./filters.ts";
import { HOME, type HomeState } from "./state.ts";

export async function homeView(office: Office, userId: string, state: HomeState): Promise<ModalForm> {
  const asked = await actorOf(office.ctx, userId);
  if (asked.kind === "refused") return shown(state, [sentence(office.words.office.refusal(asked.refusal))]);
  const { actor } = asked;
  const body = await (state.find === undefined ? listed(office, actor, state) : found(office, actor, state.find));
  return shown(state, [...filterBlocks(office.words, actor, state), { type: "divider" }, ...body]);
}

const shown = (state: HomeState, blocks: KnownBlock[]): ModalForm => ({
  type: "home",
  private_metadata: JSON.stringify(state),
  blocks,
});

async function listed({ ctx, words }: Office, actor: Actor, state: HomeState): Promise<KnownBlock[]> {
  const { list, tag, page } = state;
  const wish = { list, tag, page };
  // an account that they left meanwhile is no filter any more
  const account = actor.accounts.some(({ id }) => id === state.account) ? state.account : undefined;
  const answer = await listChats(ctx, actor, wish, account);
  if (answer.kind === "refused") return [sentence(words.office.refusal(answer.refusal))];
  const { rows, more } = answer;
  const several = actor.accounts.length > 1 && account === undefined;
  const now = ctx.now();
  return [
    sentence(titleOf(words, wish)),
    ...(rows.length === 0 ? [sentence(emptyOf(words, wish))] : []),
    ...rows.map((row) => chatRow(words, row, now, several)),
    ...pager(words, page, more),
  ];
}

async function found({ ctx, words }: Office, actor: Actor, typed: string): Promise<KnownBlock[]> {
  const outcome = await find(ctx, actor, readFindWish(typed), typed);
  if (outcome.kind === "refused") return [sentence(words.office.refusal(outcome.refusal))];
  return foundBlocks(words, outcome);
}

function pager({ office }: Words, page: number, more: boolean): KnownBlock[] {
  const button = (text: string, to: number) => ({
    type: "button" as const,
    action_id: `${HOME}page:${to}`,
    text: { type: "plain_text" as const, text },
    value: String(to),
  });
  const buttons = [
    ...(page > 1 ? [button(office.lists.back, page - 1)] : []),
    ...(more ? [button(office.lists.more, page + 1)] : []),
  ];
  return buttons.length > 0 ? [{ type: "actions", elements: buttons }] : [];
}
