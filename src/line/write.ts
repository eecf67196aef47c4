/** What goes to LINE. Bodies are formed once, stored, and sent as they are. */
import { HTTPFetchError, type messagingApi } from "@line/bot-sdk";

import type { Body } from "../bridge/ports.ts";
import type { Saying } from "../core/saying.ts";
import { calling } from "./failure.ts";

type Client = messagingApi.MessagingApiClient;

function objects(sayings: Saying[], sender: string | undefined): messagingApi.Message[] {
  return sayings.map((saying) => ({ ...objectOf(saying), ...(sender ? { sender: { name: sender } } : {}) }));
}

/** One saying is one object: what a request holds is counted in sayings. */
function objectOf(saying: Saying): messagingApi.Message {
  switch (saying.kind) {
    case "text":
      // `text`, not `textV2`: free text needs no escaping of braces there
      return { type: "text", text: saying.text };
  }
}

export function formPush(to: string, sayings: Saying[], sender: string | undefined): Body {
  return { to, messages: objects(sayings, sender) } satisfies messagingApi.PushMessageRequest;
}

export function formReply(replyToken: string, sayings: Saying[], sender: string | undefined): Body {
  return { replyToken, messages: objects(sayings, sender) } satisfies messagingApi.ReplyMessageRequest;
}

interface Sent {
  sentMessages?: { id: string | number }[];
}

const idsOf = (sent: Sent): string[] => (sent.sentMessages ?? []).map(({ id }) => String(id));

/** 409: exactly these words were accepted before, under the same key; the ids come with the refusal. */
export async function push(client: Client, body: Body, key: string): Promise<string[]> {
  return calling(async () => {
    try {
      return idsOf(await client.pushMessage(body as unknown as messagingApi.PushMessageRequest, key));
    } catch (cause) {
      const before =
        cause instanceof HTTPFetchError && cause.status === 409 && cause.headers.get("x-line-accepted-request-id");
      if (before) return idsOf(parse(cause.body));
      throw cause;
    }
  });
}

export function reply(client: Client, body: Body): Promise<string[]> {
  return calling(async () => idsOf(await client.replyMessage(body as unknown as messagingApi.ReplyMessageRequest)));
}

function parse(body: string): Sent {
  try {
    return JSON.parse(body) as Sent;
  } catch {
    return {};
  }
}
