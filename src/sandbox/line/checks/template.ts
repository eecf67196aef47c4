import { checkAction, checkActions } from "./action.ts";
import type { MessageContext } from "./context.ts";
import {
  checkChoice,
  checkList,
  checkNumber,
  checkObject,
  checkText,
  complain,
  type Fields,
  graphemes,
  isFields,
  join,
  type Report,
} from "./report.ts";
import { checkMediaUrl } from "./url.ts";

export function checkTemplate(report: Report, message: Fields, path: string, context: MessageContext): void {
  checkText(report, message, "altText", path, { max: 1500 });
  checkObject(report, message, "template", path, "required", function checkBody(template, place) {
    const type = checkChoice(report, template, "type", place, ["buttons", "confirm", "carousel", "image_carousel"]);
    if (type === "buttons") checkColumn(report, template, place, { context, long: 160, short: 60, actions: 4 });
    if (type === "confirm") {
      checkText(report, template, "text", place, { max: 240, measure: graphemes });
      checkActions(report, template, place, { min: 2, max: 2 });
    }
    if (type === "carousel") checkCarousel(report, template, place, context);
    if (type === "image_carousel") checkPictures(report, template, place, context);
  });
}

/** A title or a picture halves the room for the text. */
function checkColumn(
  report: Report,
  column: Fields,
  path: string,
  limits: { context: MessageContext; long: number; short: number; actions: number },
): number {
  checkMediaUrl(report, column, "thumbnailImageUrl", path, { context: limits.context, optional: true });
  const title = checkText(report, column, "title", path, { max: 40, optional: true, measure: graphemes });
  const narrow = title !== undefined || column["thumbnailImageUrl"] !== undefined;
  checkText(report, column, "text", path, { max: narrow ? limits.short : limits.long, measure: graphemes });
  return checkActions(report, column, path, { min: 1, max: limits.actions });
}

function checkCarousel(report: Report, template: Fields, path: string, context: MessageContext): void {
  const counts = new Set<number>();
  checkList(report, template, "columns", path, { min: 1, max: 10 }, function checkEach(column, place) {
    counts.add(checkColumn(report, column, place, { context, long: 120, short: 60, actions: 3 }));
  });
  if (counts.size > 1) complain(report, join(path, "columns"), "All columns must have the same number of actions");
}

function checkPictures(report: Report, template: Fields, path: string, context: MessageContext): void {
  checkList(report, template, "columns", path, { min: 1, max: 10 }, function checkEach(column, place) {
    checkMediaUrl(report, column, "imageUrl", place, { context });
    checkObject(report, column, "action", place, "required", (action, at) =>
      checkAction(report, action, at, "picture"),
    );
  });
}

export function checkFlex(report: Report, message: Fields, path: string): void {
  checkText(report, message, "altText", path, { max: 1500 });
  checkObject(report, message, "contents", path, "required", function checkContents(contents, place) {
    const type = checkChoice(report, contents, "type", place, ["bubble", "carousel"]);
    if (type === "bubble") checkSize(report, contents, place, 30);
    if (type !== "carousel") return;
    checkSize(report, contents, place, 50);
    checkList(report, contents, "contents", place, { min: 1, max: 12 }, function checkBubble(bubble, at) {
      checkChoice(report, bubble, "type", at, ["bubble"]);
      checkSize(report, bubble, at, 30);
    });
  });
}

function checkSize(report: Report, value: Fields, path: string, kilobytes: number): void {
  if (Buffer.byteLength(JSON.stringify(value)) > kilobytes * 1024)
    complain(report, path, `Must be at most ${kilobytes} KB`);
}

export function checkImagemap(report: Report, message: Fields, path: string, context: MessageContext): void {
  checkMediaUrl(report, message, "baseUrl", path, { context });
  checkText(report, message, "altText", path, { max: 1500 });
  checkObject(report, message, "baseSize", path, "required", function checkBase(size, place) {
    checkNumber(report, size, "width", place, { min: 1040, max: 1040, whole: true });
    checkNumber(report, size, "height", place, { min: 1, max: Number.MAX_SAFE_INTEGER, whole: true });
  });
  checkList(report, message, "actions", path, { min: 0, max: 50 }, function checkArea(action, place) {
    checkChoice(report, action, "type", place, ["uri", "message", "clipboard"]);
    if (!isFields(action["area"])) complain(report, join(place, "area"), "May not be null");
  });
}
