/** What can be done with one tag. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { Actor } from "../../bridge/staff/actor.ts";
import type { TagsChanged } from "../../bridge/staff/change-tags.ts";
import { tagCounts } from "../../bridge/staff/tag-lists.ts";
import { dropTag } from "../../bridge/staff/tags-delete.ts";
import { mergeTags } from "../../bridge/staff/tags-merge.ts";
import { renameTag } from "../../bridge/staff/tags-rename.ts";
import { searchable } from "../../core/search.ts";
import { tagName } from "../../core/tags.ts";
import { takeGraphemes } from "../../core/text.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import type { Outcome, Sheet, SheetOf } from "./board.ts";
import type { About } from "./tags.ts";

type Words = Office["words"];

const NAME = "name";
export const INTO = "board-tag-into";

async function tagOf({ ctx }: Office, actor: Actor, id: string) {
  return (await tagCounts(ctx, actor)).find((tag) => tag.id === Number(id));
}

export const renameSheet: SheetOf<About> = {
  async build(office, { actor, value }) {
    const tag = await tagOf(office, actor, value);
    return tag ? naming(office.words, tag.name, tag.name, []) : { kind: "gone" };
  },
  async take(office, { actor, about, value, values, kept }) {
    const { tags: said, refusal } = office.words.office;
    const raw = values[NAME]?.[NAME]?.value ?? "";
    if (tagName(raw) === undefined)
      return { kind: "errors", errors: { [NAME]: refusal({ kind: "tagTooLong", name: raw }) } };
    const was = z.object({ was: z.string() }).safeParse(kept).data?.was ?? "";
    const result = await renameTag(office.ctx, actor, { id: Number(value), was }, raw);
    switch (result.kind) {
      case "stale": {
        const { name } = result.tag;
        return { kind: "ask", sheet: naming(office.words, name, raw, [sentence(said.stale(was, name))]) };
      }
      case "taken": {
        // two tags become one only after that was said
        if (!actor.admin) return { kind: "refused", refusal: { kind: "adminsOnlyTo", deed: "tags" } };
        const chats = (await tagOf(office, actor, value))?.chats ?? 0;
        const asked = sentence(said.mergeTaken(result.tag.name, result.by.name, chats));
        const sheet = { title: said.merge, submit: said.merge, blocks: [asked], verb: "taken" };
        return { kind: "ask", sheet: { ...sheet, value: `${value} ${result.by.id}` } };
      }
      case "changed":
      case "refused":
        return told(office.words, about, result);
    }
  },
};

function naming({ office }: Words, was: string, text: string, before: KnownBlock[]): Sheet {
  return {
    title: office.tags.rename,
    submit: office.modal.save,
    kept: { was },
    blocks: [
      ...before,
      {
        type: "input",
        block_id: NAME,
        label: { type: "plain_text", text: office.tags.name },
        element: { type: "plain_text_input", action_id: NAME, max_length: 100, initial_value: text },
      },
    ],
  };
}

/** Asked for by a new name that another tag has. */
export const takenSheet: SheetOf<About> = {
  build: () => Promise.resolve({ kind: "gone" }),
  async take(office, { actor, about, value }) {
    const [from, into] = value.split(" ").map(Number);
    return told(office.words, about, await mergeTags(office.ctx, actor, { from: from ?? 0, into: into ?? 0 }));
  },
};

export const mergeSheet: SheetOf<About> = {
  async build(office, { actor, value }) {
    const { tags: said } = office.words.office;
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "tags" };
    const tag = await tagOf(office, actor, value);
    if (!tag) return { kind: "gone" };
    return {
      title: said.merge,
      submit: said.merge,
      blocks: [
        sentence(said.mergeWhat(tag.name, tag.chats)),
        {
          type: "input",
          block_id: INTO,
          label: { type: "plain_text", text: said.into },
          element: {
            type: "external_select",
            action_id: INTO,
            min_query_length: 0,
            placeholder: { type: "plain_text", text: said.intoPlaceholder },
          },
        },
      ],
    };
  },
  async take(office, { actor, about, value, values }) {
    const into = Number(values[INTO]?.[INTO]?.selected_option?.value ?? 0);
    return told(office.words, about, await mergeTags(office.ctx, actor, { from: Number(value), into }));
  },
};

/** The tags that this one can be merged into. */
export async function otherTags(office: Office, actor: Actor, value: string, typed: string) {
  const tags = await tagCounts(office.ctx, actor);
  const tag = tags.find(({ id }) => id === Number(value));
  return tags
    .filter(({ id, accountId }) => accountId === tag?.accountId && id !== tag.id)
    .filter(({ name }) => searchable(name).includes(searchable(typed)))
    .slice(0, 100)
    .map(({ id, name }) => ({
      text: { type: "plain_text" as const, text: takeGraphemes(name, 75, 75) },
      value: String(id),
    }));
}

export const removeSheet: SheetOf<About> = {
  async build(office, { actor, value }) {
    const { tags: said } = office.words.office;
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "tags" };
    const tag = await tagOf(office, actor, value);
    if (!tag) return { kind: "gone" };
    const blocks = [sentence(said.removeWhat(tag.name, tag.chats))];
    return { title: said.remove, submit: said.remove, blocks };
  },
  async take(office, { actor, about, value }) {
    return told(office.words, about, await dropTag(office.ctx, actor, Number(value)));
  },
};

function told({ office }: Words, about: About, result: TagsChanged): Outcome<About> {
  if (result.kind === "refused")
    return result.refusal.kind === "nothingToDo"
      ? { kind: "shown", about }
      : { kind: "refused", refusal: result.refusal };
  return { kind: "shown", about, said: deed(office.tags, result.act) };
}

function deed(said: Words["office"]["tags"], act: Extract<TagsChanged, { kind: "changed" }>["act"]): string {
  switch (act.kind) {
    case "tagMade":
      return said.made(act.name);
    case "tagRenamed":
      return said.renamed(act.from, act.to);
    case "tagsMerged":
      return said.merged(act.from, act.into, act.chats);
    case "tagDeleted":
      return said.removed(act.name, act.chats);
  }
}
