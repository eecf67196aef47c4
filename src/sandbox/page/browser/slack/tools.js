/** What can be done with a message: a reaction, its thread, its menu. */
import { html } from "../html.js";
import { emojiOf } from "../kit/emoji.js";
import { words } from "../language/language.js";
import { Menu } from "../menu.js";
import { usePicker } from "../picker.js";
import { setUi } from "../ui.js";

const REACTIONS = ["white_check_mark", "eyes", "fast_forward", "x", "heart", "pray", "tada", "+1"];

export function Tools({ desk, message, place, inThread, edit }) {
  const { picking, close, toggle, inside } = usePicker();
  const said = words().slack;
  const { does, me } = desk;
  const shortcuts = Object.entries(said.shortcuts).map(([callback, label]) => ({
    label,
    choose: () => does("shortcut", { ...place, callback }),
  }));
  const mine = message.user === me.id && !message.bot_id;
  const own = mine
    ? [
        { label: said.edit, choose: edit },
        { label: said.remove, choose: () => does("remove", place) },
      ]
    : [];
  const react = (name) => {
    close();
    void does("react", { ...place, name });
  };
  const quick = (name) =>
    html`<button key=${name} aria-label=${`:${name}:`} title=${`:${name}:`} onClick=${() => react(name)}>
      ${emojiOf(name)}
    </button>`;
  return html`<div class=${picking ? "tools open" : "tools"} ...${inside}>
    ${picking ? html`<div class="picker" role="group" aria-label=${said.react}>${REACTIONS.map(quick)}</div>` : ""}
    <button class="round" aria-label=${said.react} title=${said.react} aria-expanded=${picking} onClick=${toggle}>
      ☺
    </button>
    ${inThread ? "" : html`<button class="round" aria-label=${said.openThread} title=${said.openThread} onClick=${() => setUi({ thread: { channel: place.channel, ts: message.thread_ts ?? message.ts } })}>💬</button>`}
    <${Menu} label=${said.more} face="⋯" items=${[...shortcuts, ...own]} />
  </div>`;
}
