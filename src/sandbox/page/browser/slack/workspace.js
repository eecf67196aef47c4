/** The team's Slack: who one is, the places at the left, a channel or the app in the middle, a thread at the right. */
import { useEffect } from "preact/hooks";

import { html } from "../html.js";
import { learnNames } from "../kit/names.js";
import { words } from "../language/language.js";
import { act } from "../live.js";
import { setUi, useUi } from "../ui.js";
import { AppPage } from "./app-page.js";
import { Channel } from "./channel.js";
import { Modal } from "./modal.js";
import { Sidebar } from "./sidebar.js";
import { Thread } from "./thread.js";

export function Workspace({ slack }) {
  const ui = useUi();
  learnNames(slack);
  const me = slack.team.find(({ id }) => id === ui.me) ?? slack.team[0];
  const channel = slack.channels.find(({ id }) => id === (ui.place ?? slack.channels[0].id));
  const desk = {
    slack,
    me,
    does: (name, fields) => act("slack", { act: name, who: me.id, ...fields }),
  };
  useEffect(() => {
    const open = ({ detail }) => setUi({ place: detail.channel, thread: { channel: detail.channel, ts: detail.ts } });
    document.addEventListener("open-thread", open);
    return () => document.removeEventListener("open-thread", open);
  }, []);
  const thread = ui.thread && slack.threads[`${ui.thread.channel}:${ui.thread.ts}`] ? ui.thread : undefined;
  return html`<section class="slack" aria-label=${words().slack.label}>
    <${Sidebar} desk=${desk} place=${channel?.id ?? "app"} />
    <div class=${thread ? "middle beside" : "middle"}>
      ${channel ? html`<${Channel} key=${channel.id} desk=${desk} channel=${channel} />` : html`<${AppPage} desk=${desk} tab=${ui.tab} />`}
      ${thread ? html`<${Thread} key=${thread.ts} desk=${desk} place=${thread} />` : ""}
    </div>
    <${Modal} desk=${desk} views=${slack.modals[me.id] ?? []} />
  </section>`;
}
