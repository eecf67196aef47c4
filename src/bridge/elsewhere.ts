/** What is shown in Slack channels that are no account's own: digests, and words that staff forward. */
import { Payload } from "../core/delivery.ts";
import { PlatformError } from "../errors.ts";
import type { DeliveryRow } from "../store/rows.ts";
import { SHARED } from "./alert.ts";
import type { Context } from "./context.ts";

export function isShownElsewhere(ctx: Context, { kind, payload }: DeliveryRow): boolean {
  if (kind === "forward") return true;
  if (kind !== "list") return false;
  const { channel } = Payload.list.parse(payload);
  return !ctx.accounts().some((account) => account.deskChannel === channel);
}

export const sharedWithOthers = (): PlatformError =>
  new PlatformError({ platform: "slack", code: "shared", retryable: false, details: SHARED });

/**
 * Nobody watches those channels, so Slack is asked each time. Throws where people of another organisation would read about
 * customers; a channel of which Slack says nothing for good refuses the post itself.
 */
export async function assureOurs(ctx: Context, delivery: DeliveryRow): Promise<void> {
  if (ctx.settings.allowShared || !isShownElsewhere(ctx, delivery)) return;
  const { channel } = (delivery.kind === "forward" ? Payload.forward : Payload.list).parse(delivery.payload);
  let shared = false;
  try {
    shared = await ctx.desk.isShared(channel);
  } catch (cause) {
    if (!(cause instanceof PlatformError) || cause.retryable || cause.ambiguous) throw cause;
    ctx.log.debug({ channel, err: cause }, "Slack does not show a channel");
  }
  if (shared) throw sharedWithOthers();
}

/** For whoever is told: none, where it is for others that would read it. */
export const reasonOf = ({ code, details }: PlatformError): { reason?: string } =>
  code === "shared" ? {} : { reason: details ?? code };
