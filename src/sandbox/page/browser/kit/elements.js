/** What can be pressed or chosen, inside of messages, windows and the Home tab. */
import { useState } from "preact/hooks";

import { html } from "../html.js";
import { words } from "../language/language.js";
import { Menu } from "../menu.js";
import { CONTROLS } from "./controls.js";
import { withEmoji } from "./emoji.js";
import { Picture } from "./picture.js";
import { Text } from "./text.js";

export function Element({ element, blockId, desk }) {
  const [asking, setAsking] = useState(undefined);
  const press = (value) => {
    const go = () => desk.press(element, value);
    if (element.confirm) setAsking({ go });
    else go();
  };
  const question = asking
    ? html`<${Confirm}
        confirm=${element.confirm}
        answer=${(yes) => {
          setAsking(undefined);
          if (yes) asking.go();
        }}
      />`
    : "";
  if (element.type === "image") return html`<${Picture} image=${element} />`;
  if (element.type === "button") return html`<${Button} element=${element} press=${press} />${question}`;
  if (element.type === "overflow") {
    const items = element.options.map((option) => ({
      label: withEmoji(option.text.text),
      choose: () => press(option.value),
    }));
    return html`<${Menu} label=${words().slack.more} face="⋯" items=${items} class="overflow" />${question}`;
  }
  const Control = CONTROLS[element.type];
  if (!Control) return html`<p class="unknown">[${element.type}]</p>`;
  const fill = (value) => {
    desk.fill?.(blockId, value);
    press(value);
  };
  return html`<${Control}
      element=${element}
      value=${desk.values?.[blockId]}
      fill=${fill}
      desk=${desk}
      label=${element.placeholder?.text ?? words().slack.pick}
    />${question}`;
}

function Button({ element, press }) {
  const name = `button ${element.style ?? ""}`;
  const label = element.accessibility_label;
  if (element.url)
    return html`<a
      class=${name}
      href=${element.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label=${label}
      onClick=${() => press(element.value)}
      ><${Text} text=${element.text}
    /></a>`;
  return html`<button type="button" class=${name} aria-label=${label} onClick=${() => press(element.value)}>
    <${Text} text=${element.text} />
  </button>`;
}

function Confirm({ confirm, answer }) {
  const keys = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    answer(false);
  };
  return html`<div class="veil" onKeyDown=${keys}>
    <div class="confirm" role="alertdialog" aria-modal="true" aria-label=${confirm.title.text}>
      <h3>${confirm.title.text}</h3>
      <${Text} text=${confirm.text} />
      <div class="buttons">
        <button type="button" class="button" onClick=${() => answer(false)}>${confirm.deny.text}</button>
        <button
          type="button"
          class=${`button ${confirm.style ?? "primary"}`}
          ref=${(button) => button?.focus()}
          onClick=${() => answer(true)}
        >
          ${confirm.confirm.text}
        </button>
      </div>
    </div>
  </div>`;
}
