/** What a file is called where it is shown: its own name as far as it is one, or what it is. */
import type { MediaKind } from "./message.ts";
import { takeGraphemes } from "./text.ts";

const ENDINGS: Record<string, string> = {
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/gif": ".gif",
  "image/webp": ".webp",
  "image/heic": ".heic",
  "video/mp4": ".mp4",
  "video/quicktime": ".mov",
  "audio/x-m4a": ".m4a",
  "audio/m4a": ".m4a",
  "audio/mp4": ".m4a",
  "audio/aac": ".aac",
  "audio/mpeg": ".mp3",
};
const USUAL = { image: ".jpg", video: ".mp4", audio: ".m4a", file: "" } as const;
const LONGEST = 150;

interface File {
  kind: MediaKind;
  name: string | null;
  type: string | null;
  /** Of several. */
  number: number;
}

export function fileName({ kind, name, type, number }: File): string {
  const own = cleaned(name ?? "");
  if (own !== "") return own;
  const plainType = type?.split(";")[0]?.trim().toLowerCase() ?? "";
  return `${kind}${number > 1 ? `-${number}` : ""}${ENDINGS[plainType] ?? USUAL[kind]}`;
}

/** No folders, nothing invisible, no ending that is turned around by an override; not too long, with its ending. */
function cleaned(name: string): string {
  const plain = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replaceAll(/[\\/:*?"<>|]/g, "_")
    .replace(/^[.\s]+/, "")
    .trim();
  if (plain.length <= LONGEST) return plain;
  const ending = /\.\w{1,10}$/.exec(plain)?.[0] ?? "";
  return takeGraphemes(plain, LONGEST, LONGEST - ending.length) + ending;
}
