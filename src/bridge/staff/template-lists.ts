/** Canned replies as they are looked for, and as they would go to a customer. */
import { Button } from "../../core/button.ts";
import { searchable } from "../../core/search.ts";
import { fillTemplate, type FilledTemplate } from "../../core/template.ts";
import { cleanName } from "../../core/text.ts";
import { findAccount } from "../../store/accounts.ts";
import type { TemplateRow } from "../../store/rows.ts";
import { findTemplate, templatesOf } from "../../store/templates.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { type Chat, nameOfChat } from "./which-chat.ts";

export type TemplateFound = TemplateRow;

/** All that have these words in name or text; names that begin so come first. */
export async function searchTemplates(ctx: Context, accountIds: number[], words: string): Promise<TemplateRow[]> {
  const wanted = searchable(words);
  const found = (await templatesOf(ctx.db, accountIds)).filter(
    ({ key, text }) => wanted === "" || key.includes(wanted) || searchable(text).includes(wanted),
  );
  const begins = ({ key }: TemplateRow): boolean => key.startsWith(wanted);
  return [...found.filter(begins), ...found.filter((row) => !begins(row))];
}

export async function oneTemplate(ctx: Context, accountIds: number[], id: number): Promise<TemplateRow | undefined> {
  const row = await findTemplate(ctx.db, id);
  return row && accountIds.includes(row.accountId) ? row : undefined;
}

/** Those whose names begin so; the one that is called exactly so alone. */
export async function templatesCalled(ctx: Context, accountId: number, beginning: string): Promise<TemplateRow[]> {
  const wanted = searchable(beginning);
  const rows = wanted === "" ? [] : await templatesOf(ctx.db, [accountId]);
  const exact = rows.filter(({ key }) => key === wanted);
  return exact.length > 0 ? exact : rows.filter(({ key }) => key.startsWith(wanted));
}

/** What would go, filled with what is known of the chat. Its button is `buttonOf`. */
export async function wordsFor(ctx: Context, actor: Actor, chat: Chat, row: TemplateRow): Promise<FilledTemplate> {
  const account = await findAccount(ctx.db, chat.accountId);
  return fillTemplate(row.text, {
    name: cleanName(await nameOfChat(ctx, chat)),
    staff: cleanName(actor.name),
    account: cleanName(account?.displayName ?? account?.name ?? ""),
  });
}

export function buttonOf(row: TemplateRow): Button | null {
  return Button.safeParse(row.button).data ?? null;
}
