/** A text object: plain, or in Slack's markup. */
import { html } from "../html.js";
import { withEmoji } from "./emoji.js";
import { Mrkdwn } from "./mrkdwn.js";

export function Text({ text }) {
  if (text.type === "mrkdwn") return html`<${Mrkdwn} text=${text.text} />`;
  const shown = text.emoji === false ? text.text : withEmoji(text.text);
  return html`<span class="plain">${shown}</span>`;
}
