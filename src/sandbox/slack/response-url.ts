/** Response URLs: five uses in thirty minutes, and the only way to change an ephemeral message. */
import type { Answer } from "./answer-call.ts";
import { checkMessage } from "./checks/message.ts";
import { type Context, refused } from "./context.ts";
import { createSecret } from "./ids.ts";
import { addEphemeral, erase } from "./methods/chat.ts";
import { fillIds } from "./methods/fill-ids.ts";
import { type ResponseUrl, noteOf, remember } from "./state.ts";
import type { Json } from "./types.ts";
import { isTrue, objects, textOf } from "./values.ts";

const USES = 5;
const LIFETIME = 30 * 60_000;

export function createResponseUrl(
  slack: Context,
  about: {
    user: string;
    channel?: string | undefined;
    message?: ResponseUrl["message"];
    threadTs?: string | undefined;
  },
): string {
  const id = createSecret();
  slack.state.responseUrls.set(id, {
    user: about.user,
    channel: about.channel,
    message: about.message,
    threadTs: about.threadTs,
    uses: 0,
    expires: slack.state.now() + LIFETIME,
  });
  return `${slack.origin}/response/${id}`;
}

export async function answerResponseUrl(slack: Context, path: string, body: Json): Promise<Answer> {
  const { state } = slack;
  const url = state.responseUrls.get(path.split("/")[2] ?? "");
  if (!url) return answer(404, refused("invalid_url"));
  if (state.now() > url.expires) return answer(404, refused("expired_url"));
  if (url.uses >= USES) return answer(404, refused("used_url"));
  const refusal = isTrue(body["delete_original"]) ? undefined : checkMessage("response_url", body);
  if (refusal) return answer(400, refused(refusal.error, refusal.messages));
  url.uses += 1;
  await apply(slack, url, body);
  return answer(200, { ok: true });

  function answer(status: number, result: Json): Answer {
    state.responses.push({ at: state.now(), user: url?.user ?? "", channel: url?.channel, body, status });
    return { status, headers: {}, body: result };
  }
}

async function apply(slack: Context, url: ResponseUrl, body: Json): Promise<void> {
  const ephemeral = url.message?.ephemeral;
  if (isTrue(body["delete_original"])) {
    if (ephemeral) ephemeral.deleted = true;
    else await deleteOriginal(slack, url);
    return;
  }
  if (isTrue(body["replace_original"]) && url.message) {
    if (ephemeral) Object.assign(ephemeral, { text: textOf(body["text"]), blocks: fillIds(objects(body["blocks"])) });
    else await slack.emulator.asBot("chat.update", { ...content(body), channel: url.channel, ts: url.message.ts });
    return;
  }
  if (url.channel === undefined) return;
  const threadTs = textOf(body["thread_ts"]) || url.threadTs;
  if (body["response_type"] !== "in_channel") {
    addEphemeral(slack, { channel: url.channel, user: url.user, threadTs, body });
    return;
  }
  const place = { channel: url.channel, ...(threadTs !== undefined && { thread_ts: threadTs }) };
  const said = await slack.emulator.asBot("chat.postMessage", { ...content(body), ...place });
  remember(slack.state, { channel: url.channel, ts: textOf(said["ts"]), author: slack.state.botUserId, threadTs });
}

async function deleteOriginal(slack: Context, url: ResponseUrl): Promise<void> {
  const note = noteOf(slack.state, url.channel ?? "", url.message?.ts ?? "");
  if (note && !note.deleted) await erase(slack, note, (place) => slack.emulator.asBot("chat.delete", place));
}

function content(body: Json): Json {
  const blocks = body["blocks"] === undefined ? {} : { blocks: fillIds(objects(body["blocks"])) };
  return { text: textOf(body["text"]), ...blocks };
}
