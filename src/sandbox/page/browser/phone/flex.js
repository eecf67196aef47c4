/** Flex messages, simply: boxes, words, buttons. Sizes and weights are followed, the rest is left to the eye. */
import { html } from "../html.js";
import { Tap } from "./template.js";

export function Flex({ contents, phone }) {
  if (contents.type === "carousel")
    return html`<div class="carousel">
      ${contents.contents.map((bubble, index) => html`<${Panel} key=${index} bubble=${bubble} phone=${phone} />`)}
    </div>`;
  return html`<${Panel} bubble=${contents} phone=${phone} />`;
}

function Panel({ bubble, phone }) {
  const parts = ["header", "body", "footer"].flatMap((name) => (bubble[name] ? [[name, bubble[name]]] : []));
  return html`<div class="template flex">
    ${parts.map(([name, box]) => html`<div key=${name} class=${`part ${name}`}><${Piece} piece=${box} phone=${phone} /></div>`)}
  </div>`;
}

function Piece({ piece, phone }) {
  if (piece.type === "box")
    return html`<div class=${`box ${piece.layout}`}>
      ${(piece.contents ?? []).map((each, index) => html`<${Piece} key=${index} piece=${each} phone=${phone} />`)}
    </div>`;
  if (piece.type === "text") {
    const text = piece.contents?.map((span) => span.text).join("") ?? piece.text;
    return html`<p class=${`${piece.weight === "bold" ? "bold" : ""} size-${piece.size ?? "md"}`}>${text}</p>`;
  }
  if (piece.type === "button")
    return html`<${Tap} class=${piece.style ?? "link"} action=${piece.action} phone=${phone}>${piece.action.label}<//>`;
  if (piece.type === "separator") return html`<hr />`;
  return "";
}
