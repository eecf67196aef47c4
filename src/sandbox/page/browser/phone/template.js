/** LINE's four templates: buttons, confirm, carousel, image carousel. */
import { html } from "../html.js";
import { tapProps } from "./tap.js";

export function Template({ template, phone, id }) {
  const { type, columns = [] } = template;
  const picture = (property, index) => `media/account/${phone.chat.id}/${id}/${property}/${index}`;
  if (type === "carousel")
    return html`<div class="carousel">
      ${columns.map((column, index) => html`<${Card} key=${index} card=${column} phone=${phone} picture=${picture("thumbnailImageUrl", index)} />`)}
    </div>`;
  if (type === "image_carousel")
    return html`<div class="carousel">
      ${columns.map((column, index) => html`<${PictureButton} key=${index} column=${column} phone=${phone} picture=${picture("imageUrl", index)} />`)}
    </div>`;
  return html`<${Card}
    card=${template}
    phone=${phone}
    picture=${picture("thumbnailImageUrl", 0)}
    wide=${type === "confirm"}
  />`;
}

function Card({ card, phone, picture, wide }) {
  const { title, text, actions = [], defaultAction } = card;
  const words = html`${title ? html`<b>${title}</b>` : ""}
    <p>${text}</p>`;
  const said = defaultAction
    ? html`<${Tap} class="words" action=${defaultAction} phone=${phone}>${words}<//>`
    : html`<div class="words">${words}</div>`;
  return html`<div class="template ${wide ? "side-by-side" : ""}">
    ${card.thumbnailImageUrl ? html`<img class="thumbnail" src=${picture} alt=${title ?? ""} />` : ""}${said}
    <div class="actions">
      ${actions.map((action, index) => html`<${Tap} key=${index} action=${action} phone=${phone}>${action.label}<//>`)}
    </div>
  </div>`;
}

function PictureButton({ column, phone, picture }) {
  return html`<${Tap} class="template picture-button" action=${column.action} phone=${phone}
    ><img class="thumbnail" src=${picture} alt="" /><span>${column.action.label}</span><//
  >`;
}

export function Tap({ action, phone, children, class: name = "" }) {
  const props = tapProps(action, phone);
  return html`<${props.href ? "a" : "button"} class=${`tap ${name}`} ...${props}>${children}<//>`;
}
