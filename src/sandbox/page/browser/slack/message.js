/** One message in Slack: who, when, what, its reactions, its thread, and what can be done with it. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { html } from "../html.js";
import { Blocks } from "../kit/blocks.js";
import { emojiOf, withEmoji } from "../kit/emoji.js";
import { Mrkdwn } from "../kit/mrkdwn.js";
import { personName } from "../kit/names.js";
import { localPicture } from "../kit/picture.js";
import { words } from "../language/language.js";
import { clock, ofTs } from "../times.js";
import { setUi } from "../ui.js";
import { Files } from "./files.js";
import { Tools } from "./tools.js";

export function Message({ desk, message, channel, inThread }) {
  const [editing, setEditing] = useState(false);
  const said = words().slack;
  const { ts, subtype } = message;
  const place = { channel, ts };
  if (subtype === "tombstone")
    return html`<article class="message gone">
      <p>${said.deleted}</p>
      ${inThread ? "" : html`<${Replies} message=${message} channel=${channel} />`}
    </article>`;
  const press = (element, value) => desk.does("press", { ...place, actionId: element.action_id, value });
  const isReply = subtype === "thread_broadcast" && !inThread;
  return html`<article class="message" data-ts=${ts}>
    <img class="avatar" src=${pictureOf(desk, message)} alt="" width="36" height="36" />
    <div class="content">
      <p class="who">
        <b>${nameOf(message)}</b>${message.bot_id ? html` <span class="badge">${said.app}</span>` : ""}
        <time>${clock(ofTs(ts))}</time>
      </p>
      ${isReply ? html`<${RepliedTo} desk=${desk} channel=${channel} root=${message.thread_ts} />` : ""}
      ${editing ? html`<${Editor} desk=${desk} place=${place} text=${message.text} close=${() => setEditing(false)} />` : html`<${Words} message=${message} press=${press} />`}
      ${message.edited ? html`<small class="edited">${said.edited}</small>` : ""}
      ${message.files ? html`<${Files} files=${message.files} />` : ""}
      <${Reactions} desk=${desk} message=${message} place=${place} />
      ${inThread ? "" : html`<${Replies} message=${message} channel=${channel} />`}
    </div>
    <${Tools} desk=${desk} message=${message} place=${place} inThread=${inThread} edit=${() => setEditing(true)} />
  </article>`;
}

function Words({ message, press }) {
  if (message.blocks?.length > 0) return html`<${Blocks} blocks=${message.blocks} desk=${{ press }} />`;
  return message.text ? html`<${Mrkdwn} text=${message.text} />` : "";
}

const nameOf = ({ username, user, bot_profile: bot }) =>
  username ? withEmoji(username) : user && !bot ? personName(user) : "Threadline";

function pictureOf({ slack }, { icons, user, bot_id: bot }) {
  const own = localPicture(icons?.image_72);
  if (own) return own;
  const person = slack.team.find(({ id }) => id === user);
  return `media/face/${person && !bot ? person.face : "app"}`;
}

function Reactions({ desk, message, place }) {
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return "";
  return html`<div class="reactions">
    ${reactions.map(
      ({ name, users }) =>
        html`<button
          key=${name}
          aria-pressed=${users.includes(desk.me.id)}
          title=${users.map(personName).join(", ")}
          aria-label=${`:${name}: ${users.length}`}
          onClick=${() => desk.does("react", { ...place, name })}
        >
          ${emojiOf(name) ?? `:${name}:`} <span>${users.length}</span>
        </button>`,
    )}
  </div>`;
}

/** Above a reply that was sent to the channel, too. */
function RepliedTo({ desk, channel, root }) {
  const card = desk.slack.messages[channel]?.find(({ ts }) => ts === root);
  const open = () => setUi({ thread: { channel, ts: root } });
  return html`<p class="replied-to">
    ${words().slack.repliedTo}
    <button class="link" onClick=${open}>${withEmoji(card?.text ?? "") || words().slack.thread}</button>
  </p>`;
}

function Replies({ message, channel }) {
  const said = words().slack;
  if (!message.reply_count) return "";
  const open = () => setUi({ thread: { channel, ts: message.ts } });
  return html`<button class="replies" onClick=${open}>
    <b>${said.replies(message.reply_count)}</b> <span>${said.lastReply} ${clock(ofTs(message.latest_reply))}</span>
  </button>`;
}

function Editor({ desk, place, text, close }) {
  const [typed, setTyped] = useState(text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
  const said = words();
  const box = useRef(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const save = (event) => {
    event.preventDefault();
    close();
    void desk.does("edit", { ...place, text: typed });
  };
  return html`<form class="editor" onSubmit=${save}>
    <textarea
      rows="2"
      value=${typed}
      aria-label=${said.slack.edit}
      ref=${box}
      onInput=${(event) => setTyped(event.currentTarget.value)}
      onKeyDown=${(event) => event.key === "Escape" && close()}
    ></textarea>
    <button type="button" class="button" onClick=${close}>${said.cancel}</button>
    <button class="button primary">${said.slack.save}</button>
  </form>`;
}
