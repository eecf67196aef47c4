/** The app's own place: its Home tab, and what it tells one person. */
import { useEffect, useState } from "preact/hooks";

import { html } from "../html.js";
import { Blocks } from "../kit/blocks.js";
import { words } from "../language/language.js";
import { setUi } from "../ui.js";
import { Entries } from "./channel.js";

export function AppPage({ desk, tab }) {
  const said = words().slack;
  const { slack, me } = desk;
  useEffect(() => void desk.does("home", {}), [me.id]);
  const messages = (slack.messages[me.direct] ?? []).map((message) => ({ ts: message.ts, message }));
  const choice = (name) =>
    html`<button role="tab" aria-selected=${tab === name} onClick=${() => setUi({ tab: name })}>${said[name]}</button>`;
  return html`<div class="channel app-page">
    <header>
      <h2><img src="media/face/app" alt="" width="24" height="24" /> Threadline</h2>
      <div role="tablist" class="tabs">${choice("home")}${choice("messages")}</div>
    </header>
    ${tab === "home" ? html`<${Home} desk=${desk} view=${slack.homes[me.id]} />` : html`<${Entries} all=${messages} desk=${desk} channel=${me.direct} empty=${said.about} label=${said.messages} />`}
  </div>`;
}

function Home({ desk, view }) {
  const [values, setValues] = useState({});
  if (!view) return html`<p class="empty">${words().slack.emptyHome}</p>`;
  const press = (element, value) =>
    desk.does("pressView", { view: view.id, actionId: element.action_id, value, values });
  const suggest = (element, value) => desk.does("suggest", { view: view.id, actionId: element.action_id, value });
  const fill = (id, value) => setValues((all) => ({ ...all, [id]: value }));
  return html`<div class="home"><${Blocks} blocks=${view.blocks} desk=${{ press, suggest, fill, values }} /></div>`;
}
