/** An `input` block: label, control, hint, and what the app found wrong with it. */
import { html } from "../html.js";
import { words } from "../language/language.js";
import { CONTROLS } from "./controls.js";
import { Text } from "./text.js";

export function Field({ block, desk }) {
  const { block_id: id, label, hint, optional, element, dispatch_action: dispatches } = block;
  const Control = CONTROLS[element.type];
  const error = desk.errors?.[id];
  const fill = (value) => {
    desk.fill(id, value);
    if (dispatches && element.type !== "plain_text_input") desk.press(element, value);
  };
  return html`<div class=${error ? "field wrong" : "field"}>
    <span class="label"
      ><${Text} text=${label} />${optional ? html` <small>(${words().slack.optional})</small>` : ""}</span
    >
    ${Control ? html`<${Control} element=${element} value=${desk.values?.[id]} fill=${fill} desk=${{ ...desk, dispatches }} label=${label.text} />` : `[${element.type}]`}
    ${error ? html`<p class="error" role="alert">${error}</p>` : ""}
    ${hint ? html`<p class="hint"><${Text} text=${hint} /></p>` : ""}
  </div>`;
}
