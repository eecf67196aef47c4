import { html } from "../html.js";

export function Face({ name, source }) {
  return html`<img class="face" src=${source ?? `media/face/${name ?? "shop"}`} alt="" width="40" height="40" />`;
}
