import { words } from "../language/language.js";
/** What a button of a message does when it is tapped. */
import { complain, mention } from "../toast.js";

/** Props for a button or link of this action. */
export function tapProps(action, phone) {
  if (action.type === "uri") {
    const isWeb = /^https?:/.test(action.uri);
    const hint = () => !isWeb && mention(words().phone.opens, action.uri);
    return { href: action.uri, onClick: hint, ...(isWeb ? { target: "_blank", rel: "noopener noreferrer" } : {}) };
  }
  return { onClick: () => tap(action, phone) };
}

async function tap(action, phone) {
  if (action.type === "clipboard") return copy(action.clipboardText);
  if (action.type === "camera" || action.type === "cameraRoll") return void phone.pickPhoto?.();
  if (action.type === "location")
    return phone.does("place", { title: phone.said.placeTitle, address: phone.said.placeAddress });
  if (action.type === "datetimepicker") return pickTime(action, phone);
  if (action.type === "message" || action.type === "postback") return phone.does("tap", { action });
  return complain(action.type);
}

async function copy(text) {
  await navigator.clipboard?.writeText(text).catch(() => undefined);
  mention(`${words().phone.copied} ${text}`);
}

const KINDS = { date: "date", time: "time", datetime: "datetime-local" };

/** The browser's own picker stands for the phone's. */
function pickTime(action, phone) {
  const input = Object.assign(document.createElement("input"), {
    type: KINDS[action.mode],
    value: action.initial ?? "",
    min: action.min ?? "",
    max: action.max ?? "",
    ariaLabel: phone.said.choose,
    className: "time-picker",
  });
  input.addEventListener("change", () => {
    input.remove();
    if (input.value) void phone.does("tap", { action, params: { [action.mode]: input.value } });
  });
  input.addEventListener("blur", () => input.remove());
  document.querySelector(".phone")?.append(input);
  input.focus();
  input.showPicker?.();
}
