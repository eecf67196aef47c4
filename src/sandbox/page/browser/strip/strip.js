/** What drives both worlds: the clock, the app's life, what goes wrong, and what it cost so far. */
import { useEffect, useState } from "preact/hooks";

import { html } from "../html.js";
import { words } from "../language/language.js";
import { act, now } from "../live.js";
import { clock, shortDay } from "../times.js";
import { setUi, useUi } from "../ui.js";

const HOUR = 3_600_000;

export function Strip({ world, connected }) {
  const said = words().strip;
  return html`<header class="strip">
    <div class="brand">
      <img src="media/face/app" alt="" width="32" height="32" />
      <div>
        <h1>${words().title}</h1>
        <p>${said.tagline}</p>
      </div>
    </div>
    <dl class="counters" data-tour="counters">
      ${Object.entries(world.counters).map(
        ([name, count]) =>
          html`<div key=${name} data-counter=${name}>
            <dd>${count}</dd>
            <dt>${said.counters[name]}</dt>
          </div>`,
      )}
    </dl>
    <${Choices} said=${said} language=${world.language} />
    <div class="second">
      <${Time} said=${said} />
      <${Life} said=${said} app=${world.app} />
      <${Troubles} said=${said} on=${world.troubles} />
    </div>
    ${connected ? "" : html`<p class="offline" role="alert">${said.offline}</p>`}
  </header>`;
}

function Time({ said }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const advance = (milliseconds) => act("world", { act: "advance", milliseconds });
  return html`<section class="group time" aria-label=${said.time} data-tour="time">
    <time class="clock"><b>${clock(now())}</b><span>${shortDay(now())}</span></time>
    <button onClick=${() => advance(HOUR)}>${said.hour}</button>
    <button onClick=${() => advance(24 * HOUR)}>${said.day}</button>
  </section>`;
}

function Life({ said, app }) {
  const button =
    app === "running"
      ? html`<button class="danger" onClick=${() => act("world", { act: "kill" })}>${said.kill}</button>`
      : html`<button disabled=${app === "starting"} onClick=${() => act("world", { act: "start" })}>
          ${said.start}
        </button>`;
  return html`<section class="group life" aria-label=${said.app}>
    <span class="lamp ${app}" role="status">${said.app} ${said.states[app]}</span>${button}
  </section>`;
}

function Troubles({ said, on }) {
  const toggle = ([trouble, [label, hint]]) =>
    html`<label key=${trouble} class="toggle" title=${hint}>
      <input
        type="checkbox"
        role="switch"
        checked=${on.includes(trouble)}
        onChange=${(event) => act("world", { act: "trouble", trouble, on: event.currentTarget.checked })}
      />
      <span>${label}</span>
    </label>`;
  return html`<fieldset class="group troubles">
    <legend>${said.troubles}</legend>
    ${Object.entries(said.trouble).map(toggle)}
  </fieldset>`;
}

function Choices({ said, language }) {
  const ui = useUi();
  const speak = (chosen) => {
    setUi({ language: chosen });
    if (chosen !== language) void act("world", { act: "speak", language: chosen });
  };
  const option = (name, label) =>
    html`<button lang=${name} aria-pressed=${ui.language === name} onClick=${() => speak(name)}>${label}</button>`;
  return html`<div class="group choices">
    <div class="languages" role="group" aria-label=${said.language}>
      ${option("ja", "日本語")}${option("en", "English")}
    </div>
    <button onClick=${() => setUi({ toured: false, step: 0 })}>${said.tour}</button>
  </div>`;
}
