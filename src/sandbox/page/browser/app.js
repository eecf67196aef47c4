import { useEffect } from "preact/hooks";

import { html } from "./html.js";
import { words } from "./language/language.js";
import { act, useLive } from "./live.js";
import { Phone } from "./phone/phone.js";
import { Workspace } from "./slack/workspace.js";
import { Refusals } from "./strip/refusals.js";
import { Strip } from "./strip/strip.js";
import { Tour } from "./strip/tour.js";
import { Toast } from "./toast.js";
import { setUi, useUi } from "./ui.js";

export function App() {
  const { line, slack, world, connected } = useLive();
  const ui = useUi();
  const said = words();
  useEffect(() => {
    document.documentElement.lang = ui.language;
    document.title = said.title;
  }, [ui.language, said.title]);
  // once, as the sandbox sees to
  const follows = world?.mayFollow && world.language !== ui.language;
  useEffect(() => {
    if (follows) void act("world", { act: "speak", language: ui.language });
  }, [follows]);
  if (!line || !slack || !world) return html`<p class="waiting" role="status">…</p>`;
  const side = (name, label) =>
    html`<button role="tab" aria-selected=${ui.side === name} onClick=${() => setUi({ side: name })}>${label}</button>`;
  return html`
    <${Strip} world=${world} connected=${connected} />
    <${Refusals} refusals=${world.refusals} />
    <div class="sides" role="tablist" aria-label=${said.sides}>
      ${side("phone", said.phone.tab)}${side("slack", said.slack.tab)}
    </div>
    <main class="worlds show-${ui.side}">
      <${Phone} chats=${line} shop=${world.shop} />
      <${Workspace} slack=${slack} />
    </main>
    <${Tour} customer=${line[0].name} />
    <${Toast} />
  `;
}
