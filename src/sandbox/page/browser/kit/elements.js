/** What can be pressed or chosen, inside of messages, windows and the Home tab. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { html } from "../html.js";
import { words } from "../language/language.js";
import { Menu } from "../menu.js";
import { CONTROLS } from "./controls.js";
import { withEmoji } from "./emoji.js";
import { keepInside } from "./keep-inside.js";
import { Picture } from "./picture.js";
import { Text } from "./text.js";

/** `blockId`: where its block holds nothing else that has a value, and what was chosen is sent with the window. */
export function Element({ element, blockId, desk }) {
  const [chosen, setChosen] = useState(undefined);
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
    setChosen(value);
    if (blockId !== undefined) desk.fill?.(blockId, value);
    press(value);
  };
  return html`<${Control}
      element=${element}
      value=${chosen}
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
  const root = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    root.current?.querySelector("button:last-of-type")?.focus();
    return () => before instanceof HTMLElement && before.isConnected && before.focus();
  }, []);
  const keys = (event) => {
    event.stopPropagation();
    if (event.key === "Escape") answer(false);
    if (event.key === "Tab") keepInside(event, root.current);
  };
  return html`<div class="veil" onKeyDown=${keys}>
    <div ref=${root} class="confirm" role="alertdialog" aria-modal="true" aria-label=${confirm.title.text}>
      <h3>${confirm.title.text}</h3>
      <${Text} text=${confirm.text} />
      <div class="buttons">
        <button type="button" class="button" onClick=${() => answer(false)}>${confirm.deny.text}</button>
        <button type="button" class=${`button ${confirm.style ?? "primary"}`} onClick=${() => answer(true)}>
          ${confirm.confirm.text}
        </button>
      </div>
    </div>
  </div>`;
}
