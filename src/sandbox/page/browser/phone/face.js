import { html } from "../html.js";

export function Face({ name }) {
  return html`<img class="face" src=${`media/face/${name ?? "shop"}`} alt="" width="40" height="40" />`;
}
