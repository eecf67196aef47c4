/** Where the shop of an account is: seen by everybody who works on its chats, changed by admins. */
import { accountSettings } from "../../core/account-settings.ts";
import { type Place, type PlaceFaults, type PlaceForm, readPlace } from "../../core/place.ts";
import type { Refusal } from "../../core/refusal.ts";
import { wellFormed } from "../../core/well-formed.ts";
import { findAccount, lockSettings, patchSettings } from "../../store/accounts.ts";
import { recordActs } from "../../store/audit.ts";
import { inTransaction } from "../../store/client.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";

/** As it is stored now, whichever instance changed it. */
export async function placeOf(ctx: Context, accountId: number): Promise<Place | null> {
  return accountSettings((await findAccount(ctx.db, accountId))?.settings).place;
}

export type PlaceKept =
  | { kind: "kept" }
  | { kind: "faults"; faults: PlaceFaults }
  | { kind: "refused"; refusal: Refusal };

export async function keepPlace(ctx: Context, actor: Actor, accountId: number, form: PlaceForm): Promise<PlaceKept> {
  const account = actor.accounts.find(({ id }) => id === accountId);
  if (!account) return { kind: "refused", refusal: { kind: "gone" } };
  if (!actor.admin) return { kind: "refused", refusal: { kind: "adminsOnlyTo", deed: "place" } };
  const read = readPlace(wellFormed(form));
  if ("faults" in read) return { kind: "faults", faults: read.faults };
  const { place } = read;
  await inTransaction(ctx.db, async (tx) => {
    const before = accountSettings(await lockSettings(tx, accountId)).place;
    await patchSettings(tx, accountId, { place });
    const detail = { accountId, before: { place: before }, after: { place } };
    await recordActs(tx, [
      { id: ctx.newId(), at: ctx.now(), actor: actor.userId, act: "settings", conversationId: null, detail },
    ]);
  });
  account.settings = { ...account.settings, place };
  return { kind: "kept" };
}
