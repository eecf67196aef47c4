/** `rich_text` blocks: what Slack makes of what somebody types, and how the app shows customers' words. */
import { html } from "../html.js";
import { slackDate } from "../times.js";
import { emojiOf } from "./emoji.js";
import { Link } from "./mrkdwn.js";
import { personName, placeName } from "./names.js";

export function RichText({ block }) {
  return html`<div class="rich-text">
    ${block.elements.map((part, index) => html`<${Part} key=${index} part=${part} />`)}
  </div>`;
}

function Part({ part }) {
  const inside = (part.elements ?? []).map((element, index) => html`<${Inline} key=${index} element=${element} />`);
  if (part.type === "rich_text_quote") return html`<blockquote>${inside}</blockquote>`;
  if (part.type === "rich_text_preformatted") return html`<pre>${inside}</pre>`;
  if (part.type === "rich_text_list") {
    const items = part.elements.map(
      (item, index) =>
        html`<li key=${index}>${item.elements.map((element) => html`<${Inline} element=${element} />`)}</li>`,
    );
    return part.style === "ordered"
      ? html`<ol start=${(part.offset ?? 0) + 1}>
          ${items}
        </ol>`
      : html`<ul>
          ${items}
        </ul>`;
  }
  return html`<p>${inside.length > 0 ? inside : html`<br />`}</p>`;
}

function Inline({ element }) {
  const { bold, italic, strike, code } = element.style ?? {};
  let shown = SHOWN[element.type]?.(element) ?? "";
  if (code) shown = html`<code>${shown}</code>`;
  if (strike) shown = html`<s>${shown}</s>`;
  if (italic) shown = html`<em>${shown}</em>`;
  return bold ? html`<strong>${shown}</strong>` : shown;
}

const mention = (name) => html`<span class="mention">${name}</span>`;

const SHOWN = {
  text: ({ text }) => text,
  link: ({ url, text }) => html`<${Link} url=${url}>${text ?? url}<//>`,
  emoji: ({ name, unicode }) =>
    emojiOf(name) ??
    (unicode ? String.fromCodePoint(...unicode.split("-").map((code) => Number.parseInt(code, 16))) : `:${name}:`),
  user: ({ user_id: id }) => mention(`@${personName(id)}`),
  channel: ({ channel_id: id }) => mention(`#${placeName(id)}`),
  usergroup: () => mention("@group"),
  broadcast: ({ range }) => mention(`@${range}`),
  date: ({ timestamp, format, fallback }) => html`<time>${format ? slackDate(timestamp, format) : fallback}</time>`,
  color: ({ value }) => value,
};
