/** The check of the `messages` of any send request, one table line per type. There is no `file` type: LINE cannot send files. */
import { checkAction } from "./action.ts";
import type { MessageContext } from "./context.ts";
import { checkAudio, checkImage, checkLocation, checkSticker, checkVideo } from "./media.ts";
import { checkChoice, checkList, checkObject, checkText, complain, type Fields, join, type Report } from "./report.ts";
import { checkFlex, checkImagemap, checkTemplate } from "./template.ts";
import { checkTextMessage, checkTextV2Message } from "./text.ts";
import { checkMediaUrl } from "./url.ts";

type CheckMessage = (report: Report, message: Fields, path: string, context: MessageContext) => void;

const TYPES: Readonly<Record<string, CheckMessage>> = {
  text: checkTextMessage,
  textV2: checkTextV2Message,
  sticker: checkSticker,
  image: checkImage,
  video: checkVideo,
  audio: checkAudio,
  location: checkLocation,
  imagemap: checkImagemap,
  template: checkTemplate,
  flex: checkFlex,
  coupon: checkCoupon,
};

function checkCoupon(report: Report, message: Fields, path: string, context: MessageContext): void {
  const id = checkText(report, message, "couponId", path, { max: 100 });
  if (id !== undefined && !context.coupon(id)) complain(report, join(path, "couponId"), "The coupon cannot be sent");
}

const QUOTING = new Set(["text", "textV2", "sticker"]);

export function checkMessages(report: Report, body: Fields, context: MessageContext): void {
  checkList(report, body, "messages", "", { min: 1, max: 5 }, function checkMessage(message, path) {
    const type = checkChoice(report, message, "type", path, Object.keys(TYPES));
    if (type === undefined) return;
    TYPES[type]?.(report, message, path, context);
    checkObject(report, message, "sender", path, "optional", (sender, place) =>
      checkSender(report, sender, place, context),
    );
    checkObject(report, message, "quickReply", path, "optional", (reply, place) =>
      checkQuickReply(report, reply, place, context),
    );
    checkQuote(report, message, path, context);
  });
}

function checkSender(report: Report, sender: Fields, path: string, context: MessageContext): void {
  const name = checkText(report, sender, "name", path, { min: 0, max: 20, optional: true });
  // "Words like LINE" are refused; which others is not published.
  const plain = name?.normalize("NFKC") ?? "";
  if (plain.includes("LINE") || /\bline\b/i.test(plain))
    complain(report, join(path, "name"), "Contains a word that cannot be used");
  checkMediaUrl(report, sender, "iconUrl", path, { context, optional: true });
}

function checkQuickReply(report: Report, quickReply: Fields, path: string, context: MessageContext): void {
  checkList(report, quickReply, "items", path, { min: 1, max: 13 }, function checkItem(item, place) {
    checkChoice(report, item, "type", place, ["action"]);
    checkMediaUrl(report, item, "imageUrl", place, { context, optional: true });
    checkObject(report, item, "action", place, "required", (action, at) =>
      checkAction(report, action, at, "quickReply"),
    );
  });
}

/** A quote token is good only in the chat of the quoted message. */
function checkQuote(report: Report, message: Fields, path: string, context: MessageContext): void {
  const token = message["quoteToken"];
  if (token === undefined || token === null || !QUOTING.has(String(message["type"]))) return;
  const property = join(path, "quoteToken");
  if (typeof token !== "string") report.malformed.push(property);
  else if (context.quotes === "checked" && (context.chat === undefined || context.quoteChat(token) !== context.chat.id))
    complain(report, property, "The quote token is not valid in this chat");
}
