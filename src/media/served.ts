/** How a kept file is handed out: nothing that a browser would run, and never another type than it was given here. */

/** Shown by phones as they are. What these are was read from their bytes, not from what somebody said. */
const SHOWN = new Set(["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "audio/mpeg", "audio/mp4"]);

/** Saved under their own type, so that the phone knows which app opens them. None of them can carry a script for a browser. */
const SAVED = new Set([
  "application/pdf",
  "application/zip",
  "application/msword",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "text/csv",
  "text/plain",
]);

export interface Served {
  type: string;
  disposition: string;
}

export function servedAs(kind: string, type: string | null, name: string | null): Served {
  const plain = (type ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (kind !== "file" && SHOWN.has(plain)) return { type: plain, disposition: "inline" };
  const safe = SAVED.has(plain) || SHOWN.has(plain) ? plain : "application/octet-stream";
  return { type: safe.startsWith("text/") ? `${safe}; charset=utf-8` : safe, disposition: attachment(name ?? "file") };
}

/** The name twice: in plain letters for old programs, and as it is. */
function attachment(name: string): string {
  const safe = name.replaceAll(/[\p{Cc}\p{Cf}/\\"]/gu, "_").toWellFormed();
  const ascii = safe.replaceAll(/[^\x20-\x7e]/g, "_").replaceAll("%", "_");
  const encoded = encodeURIComponent(safe).replaceAll(/['()*]/g, (sign) => `%${sign.codePointAt(0)?.toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
