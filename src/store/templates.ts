import type { Template } from "../core/template.ts";
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { TemplateRow } from "./rows.ts";

/** Who makes, renames or deletes templates of an account does it alone. */
export async function holdTemplates(tx: Tx, accountId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('templates'), ${accountId}::int)`;
}

export function templatesOf(tx: Tx, accountIds: number[]): Promise<TemplateRow[]> {
  return tx.template.findMany({
    where: { accountId: { in: accountIds } },
    orderBy: [{ accountId: "asc" }, { key: "asc" }],
  });
}

export function findTemplate(tx: Tx, id: number): Promise<TemplateRow | null> {
  return tx.template.findUnique({ where: { id } });
}

export function templateNamed(tx: Tx, accountId: number, key: string): Promise<TemplateRow | null> {
  return tx.template.findUnique({ where: { accountId_key: { accountId, key } } });
}

export function countTemplates(tx: Tx, accountId: number): Promise<number> {
  return tx.template.count({ where: { accountId } });
}

export async function insertTemplate(tx: Tx, accountId: number, template: Template, updatedAt: Date): Promise<void> {
  await tx.template.create({ data: { accountId, ...written(template), updatedAt } });
}

export async function patchTemplate(tx: Tx, id: number, template: Template, updatedAt: Date): Promise<void> {
  await tx.template.update({ where: { id }, data: { ...written(template), updatedAt } });
}

export async function deleteTemplate(tx: Tx, id: number): Promise<void> {
  await tx.template.delete({ where: { id } });
}

const written = ({ button, ...rest }: Template) => ({ ...rest, button: button ?? Prisma.DbNull });
