/** The head of the Home tab: which list, which tag, which account, and the search box. */
import type { ActionsBlockElement, KnownBlock, PlainTextOption } from "@slack/types";

import type { Actor } from "../../bridge/staff/actor.ts";
import { CHAT_LISTS } from "../../core/chat-list.ts";
import type { Words } from "../../words/words.ts";
import { short } from "../blocks.ts";
import { EVERY, HOME, type HomeState, LONGEST_FIND } from "./state.ts";

const OPTION = 75;
const MOST_OPTIONS = 99;

export const option = (text: string, value: string): PlainTextOption => ({
  text: { type: "plain_text", text: short(text, OPTION), emoji: false },
  value,
});

export function filterBlocks({ office }: Words, actor: Actor, state: HomeState): KnownBlock[] {
  const { lists } = office;
  const plain = (text: string) => ({ type: "plain_text" as const, text });
  const all = CHAT_LISTS.map((list) => option(lists.names[list], list));
  const elements: ActionsBlockElement[] = [
    {
      type: "static_select",
      action_id: `${HOME}list`,
      placeholder: plain(lists.home.list),
      options: all,
      ...chosen(all, state.list),
    },
    {
      type: "external_select",
      action_id: `${HOME}tag`,
      placeholder: plain(lists.home.allTags),
      min_query_length: 0,
      ...(state.tag === undefined ? {} : { initial_option: option(state.tag, `=${state.tag}`) }),
    },
    ...accounts(lists.home, actor, state),
    { type: "button", action_id: `${HOME}refresh`, text: plain(lists.home.refresh) },
  ];
  // another id for another state: Slack keeps what was chosen or typed in a field of the same id
  const filters = `filters:${state.list}:${state.tag ?? ""}:${state.account ?? ""}`;
  return [{ type: "actions", block_id: short(filters, 255), elements }, ...searchBox(lists.home, state.find)];
}

function searchBox(home: Words["office"]["lists"]["home"], typed: string | undefined): KnownBlock[] {
  const plain = (text: string) => ({ type: "plain_text" as const, text });
  const box: KnownBlock = {
    type: "input",
    block_id: typed === undefined ? "find:off" : "find:on",
    dispatch_action: true,
    label: plain(home.find),
    hint: plain(home.findHint),
    element: {
      type: "plain_text_input",
      action_id: `${HOME}find`,
      max_length: LONGEST_FIND,
      ...(typed === undefined ? {} : { initial_value: typed }),
      dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
    },
    optional: true,
  };
  if (typed === undefined) return [box];
  return [box, { type: "actions", elements: [{ type: "button", action_id: `${HOME}end`, text: plain(home.endFind) }] }];
}

function accounts(home: Words["office"]["lists"]["home"], actor: Actor, state: HomeState): ActionsBlockElement[] {
  if (actor.accounts.length < 2) return [];
  const options = [
    option(home.allAccounts, EVERY),
    ...actor.accounts.slice(0, MOST_OPTIONS).map(({ id, name }) => option(name, String(id))),
  ];
  return [
    {
      type: "static_select",
      action_id: `${HOME}account`,
      placeholder: { type: "plain_text", text: home.account },
      options,
      ...chosen(options, String(state.account ?? EVERY)),
    },
  ];
}

function chosen(options: PlainTextOption[], value: string): { initial_option?: PlainTextOption } {
  const found = options.find((each) => each.value === value);
  return found ? { initial_option: found } : {};
}
