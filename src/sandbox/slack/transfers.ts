import type { Answer } from "./answer-call.ts";
import type { Context } from "./context.ts";
import { presentFile } from "./present.ts";
import type { RecordedCall } from "./types.ts";
import { isObject, textOf } from "./values.ts";

export async function uploadBytes(slack: Context, path: string, contentType: string, raw: Buffer): Promise<Answer> {
  const headers = { "content-type": contentType === "" ? "application/octet-stream" : contentType };
  const answer = await slack.emulator.pass(path, "POST", headers, raw);
  return { status: answer.status, headers: { "content-type": "text/plain" }, body: answer.body };
}

export async function readFile(
  slack: Context,
  id: string,
): Promise<{ bytes: Uint8Array; mimetype: string } | undefined> {
  const about = await slack.emulator.asBot("files.info", { file: id });
  const file = isObject(about["file"]) ? presentFile(slack.state, about["file"]) : undefined;
  const url = textOf(file?.["url_private"]);
  if (url === "") return undefined;
  const answer = await slack.emulator.pass(new URL(url).pathname, "GET", {});
  return answer.status === 200 ? { bytes: answer.body, mimetype: textOf(file?.["mimetype"]) } : undefined;
}

/** Slack shows its login page, with status 200, to everybody who may not have the file. */
export async function downloadFile(slack: Context, path: string, token: RecordedCall["token"]): Promise<Answer> {
  const login = { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: "<!DOCTYPE html><html>" };
  if (token !== "bot") return login;
  const change = slack.state.fileChanges.get(path.split("/")[2] ?? "")?.download;
  if (change?.kind === "login") return login;
  if (change?.kind === "status") return { status: change.status, headers: {}, body: "" };
  if (change?.kind === "redirect") return { status: 302, headers: { location: change.to }, body: "" };
  const copy = slack.state.copies.get(path);
  if (copy) {
    const headers = { "content-type": copy.mimetype, "content-length": String(copy.bytes.length) };
    return { status: 200, headers, body: Buffer.from(copy.bytes) };
  }
  const answer = await slack.emulator.pass(path, "GET", {});
  if (answer.status !== 200) return login;
  const id = path.split("/")[2] ?? "";
  const type = slack.state.uploads.get(id)?.mimetype ?? String(answer.headers["content-type"]);
  const headers = { "content-type": type, "content-length": String(answer.body.length) };
  if (change?.kind === "cut") return { status: 200, headers, body: answer.body, cutAfter: change.after };
  return { status: 200, headers, body: answer.body };
}
