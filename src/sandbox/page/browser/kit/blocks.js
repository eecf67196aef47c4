/**
 * Block Kit as Slack draws it. `desk` is what the blocks stand on: `press(element, value)` for buttons and menus, and for
 * windows the values of the inputs, `fill`, `errors` and `suggest`.
 */
import { html } from "../html.js";
import { Element } from "./elements.js";
import { Field } from "./inputs.js";
import { Mrkdwn } from "./mrkdwn.js";
import { Picture } from "./picture.js";
import { RichText } from "./rich-text.js";
import { Text } from "./text.js";

export function Blocks({ blocks, desk }) {
  return html`<div class="blocks">
    ${blocks.map((block, index) => html`<${Block} key=${block.block_id ?? index} block=${block} desk=${desk} />`)}
  </div>`;
}

function Block({ block, desk }) {
  const draw = BLOCKS[block.type];
  return draw ? draw(block, desk) : html`<p class="unknown">[${block.type}]</p>`;
}

const hasValue = ({ type }) => type !== "button" && type !== "overflow";

const BLOCKS = {
  section: ({ text, fields, accessory, block_id: id }, desk) =>
    html`<div class="section">
      <div class="grow">
        ${text ? html`<${Text} text=${text} />` : ""}${fields ? html`<div class="fields">${fields.map((field, index) => html`<${Text} key=${index} text=${field} />`)}</div>` : ""}
      </div>
      ${accessory ? html`<div class="accessory"><${Element} element=${accessory} blockId=${id} desk=${desk} /></div>` : ""}
    </div>`,
  header: ({ text }) => html`<h3 class="header"><${Text} text=${text} /></h3>`,
  context: ({ elements }) =>
    html`<div class="context">
      ${elements.map((element, index) => (element.type === "image" ? html`<${Picture} key=${index} image=${element} />` : html`<${Text} key=${index} text=${element} />`))}
    </div>`,
  divider: () => html`<hr />`,
  actions: ({ elements, block_id: id }, desk) =>
    html`<div class="actions">
      ${elements.map((element, index) => html`<${Element} key=${element.action_id ?? index} element=${element} blockId=${elements.filter(hasValue).length === 1 ? id : undefined} desk=${desk} />`)}
    </div>`,
  image: (image) =>
    html`<figure>
      ${image.title ? html`<figcaption>${image.title.text}</figcaption>` : ""}<${Picture} image=${image} large />
    </figure>`,
  input: (block, desk) => html`<${Field} block=${block} desk=${desk} />`,
  rich_text: (block) => html`<${RichText} block=${block} />`,
  markdown: ({ text }) => html`<${Mrkdwn} text=${text} />`,
  table: ({ rows }) =>
    html`<table>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${cell.type === "rich_text" ? html`<${RichText} block=${cell} />` : cell.text}</td>`)}
          </tr>`,
      )}
    </table>`,
};
