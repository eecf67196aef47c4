/** Slack's own markup: links, mentions, dates, bold, italic, strike, code, quotes, emoji. */
import { html } from "../html.js";
import { slackDate } from "../times.js";
import { withEmoji } from "./emoji.js";
import { personName, placeName } from "./names.js";

export function Mrkdwn({ text }) {
  return html`<div class="mrkdwn">${fenced(text ?? "")}</div>`;
}

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function fenced(text) {
  return text
    .split("```")
    .map((part, index) =>
      index % 2 === 1 ? html`<pre key=${index}>${plain(part.replace(/^\n/, ""))}</pre>` : quoted(part),
    );
}

function quoted(text) {
  const groups = [];
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = groups.at(-1);
    if (last && last.isQuote === (quote !== null)) last.lines.push(quote?.[1] ?? line);
    else groups.push({ isQuote: quote !== null, lines: [quote?.[1] ?? line] });
  }
  return groups.map(({ isQuote, lines }, index) => {
    const inside = lines.map((line, at) => html`${at > 0 ? html`<br />` : ""}${inline(line)}`);
    return isQuote ? html`<blockquote key=${index}>${inside}</blockquote>` : html`<span key=${index}>${inside}</span>`;
  });
}

const EDGE_BEFORE = "(?<![\\p{L}\\p{N}])";
const EDGE_AFTER = "(?![\\p{L}\\p{N}])";
const styled = (mark) => `${EDGE_BEFORE}[${mark}](?=\\S)[^${mark}\\n]+[${mark}]${EDGE_AFTER}`;
const PIECES = new RegExp(["`[^`\\n]+`", "<[^<>\\n]+>", styled("*"), styled("_"), styled("~")].join("|"), "gu");
const TAGS = { "*": "strong", _: "em", "~": "s" };

function inline(text) {
  const out = [];
  let from = 0;
  for (const match of text.matchAll(PIECES)) {
    out.push(withEmoji(plain(text.slice(from, match.index))), piece(match[0]));
    from = match.index + match[0].length;
  }
  return [...out, withEmoji(plain(text.slice(from)))];
}

function piece(found) {
  if (found.startsWith("`")) return html`<code>${plain(found.slice(1, -1))}</code>`;
  if (found.startsWith("<")) return token(found.slice(1, -1));
  const Tag = TAGS[found[0]];
  return html`<${Tag}>${inline(found.slice(1, -1))}<//>`;
}

function token(inside) {
  const bar = inside.indexOf("|");
  const [target, label] = bar < 0 ? [inside, undefined] : [inside.slice(0, bar), plain(inside.slice(bar + 1))];
  if (target.startsWith("@")) return mention(`@${personName(target.slice(1))}`);
  if (target.startsWith("#")) return mention(`#${placeName(target.slice(1))}`);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) return mention(label ?? "@group");
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`);
  return html`<${Link} url=${plain(target)}>${withEmoji(label ?? plain(target))}<//>`;
}

const mention = (name) => html`<span class="mention">${name}</span>`;

function date(target, fallback) {
  const [, seconds, pattern] = target.split("^");
  return html`<time title=${fallback}>${pattern ? slackDate(Number(seconds), pattern) : fallback}</time>`;
}

/** A link to a message of this workspace leads there; any other opens. */
export function Link({ url, children }) {
  const there = /\.slack\.com\/archives\/(?<channel>\w+)\/p(?<digits>\d+)(?:\?thread_ts=(?<thread>[\d.]+))?/.exec(
    url,
  )?.groups;
  if (!there) return html`<a href=${url} target="_blank" rel="noopener noreferrer">${children}</a>`;
  const ts = `${there.digits.slice(0, -6)}.${there.digits.slice(-6)}`;
  const go = (event) => {
    event.preventDefault();
    document.dispatchEvent(
      new CustomEvent("open-thread", { detail: { channel: there.channel, ts: there.thread ?? ts } }),
    );
  };
  return html`<a href=${url} onClick=${go}>${children}</a>`;
}
