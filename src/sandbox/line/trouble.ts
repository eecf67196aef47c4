/** Faults in LINE's own words, to order by `setFault`. */
import type { FaultAction } from "../faults.ts";

/** Not accepted: the same request may come again later. LINE names no time. */
export const rateLimited = {
  kind: "answer",
  status: 429,
  body: { message: "The API rate limit has been exceeded. Try again later." },
} satisfies FaultAction;

/** Also said for a while when a broadcast from the Official Account Manager has reserved the rest of the month. */
export const monthlyLimit = {
  kind: "answer",
  status: 429,
  body: { message: "You have reached your monthly limit." },
} satisfies FaultAction;

/** Accepted or not: only the retry key can tell. */
export const internalError = {
  kind: "answer",
  status: 500,
  body: { message: "Internal server error" },
} satisfies FaultAction;
