import type { MessageContext } from "./context.ts";
import { checkText, complain, type Fields, join, type Report } from "./report.ts";

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Phones fetch media by themselves: HTTPS, at most 2,000 characters, percent-encoded. */
export function checkMediaUrl(
  report: Report,
  fields: Fields,
  name: string,
  path: string,
  options: { context: MessageContext; optional?: boolean; max?: number },
): void {
  const { context, optional = false, max = 2000 } = options;
  const value = checkText(report, fields, name, path, { max, optional });
  if (value === undefined) return;
  const url = /^[\x21-\x7e]+$/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined) complain(report, join(path, name), "Invalid uri");
  else if (
    url.protocol !== "https:" &&
    !(context.allowLocalMedia && url.protocol === "http:" && LOCAL.has(url.hostname))
  )
    complain(report, join(path, name), "Invalid uri scheme: must be https");
}

const LINK_SCHEMES = new Set(["http:", "https:", "line:", "tel:"]);

export function checkLink(
  report: Report,
  fields: Fields,
  name: string,
  path: string,
  limits: { optional?: boolean } = {},
): void {
  const value = checkText(report, fields, name, path, { max: 1000, ...limits });
  if (value === undefined) return;
  if (!URL.canParse(value) || !LINK_SCHEMES.has(new URL(value).protocol))
    complain(report, join(path, name), "Invalid uri scheme");
}
