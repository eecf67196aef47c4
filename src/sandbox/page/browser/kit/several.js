/** Several of a list: what is chosen stands as chips, the rest below. */
import { html } from "../html.js";
import { withEmoji } from "./emoji.js";

export function Several({ options, chosen, fill, label, most = Infinity }) {
  const toggle = (value) => fill(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return html`<div class="several" role="group" aria-label=${label}>
    ${options.map(({ value, text }) => {
      const on = chosen.includes(value);
      return html`<button
        type="button"
        key=${value}
        class="chip"
        aria-pressed=${on}
        disabled=${!on && chosen.length >= most}
        onClick=${() => toggle(value)}
      >
        ${withEmoji(text.text)}
      </button>`;
    })}
  </div>`;
}
