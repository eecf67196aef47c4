import { html } from "../html.js";
import { placeName } from "../kit/names.js";
import { words } from "../language/language.js";
import { setUi } from "../ui.js";
import { Entries } from "./channel.js";
import { Composer } from "./composer.js";

export function Thread({ desk, place }) {
  const { slack, me } = desk;
  const said = words().slack;
  const messages = slack.threads[`${place.channel}:${place.ts}`] ?? [];
  const whispers = slack.ephemerals.filter(
    (each) => each.channel === place.channel && each.user === me.id && each.thread_ts === place.ts,
  );
  const all = [
    ...messages.map((message) => ({ ts: message.ts, message })),
    ...whispers.map((whisper) => ({ ts: whisper.message_ts, whisper })),
  ].sort((one, other) => (one.ts < other.ts ? -1 : 1));
  return html`<aside class="thread" aria-label=${said.thread} data-tour="thread">
    <header>
      <h2>${said.thread} <small># ${placeName(place.channel)}</small></h2>
      <button class="round" aria-label=${words().close} onClick=${() => setUi({ thread: undefined })}>×</button>
    </header>
    <${Entries} all=${all} desk=${desk} channel=${place.channel} label=${said.thread} inThread />
    <${Composer} desk=${desk} channel=${place.channel} thread=${place.ts} label=${said.reply} />
  </aside>`;
}
