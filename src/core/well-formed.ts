/**
 * Text that can be kept and sent on: no NUL (PostgreSQL refuses it) and no half of a surrogate pair (JSON columns and
 * both platforms refuse it). Everything from outside goes through here once, at the edge.
 */
export function wellFormed<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\u0000", "").toWellFormed();
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [String(clean(key)), clean(inner)]));
}
