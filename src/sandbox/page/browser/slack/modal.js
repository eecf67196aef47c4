/** Windows that the app opens, the uppermost of them. What was filled in stays while the app changes the rest. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { html } from "../html.js";
import { Blocks } from "../kit/blocks.js";
import { withEmoji } from "../kit/emoji.js";
import { keepInside } from "../kit/keep-inside.js";
import { words } from "../language/language.js";

export function Modal({ desk, views }) {
  const view = views.at(-1);
  return view ? html`<${Window} key=${view.id} desk=${desk} view=${view} />` : "";
}

function Window({ desk, view }) {
  const [values, setValues] = useState({});
  const [errors, setErrors] = useState({});
  const [trouble, setTrouble] = useState(false);
  const root = useRef(null);
  const said = words();
  const there = { view: view.id };
  const close = () => desk.does("close", there);
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => before instanceof HTMLElement && before.isConnected && before.focus();
  }, []);
  const content = JSON.stringify(view.blocks);
  useLayoutEffect(() => {
    // a window that opened with a word of patience gets its inputs a moment later
    const now = document.activeElement;
    if (now !== root.current && root.current?.contains(now)) return;
    const first =
      root.current?.querySelector("[data-focus=true]") ??
      root.current?.querySelector(".window-body :is(input, textarea, select, button)");
    (first ?? root.current)?.focus();
  }, [content]);
  const submit = async (event) => {
    event.preventDefault();
    setErrors({});
    const done = await desk.does("submit", { ...there, values });
    setTrouble(!done || done.status < 200 || done.status > 299);
    if (done?.answer?.response_action === "errors") setErrors(done.answer.errors);
  };
  useLayoutEffect(() => {
    // what had the focus may be gone with the old words of the window
    if (!root.current?.contains(document.activeElement)) root.current?.focus();
    const keys = (event) => {
      if (event.key === "Escape") void close();
      if (event.key === "Tab") keepInside(event, root.current);
    };
    document.addEventListener("keydown", keys);
    return () => document.removeEventListener("keydown", keys);
  });
  const form = {
    values,
    errors,
    fill: (id, value) => setValues((all) => ({ ...all, [id]: value })),
    press: (element, value) => desk.does("pressView", { ...there, actionId: element.action_id, value, values }),
    suggest: (element, value) => desk.does("suggest", { ...there, actionId: element.action_id, value }),
  };
  return html`<div class="veil">
    <form
      class="window"
      role="dialog"
      aria-modal="true"
      aria-label=${view.title.text}
      tabindex="-1"
      ref=${root}
      onSubmit=${submit}
    >
      <header>
        <img src="media/face/app" alt="" width="24" height="24" />
        <h2>${withEmoji(view.title.text)}</h2>
        <button type="button" class="round" aria-label=${said.close} onClick=${close}>×</button>
      </header>
      <div class="window-body">
        ${trouble ? html`<p class="error" role="alert">${said.slack.trouble}</p>` : ""}
        <${Blocks} blocks=${view.blocks} desk=${form} />
      </div>
      <footer>
        <button type="button" class="button" onClick=${close}>${view.close?.text ?? said.cancel}</button>
        ${view.submit ? html`<button class="button primary">${view.submit.text}</button>` : ""}
      </footer>
    </form>
  </div>`;
}
