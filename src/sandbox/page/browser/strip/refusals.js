/** The red note: the app did something that the real platform refuses or punishes. */
import { html } from "../html.js";
import { words } from "../language/language.js";

const NAMES = { line: "LINE", slack: "Slack" };

export function Refusals({ refusals }) {
  const said = words().refusals;
  const latest = refusals.at(-1);
  if (!latest) return "";
  return html`<details class="refusals" role="alert">
    <summary>
      ${said.one(NAMES[latest.platform])}
      <code>${latest.what}</code>${refusals.length > 1 ? ` ${said.more(refusals.length - 1)}` : ""}
    </summary>
    <ul>
      ${refusals.map(({ platform, what }, index) => html`<li key=${index}>${NAMES[platform]}: <code>${what}</code></li>`)}
    </ul>
  </details>`;
}
