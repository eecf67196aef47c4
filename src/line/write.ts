/** What goes to LINE. Bodies are formed once, stored, and sent as they are. */
import { HTTPFetchError, type messagingApi } from "@line/bot-sdk";

import type { Body, Landed } from "../bridge/ports.ts";
import { addressOf, type AnyButton, buttonLine } from "../core/button.ts";
import type { Saying, Sender } from "../core/saying.ts";
import { takeGraphemes } from "../core/text.ts";
import { calling } from "./failure.ts";
import { fileCard, type FileCardWords } from "./file-card.ts";

type Client = messagingApi.MessagingApiClient;

type Form = (sayings: Saying[], sender: Sender | undefined) => messagingApi.Message[];

export interface Forms {
  formPush: (to: string, sayings: Saying[], sender: Sender | undefined) => Body;
  formReply: (replyToken: string, sayings: Saying[], sender: Sender | undefined) => Body;
  validate: (client: Client, sayings: Saying[]) => Promise<void>;
}

/** `card`: what stands on the card of a file. */
export function createForms(card: FileCardWords): Forms {
  const objects: Form = (sayings, sender) =>
    sayings.map((saying) => ({ ...objectOf(saying, card), ...(sender ? { sender } : {}) }));
  return {
    formPush: (to, sayings, sender) =>
      ({ to, messages: objects(sayings, sender) }) satisfies messagingApi.PushMessageRequest,
    formReply: (replyToken, sayings, sender) =>
      ({ replyToken, messages: objects(sayings, sender) }) satisfies messagingApi.ReplyMessageRequest,
    /** Would LINE take these? It sees neither whether a chat is there nor whether a quote is its own. */
    validate: async (client, sayings) => {
      await calling(() => client.validatePush({ messages: objects(sayings, undefined) }));
    },
  };
}

/** One saying is one object: what a request holds is counted in sayings. */
function objectOf(saying: Saying, card: FileCardWords): messagingApi.Message {
  switch (saying.kind) {
    case "text":
      // `text`, not `textV2`: free text needs no escaping of braces there
      return { type: "text", text: saying.text, ...quote(saying) };
    case "sticker": {
      const { packageId, stickerId } = saying;
      return { type: "sticker", packageId, stickerId, ...quote(saying) };
    }
    case "location": {
      const { title, address, latitude, longitude } = saying;
      return { type: "location", title, address, latitude, longitude };
    }
    case "image":
    case "video":
      return { type: saying.kind, originalContentUrl: saying.url, previewImageUrl: saying.previewUrl };
    case "audio":
      return { type: "audio", originalContentUrl: saying.url, duration: saying.milliseconds };
    case "file":
      return fileCard(card, saying);
    case "coupon":
      return { type: "coupon", couponId: saying.couponId };
    case "buttons": {
      const { text, buttons } = saying;
      const actions = buttons.map(actionOf);
      return { type: "template", altText: altText(saying), template: { type: "buttons", text, actions } };
    }
  }
}

function actionOf(button: AnyButton): messagingApi.Action {
  const { label } = button;
  if ("data" in button) return { type: "postback", label, data: button.data, displayText: label };
  return { type: "uri", label, uri: addressOf(button) };
}

const quote = ({ quoteToken }: { quoteToken?: string }) => (quoteToken === undefined ? {} : { quoteToken });

/** Of notifications, and of apps that draw no buttons. */
const ALT_UNITS = 1_500;
const altText = ({ text, buttons }: Extract<Saying, { kind: "buttons" }>): string =>
  takeGraphemes(
    [text, ...buttons.map((button) => ("data" in button ? button.label : buttonLine(button)))].join("\n"),
    Infinity,
    ALT_UNITS,
  );

interface Sent {
  sentMessages?: { id: string | number; quoteToken?: string }[];
}

const landedOf = (sent: Sent): Landed[] =>
  (sent.sentMessages ?? []).map(({ id, quoteToken }) => ({ id: String(id), quoteToken }));

/** 409: exactly these words were accepted before, under the same key; the ids come with the refusal. */
export async function push(client: Client, body: Body, key: string): Promise<Landed[]> {
  return calling(async () => {
    try {
      return landedOf(await client.pushMessage(body as unknown as messagingApi.PushMessageRequest, key));
    } catch (cause) {
      const before =
        cause instanceof HTTPFetchError && cause.status === 409 && cause.headers.get("x-line-accepted-request-id");
      if (before) return landedOf(parse(cause.body));
      throw cause;
    }
  });
}

export function reply(client: Client, body: Body): Promise<Landed[]> {
  return calling(async () => landedOf(await client.replyMessage(body as unknown as messagingApi.ReplyMessageRequest)));
}

function parse(body: string): Sent {
  try {
    return JSON.parse(body) as Sent;
  } catch {
    return {};
  }
}
