/** One file of staff, as Slack tells of it when it is to be sent: what a message said of it may be old, or nothing. */
import type { WebClient } from "@slack/web-api";
import { z } from "zod";

import type { DeskFile } from "../bridge/ports.ts";
import type { FileTrouble } from "../core/desk-file.ts";
import { PlatformError } from "../errors.ts";
import { download } from "./download.ts";
import { calling } from "./failure.ts";

const text = z.string().nullish().catch(undefined);
const count = z.coerce.number().positive().nullish().catch(undefined);

const File = z.looseObject({
  id: z.string(),
  name: text,
  title: text,
  mimetype: text,
  filetype: text,
  mode: text,
  size: count,
  is_external: z.boolean().nullish().catch(undefined),
  file_access: text,
  url_private: text,
  url_private_download: text,
  duration_ms: count,
  /** Slack's own copies, for browsers. */
  mp4: text,
  aac: text,
  thumb_video: text,
  thumb_1024: text,
  thumb_960: text,
  thumb_800: text,
  thumb_720: text,
  thumb_480: text,
  thumb_360: text,
});
type File = z.infer<typeof File>;

/** Slack's word for each; what else it may say is a failure like any other. */
const TROUBLES: Record<string, FileTrouble["kind"] & ("deleted" | "noAccess")> = {
  file_not_found: "deleted",
  file_deleted: "deleted",
  file_not_visible: "noAccess",
  access_denied: "noAccess",
  missing_scope: "noAccess",
  not_visible: "noAccess",
  no_permission: "noAccess",
};

export async function deskFile(client: WebClient, id: string): Promise<DeskFile> {
  let asked: unknown;
  try {
    asked = (await calling(() => client.files.info({ file: id }))).file;
  } catch (cause) {
    const kind = cause instanceof PlatformError ? TROUBLES[cause.details ?? cause.code] : undefined;
    if (kind) return { kind: "trouble", trouble: { kind } };
    throw cause;
  }
  const file = File.parse(asked);
  const trouble = troubleOf(file);
  if (trouble) return { kind: "trouble", trouble };
  const url = file.url_private_download || file.url_private;
  // before it was scanned it has neither an address nor a type
  if (!url || (!file.mimetype && !file.filetype)) return { kind: "notYet" };
  return ready(client, file, url);
}

function troubleOf(file: File): FileTrouble | undefined {
  if (file.mode === "tombstone") return { kind: "deleted" };
  if (file.mode === "hidden_by_limit") return { kind: "noAccess" };
  if (file.file_access && file.file_access !== "visible") return { kind: "noAccess" };
  // documents of other services, and Slack's own posts and canvases, have no bytes of their own
  if (file.is_external || (file.mode && file.mode !== "hosted" && file.mode !== "snippet"))
    return { kind: "elsewhere" };
  return undefined;
}

function ready(client: WebClient, file: File, url: string): DeskFile {
  const type = file.mimetype ?? "";
  const name = file.name || file.title || "";
  const copy = copyFor(file, type);
  const access = { token: client.token ?? "", apiUrl: client.slackApiUrl };
  const whole = {
    ...access,
    url: copy?.url ?? url,
    isPage: !copy && type === "text/html",
    bytes: copy ? undefined : (file.size ?? undefined),
  };
  const picture = stillOf(file, type);
  return {
    kind: "ready",
    name: copy ? withEnding(name, copy.ending) : name,
    type: copy?.type ?? type,
    bytes: file.size ?? undefined,
    milliseconds: file.duration_ms ? Math.round(file.duration_ms) : undefined,
    fetch: () => download(whole),
    still: picture ? () => download({ ...access, url: picture, isPage: false, bytes: undefined }) : undefined,
  };
}

/** Films and recordings that phones do not play, Slack has as ones that they do. */
function copyFor(file: File, type: string): { url: string; type: string; ending: string } | undefined {
  if (type.startsWith("video/") && type !== "video/mp4" && file.mp4)
    return { url: file.mp4, type: "video/mp4", ending: "mp4" };
  const plays = type === "audio/mp4" || type === "audio/mpeg" || type === "audio/x-m4a";
  if (type.startsWith("audio/") && !plays && file.aac) return { url: file.aac, type: "audio/mp4", ending: "m4a" };
  return undefined;
}

const withEnding = (name: string, ending: string): string => `${name.replace(/\.\w{1,5}$/, "")}.${ending}`;

function stillOf(file: File, type: string): string | undefined {
  const large =
    file.thumb_1024 || file.thumb_960 || file.thumb_800 || file.thumb_720 || file.thumb_480 || file.thumb_360;
  return (type.startsWith("video/") ? file.thumb_video || large : large) || undefined;
}
