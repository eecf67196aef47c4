/** Looks for a post whose end is not known, where Slack lets us look. */
import type { DeskTs } from "../core/ids.ts";
import { PlatformError } from "../errors.ts";
import type { AttemptRow, DeliveryRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import type { Body } from "./ports.ts";
import { isDirect } from "./staff/tell-directly.ts";

export type Found =
  /** `ts`: undefined where Slack has files and does not say yet where they stand. */
  | { kind: "there"; ts: DeskTs | undefined }
  | { kind: "nowhere" }
  /** Nobody can look there: somebody waits to hear it, so it is said again. */
  | { kind: "unseen" };

export async function findPost(ctx: Context, attempt: AttemptRow, covered: DeliveryRow[]): Promise<Found> {
  try {
    const found = await ctx.desk.find(attempt.body as Body, attempt.id, attempt.startedAt);
    return found === undefined ? { kind: "nowhere" } : { kind: "there", ts: found.ts };
  } catch (cause) {
    if (!(cause instanceof PlatformError) || !covered.some(isDirect) || !isClosed(cause)) throw cause;
    ctx.log.warn({ attemptId: attempt.id, err: cause }, "a direct message cannot be looked for: it is said again");
    return { kind: "unseen" };
  }
}

/** An app that was installed before it read direct messages has no right to; a dead token says nothing about the place. */
const isClosed = ({ retryable, ambiguous, code, details }: PlatformError): boolean =>
  !retryable && !ambiguous && (code !== "auth" || details === "missing_scope");
