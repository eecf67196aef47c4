import { checkChoice, checkText, complain, type Fields, graphemes, join, type Report } from "./report.ts";
import { checkLink } from "./url.ts";

const EVERYWHERE = ["postback", "message", "uri", "datetimepicker", "clipboard", "richmenuswitch"] as const;
const QUICK_REPLY = [
  "postback",
  "message",
  "uri",
  "datetimepicker",
  "clipboard",
  "camera",
  "cameraRoll",
  "location",
] as const;

/** In a quick reply the label is the button; elsewhere it may be missing where a picture is the button. */
export function checkAction(
  report: Report,
  action: Fields,
  path: string,
  place: "quickReply" | "button" | "picture",
): void {
  const type = checkChoice(report, action, "type", path, place === "quickReply" ? QUICK_REPLY : EVERYWHERE);
  if (type === undefined) return;
  checkText(report, action, "label", path, {
    max: place === "picture" ? 50 : 20,
    optional: place === "picture",
    measure: graphemes,
  });
  checkActionBody(report, action, path, type);
}

function checkActionBody(report: Report, action: Fields, path: string, type: string): void {
  if (type === "postback") {
    checkText(report, action, "data", path, { max: 300 });
    checkText(report, action, "displayText", path, { max: 300, optional: true, measure: graphemes });
    checkText(report, action, "fillInText", path, { max: 300, optional: true, measure: graphemes });
  } else if (type === "message") checkText(report, action, "text", path, { max: 300, measure: graphemes });
  else if (type === "uri") checkLink(report, action, "uri", path);
  else if (type === "clipboard") checkText(report, action, "clipboardText", path, { max: 1000 });
  else if (type === "richmenuswitch") checkText(report, action, "richMenuAliasId", path, { max: 32 });
  else if (type === "datetimepicker") {
    checkText(report, action, "data", path, { max: 300 });
    checkChoice(report, action, "mode", path, ["date", "time", "datetime"]);
  }
}

/** Buttons of one template: LINE wants some, but not too many. */
export function checkActions(
  report: Report,
  fields: Fields,
  path: string,
  limits: { min: number; max: number },
): number {
  const actions = fields["actions"];
  const property = join(path, "actions");
  if (!Array.isArray(actions) || actions.length < limits.min || actions.length > limits.max) {
    complain(report, property, `Size must be between ${limits.min} and ${limits.max}`);
    return 0;
  }
  for (const [index, action] of (actions as unknown[]).entries()) {
    if (typeof action === "object" && action !== null)
      checkAction(report, action as Fields, `${property}[${index}]`, "button");
    else report.malformed.push(`${property}[${index}]`);
  }
  return actions.length;
}
