import { checkBlocks } from "../checks/blocks.ts";
import { type Context, type Method, refused } from "../context.ts";
import { echo, messageEvent } from "../events.ts";
import { fetchMessage } from "../messages.ts";
import { presentFile } from "../present.ts";
import { remember } from "../state.ts";
import type { Json } from "../types.ts";
import { isObject, objects, textOf } from "../values.ts";
import { identityOf } from "./chat.ts";
import { reachForPost, resolveThread } from "./reach.ts";

export const getUploadUrl: Method = async (slack, body) => {
  if (textOf(body["filename"]) === "" || !(Number(body["length"]) > 0)) return refused("invalid_arguments");
  return slack.emulator.asBot("files.getUploadURLExternal", {
    ...body,
    ...(body["alt_txt"] !== undefined && { alt_text: body["alt_txt"] }),
  });
};

/** The answer names the files only: where they stand is known when they were scanned. */
export const completeUpload: Method = async (slack, body) => {
  const { state, emulator } = slack;
  const problems = body["blocks"] === undefined ? [] : checkBlocks(body["blocks"], 50);
  if (problems.length > 0) return refused("invalid_blocks", problems);
  const target = textOf(body["channel_id"]) || textOf(body["channels"]);
  if (target === "") return named(await emulator.asBot("files.completeUploadExternal", { files: body["files"] }));
  const place = await reachForPost(slack, target);
  if (place.kind === "refused") return place.answer;
  const channel = place.channel.id;
  const threadTs = resolveThread(slack, "files.completeUploadExternal", channel, body["thread_ts"]);
  const answer = await emulator.asBot("files.completeUploadExternal", {
    files: body["files"],
    channel_id: channel,
    initial_comment: body["initial_comment"],
    blocks: body["blocks"],
    ...(threadTs !== undefined && { thread_ts: threadTs }),
  });
  if (answer["ok"] !== true) return answer;
  const ts = sharedTs(answer, channel);
  remember(state, { channel, ts, author: state.botUserId, threadTs, identity: identityOf(body) });
  noteUploads(slack, answer);
  slack.poster.background(async () => {
    const message = await fetchMessage(slack, channel, ts);
    if (message) echo(slack, channel, messageEvent(state, channel, message));
  }, state.scan);
  return named(answer);
};

export function sharedTs(answer: Json, channel: string): string {
  const shares = objects(answer["files"])[0]?.["shares"];
  for (const bucket of isObject(shares) ? Object.values(shares) : []) {
    const share = isObject(bucket) ? objects(bucket[channel])[0] : undefined;
    if (share) return textOf(share["ts"]);
  }
  throw new Error("emulator: the file is in no channel");
}

/** The emulator knows nine types; Slack goes by the bytes. */
function noteUploads(slack: Context, answer: Json): void {
  for (const file of objects(answer["files"])) {
    const mimetype = textOf(file["mimetype"]);
    slack.state.uploads.set(textOf(file["id"]), { mimetype, readyAt: slack.state.now() + slack.state.scan });
  }
}

function named(answer: Json): Json {
  if (answer["ok"] !== true) return answer;
  return { ok: true, files: objects(answer["files"]).map(({ id, title }) => ({ id, title })) };
}

export const info: Method = async (slack, body) => {
  const refusal = slack.state.fileChanges.get(textOf(body["file"]))?.refused;
  if (refusal !== undefined) return refused(refusal);
  const answer = await slack.emulator.asBot("files.info", { file: body["file"] });
  return isObject(answer["file"]) ? { ...answer, file: presentFile(slack.state, answer["file"]) } : answer;
};
