/** Six steps for the first visit; each lights up the place that it speaks of. */
import { useEffect } from "preact/hooks";

import { html } from "../html.js";
import { words } from "../language/language.js";
import { setUi, useUi } from "../ui.js";

const PLACES = ["write", "card", "thread", "card", "channel", "time"];
const SIDES = ["phone", "slack", "slack", "slack", "slack", undefined];

export function Tour({ customer }) {
  const { toured, step } = useUi();
  const said = words().tour;
  useEffect(() => {
    document.body.dataset.step = toured ? "" : PLACES[step];
    if (!toured && SIDES[step]) setUi({ side: SIDES[step] });
  }, [toured, step]);
  if (toured) return "";
  const [title, text] = said.steps[step];
  const end = () => setUi({ toured: true, step: 0 });
  const isLast = step === said.steps.length - 1;
  return html`<aside class="tour" aria-label=${said.label} onKeyDown=${(event) => event.key === "Escape" && end()}>
    <p class="step" aria-live="polite">${said.of(step + 1, said.steps.length)}</p>
    <h2>${title}</h2>
    <p>${typeof text === "function" ? text(customer) : text}</p>
    <div class="buttons">
      <button class="plain" onClick=${end}>${said.skip}</button>
      ${step > 0 ? html`<button onClick=${() => setUi({ step: step - 1 })}>${said.back}</button>` : ""}
      <button class="main" onClick=${isLast ? end : () => setUi({ step: step + 1 })}>
        ${isLast ? said.done : said.next}
      </button>
    </div>
  </aside>`;
}
