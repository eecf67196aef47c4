/** Quick replies stand above the keyboard until the next message. */
import { html } from "../html.js";
import { Tap } from "./template.js";

export function QuickReplies({ phone }) {
  const items = phone.chat.messages.at(-1)?.message.quickReply?.items ?? [];
  if (items.length === 0) return "";
  return html`<div class="quick">
    ${items.map(({ action }, index) => html`<${Tap} key=${index} action=${action} phone=${phone}>${action.label}<//>`)}
  </div>`;
}
