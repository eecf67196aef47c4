/** Canned replies are made, changed and deleted by admins; what somebody else changed meanwhile is not written over. */
import type { Refusal } from "../../core/refusal.ts";
import { readTemplate, type Template, type TemplateFaults, type TemplateForm } from "../../core/template.ts";
import { wellFormed } from "../../core/well-formed.ts";
import { recordActs } from "../../store/audit.ts";
import type { Tx } from "../../store/client.ts";
import type { TemplateRow } from "../../store/rows.ts";
import {
  countTemplates,
  deleteTemplate,
  findTemplate,
  holdTemplates,
  insertTemplate,
  patchTemplate,
  templateNamed,
} from "../../store/templates.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { byAdmin } from "./by-admin.ts";

const TEMPLATES_OF_ACCOUNT = 200;

export type TemplateKept =
  | { kind: "kept"; name: string }
  | { kind: "faults"; faults: TemplateFaults }
  | { kind: "stale"; row: TemplateRow }
  | { kind: "tooMany"; most: number }
  | { kind: "refused"; refusal: Refusal };

const refused = (refusal: Refusal): TemplateKept => ({ kind: "refused", refusal });

export async function makeTemplate(
  ctx: Context,
  actor: Actor,
  accountId: number,
  form: TemplateForm,
): Promise<TemplateKept> {
  return alone(ctx, actor, accountId, async (tx) => {
    const read = readTemplate(wellFormed(form));
    if ("faults" in read) return { kind: "faults", faults: read.faults };
    const { template } = read;
    if (await templateNamed(tx, accountId, template.key)) return { kind: "faults", faults: { name: "taken" } };
    if ((await countTemplates(tx, accountId)) >= TEMPLATES_OF_ACCOUNT)
      return { kind: "tooMany", most: TEMPLATES_OF_ACCOUNT };
    await insertTemplate(tx, accountId, template, ctx.now());
    return record(tx, ctx, actor, "templateMade", { accountId, name: template.name });
  });
}

/** A template and its version as somebody saw it. */
export interface SeenTemplate {
  id: number;
  version: number;
}

export const templateVersion = (row: Pick<TemplateRow, "updatedAt">): number => row.updatedAt.getTime();

export function editTemplate(
  ctx: Context,
  actor: Actor,
  seen: SeenTemplate,
  form: TemplateForm,
): Promise<TemplateKept> {
  return onTemplate(ctx, actor, seen, async (tx, row) => {
    const read = readTemplate(wellFormed(form));
    if ("faults" in read) return { kind: "faults", faults: read.faults };
    const { template } = read;
    const other = await templateNamed(tx, row.accountId, template.key);
    if (other && other.id !== row.id) return { kind: "faults", faults: { name: "taken" } };
    await patchTemplate(tx, row.id, template, later(ctx, row));
    return record(tx, ctx, actor, "templateEdited", { accountId: row.accountId, name: template.name, was: row.name });
  });
}

export function dropTemplate(ctx: Context, actor: Actor, seen: SeenTemplate): Promise<TemplateKept> {
  return onTemplate(ctx, actor, seen, async (tx, row) => {
    await deleteTemplate(tx, row.id);
    return record(tx, ctx, actor, "templateDeleted", { accountId: row.accountId, name: row.name });
  });
}

/** Two edits within one millisecond are two versions all the same. */
const later = (ctx: Context, row: TemplateRow): Date =>
  new Date(Math.max(ctx.now().getTime(), templateVersion(row) + 1));

async function onTemplate(
  ctx: Context,
  actor: Actor,
  { id, version }: SeenTemplate,
  change: (tx: Tx, row: TemplateRow) => Promise<TemplateKept>,
): Promise<TemplateKept> {
  const known = await findTemplate(ctx.db, id);
  if (!known) return refused({ kind: "gone" });
  return alone(ctx, actor, known.accountId, async (tx) => {
    const row = await findTemplate(tx, id);
    if (!row) return refused({ kind: "gone" });
    return templateVersion(row) === version ? change(tx, row) : { kind: "stale", row };
  });
}

const alone = (
  ctx: Context,
  actor: Actor,
  accountId: number,
  change: (tx: Tx) => Promise<TemplateKept>,
): Promise<TemplateKept> => byAdmin(ctx, actor, { accountId, deed: "templates", hold: holdTemplates }, change);

async function record(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  act: string,
  detail: { accountId: number; name: Template["name"]; was?: string },
): Promise<TemplateKept> {
  await recordActs(tx, [{ id: ctx.newId(), at: ctx.now(), actor: actor.userId, act, conversationId: null, detail }]);
  return { kind: "kept", name: detail.name };
}
