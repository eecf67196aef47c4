/** All tags with their counts; with several LINE accounts, those of each under its name. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { Actor } from "../../bridge/staff/actor.ts";
import { tagCounts } from "../../bridge/staff/tag-lists.ts";
import { createTag } from "../../bridge/staff/tags-create.ts";
import { tagName } from "../../core/tags.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { accountHead, accountInput, chosenAccount } from "./account-input.ts";
import { board, type Filled, type List, type Outcome } from "./board.ts";
import { pages, pageWithin, turnPage } from "./pages.ts";
import { rowMenu } from "./row-menu.ts";
import { mergeSheet, removeSheet, renameSheet, takenSheet } from "./tag-sheets.ts";

/** `made` counts what was created here, so that the input for the next begins empty. */
const About = z.object({ page: z.number().default(0), made: z.number().default(0) });
export type About = z.infer<typeof About>;

/** With heads of accounts, input and buttons below Slack's 100 blocks. */
const SIZE = 40;

export const tagsBoard = board<About>({
  name: "tags",
  about: About,
  show: (office, { actor, about }) => list(office, actor, about),
  sheets: { rename: renameSheet, merge: mergeSheet, taken: takenSheet, remove: removeSheet },
  deeds: {
    page: turnPage,
  },
  take: created,
});

async function list(office: Office, actor: Actor, about: About): Promise<List> {
  const { tags: said, commands } = office.words.office;
  const tags = await tagCounts(office.ctx, actor);
  const page = pageWithin(about.page, SIZE, tags.length);
  const shown = tags.slice(page * SIZE, (page + 1) * SIZE);
  const groups = actor.accounts.flatMap((account): KnownBlock[] => {
    const own = shown.filter((tag) => tag.accountId === account.id);
    if (own.length === 0) return [];
    return [...accountHead(actor, account.name), ...own.map(row)];
  });
  return {
    title: commands.tags.button,
    submit: said.create,
    blocks: [
      ...(tags.length === 0 ? [sentence(said.none)] : groups),
      ...pages("tags", { page, size: SIZE, count: tags.length }, said),
      { type: "divider" },
      {
        type: "input",
        block_id: newBlock(about),
        label: { type: "plain_text", text: said.newTag },
        element: { type: "plain_text_input", action_id: "name", max_length: 100 },
      },
      ...accountInput(actor, said.account),
    ],
  };

  function row(tag: (typeof tags)[number]): KnownBlock {
    return {
      type: "section",
      text: { type: "mrkdwn", text: said.row(tag.name, tag.chats) },
      accessory: rowMenu("tags", tag.id, { rename: said.rename, merge: said.merge, remove: said.remove }),
    };
  }
}

const newBlock = (about: About): string => `new${about.made}`;

async function created(office: Office, { actor, about, values }: Filled<About>): Promise<Outcome<About>> {
  const { tags: said, refusal } = office.words.office;
  const block = newBlock(about);
  const raw = values[block]?.["name"]?.value ?? "";
  const wrong = (text: string): Outcome<About> => ({ kind: "errors", errors: { [block]: text } });
  if (tagName(raw) === undefined) return wrong(refusal({ kind: "tagTooLong", name: raw }));
  const result = await createTag(office.ctx, actor, chosenAccount(actor, values), raw);
  if (result.kind === "changed") {
    const name = result.act.kind === "tagMade" ? result.act.name : raw;
    return { kind: "shown", about: { ...about, made: about.made + 1 }, said: said.made(name) };
  }
  return wrong(result.refusal.kind === "nothingToDo" ? said.exists : refusal(result.refusal));
}
