/**
 * The hold: staff words wait a little so that they can be changed, cancelled, and sent together.
 * It counts from the last message and ends at the latest 25 s after the first one, so that nobody can keep a customer
 * waiting by writing on, and a reply token (60 s) may still be alive.
 */
const LONGEST = 25_000;

export function holdEnds(now: Date, heldSince: Date | null, holdSeconds: number): Date {
  const wanted = now.getTime() + holdSeconds * 1000;
  const latest = (heldSince ?? now).getTime() + LONGEST;
  return new Date(Math.min(wanted, latest));
}
