/** A channel: head cards and what was said around them, words for one's own eyes, and the box to write in. */
import { html } from "../html.js";
import { words } from "../language/language.js";
import { useEnd } from "../scroll.js";
import { dayOf, longDay, ofTs } from "../times.js";
import { Composer } from "./composer.js";
import { Message } from "./message.js";
import { Whisper } from "./whisper.js";

export function Channel({ desk, channel }) {
  const { slack, me } = desk;
  const said = words().slack;
  const whispers = slack.ephemerals.filter(
    (each) => each.channel === channel.id && each.user === me.id && each.thread_ts === undefined,
  );
  const messages = slack.messages[channel.id] ?? [];
  const all = [
    ...messages.map((message) => ({ ts: message.ts, message })),
    ...whispers.map((whisper) => ({ ts: whisper.message_ts, whisper })),
  ].sort((one, other) => (one.ts < other.ts ? -1 : 1));
  return html`<div class="channel">
    <header>
      <h2><span aria-hidden="true">#</span> ${channel.name}</h2>
    </header>
    <${Entries} all=${all} desk=${desk} channel=${channel.id} empty=${said.quiet} label=${channel.name} />
    <${Composer} desk=${desk} channel=${channel.id} label=${said.write(channel.name)} />
  </div>`;
}

export function Entries({ all, desk, channel, empty, label, inThread = false }) {
  const end = useEnd();
  const entry = ({ ts, message, whisper }, index) => {
    const day = dayOf(ofTs(ts));
    const isFirst = index === 0 || dayOf(ofTs(all[index - 1].ts)) !== day;
    const shown = message
      ? html`<${Message} key=${ts} desk=${desk} message=${message} channel=${channel} inThread=${inThread} />`
      : html`<${Whisper} key=${`w${ts}`} desk=${desk} whisper=${whisper} />`;
    return isFirst && !inThread
      ? html`<p class="day" key=${day}><span>${longDay(ofTs(ts))}</span></p>
          ${shown}`
      : shown;
  };
  return html`<div
    class="entries"
    role="log"
    tabindex="0"
    aria-label=${label}
    ...${end}
    data-tour=${inThread ? undefined : "card"}
  >
    ${all.length === 0 ? html`<p class="empty">${empty}</p>` : all.map(entry)}
  </div>`;
}
