import type { MessageContext } from "./context.ts";
import { checkNumber, checkText, complain, type Fields, join, type Report } from "./report.ts";
import { checkMediaUrl } from "./url.ts";

export function checkImage(report: Report, message: Fields, path: string, context: MessageContext): void {
  checkMediaUrl(report, message, "originalContentUrl", path, { context });
  checkMediaUrl(report, message, "previewImageUrl", path, { context });
}

export function checkVideo(report: Report, message: Fields, path: string, context: MessageContext): void {
  checkImage(report, message, path, context);
  const tracking = checkText(report, message, "trackingId", path, { max: 100, optional: true });
  const oneToOne = context.chat === undefined || context.chat.kind === "user";
  if (tracking !== undefined && !oneToOne)
    complain(report, join(path, "trackingId"), "Can be used in one-on-one chats only");
}

export function checkAudio(report: Report, message: Fields, path: string, context: MessageContext): void {
  checkMediaUrl(report, message, "originalContentUrl", path, { context });
  checkNumber(report, message, "duration", path, { min: 1, max: Number.MAX_SAFE_INTEGER, whole: true });
}

export function checkLocation(report: Report, message: Fields, path: string): void {
  checkText(report, message, "title", path, { max: 100 });
  checkText(report, message, "address", path, { max: 100 });
  checkNumber(report, message, "latitude", path, { min: -90, max: 90 });
  checkNumber(report, message, "longitude", path, { min: -180, max: 180 });
}

/** The packages of LINE's list of sendable stickers, with the first and last sticker of each. What users bought cannot be sent. */
const STICKERS: Readonly<Record<string, readonly [number, number]>> = {
  446: [1988, 2027],
  789: [10855, 10894],
  1070: [17839, 17878],
  6136: [10551376, 10551399],
  6325: [10979904, 10979927],
  6359: [11069848, 11069871],
  6362: [11087920, 11087943],
  6370: [11088016, 11088039],
  6632: [11825374, 11825397],
  8515: [16581242, 16581265],
  8522: [16581266, 16581289],
  8525: [16581290, 16581313],
  11537: [52002734, 52002773],
  11538: [51626494, 51626533],
  11539: [52114110, 52114149],
};

export function checkSticker(report: Report, message: Fields, path: string): void {
  const packageId = checkText(report, message, "packageId", path, { max: 20 });
  const stickerId = checkText(report, message, "stickerId", path, { max: 20 });
  if (packageId === undefined || stickerId === undefined) return;
  const range = STICKERS[packageId];
  const known = range !== undefined && Number(stickerId) >= range[0] && Number(stickerId) <= range[1];
  if (!known) complain(report, join(path, "stickerId"), "The sticker cannot be sent");
}
