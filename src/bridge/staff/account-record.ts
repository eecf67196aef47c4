/** How the accounts of somebody stand: both sides, and the Slack channel they live in. */
import { listAccounts } from "../../store/accounts.ts";
import { membersOf } from "../../store/rooms.ts";
import type { Context } from "../context.ts";
import { freshRooms } from "../rooms.ts";
import type { Actor } from "./actor.ts";

export interface AccountRecord {
  name: string;
  lineName: string | undefined;
  lineState: string;
  slackState: string;
  channel: string;
  isPrivate: boolean;
  isShared: boolean;
  members: number;
}

/** Those of the Slack channel where it was asked, else all that the person may see. */
export function accountsHere(actor: Actor, channel: string | undefined): Actor["accounts"] {
  const here = actor.accounts.filter((account) => account.deskChannel === channel);
  return here.length > 0 ? here : actor.accounts;
}

/** With the accounts of that Slack channel before the others: what is looked at or made there is most likely theirs. */
export function hereFirst(actor: Actor, channel: string | undefined): Actor {
  const [here, others] = [true, false].map((is) =>
    actor.accounts.filter(({ deskChannel }) => (deskChannel === channel) === is),
  );
  return { ...actor, accounts: [...(here ?? []), ...(others ?? [])] };
}

export async function accountRecords(ctx: Context, accounts: Actor["accounts"]): Promise<AccountRecord[]> {
  const rows = new Map((await listAccounts(ctx.db)).map((row) => [row.id, row]));
  const rooms = await freshRooms(ctx, [...new Set(accounts.map((account) => account.deskChannel))]);
  const records: AccountRecord[] = [];
  for (const { id, name, deskChannel: channel } of accounts) {
    const row = rows.get(id);
    const room = rooms.find((each) => each.channel === channel);
    records.push({
      name,
      lineName: row?.displayName ?? undefined,
      lineState: row?.lineState ?? "ok",
      slackState: row?.deskState ?? "ok",
      channel,
      isPrivate: room?.isPrivate ?? false,
      isShared: room?.isShared ?? false,
      members: (await membersOf(ctx.db, channel)).length,
    });
  }
  return records;
}
