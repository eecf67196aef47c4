/** Words of the app for one person's eyes. */
import { useState } from "preact/hooks";

import { html } from "../html.js";
import { Blocks } from "../kit/blocks.js";
import { Mrkdwn } from "../kit/mrkdwn.js";
import { words } from "../language/language.js";
import { clock, ofTs } from "../times.js";

export function Whisper({ desk, whisper }) {
  const [dismissed, setDismissed] = useState(false);
  const said = words().slack;
  if (dismissed) return "";
  const press = (element, value) =>
    desk.does("pressEphemeral", { number: whisper.number, actionId: element.action_id, value });
  return html`<article class="message whisper">
    <img class="avatar" src="media/face/app" alt="" width="36" height="36" />
    <div class="content">
      <p class="only">
        👁 ${said.onlyYou} · <button class="link" onClick=${() => setDismissed(true)}>${said.dismiss}</button>
      </p>
      <p class="who">
        <b>Threadline</b> <span class="badge">${said.app}</span> <time>${clock(ofTs(whisper.message_ts))}</time>
      </p>
      ${whisper.blocks.length > 0 ? html`<${Blocks} blocks=${whisper.blocks} desk=${{ press }} />` : html`<${Mrkdwn} text=${whisper.text} />`}
    </div>
  </article>`;
}
