/** One message on the phone, whoever sent it. */
import { html } from "../html.js";
import { clock } from "../times.js";
import { Content, inShort } from "./content.js";
import { Face } from "./face.js";

export function Bubble({ message, phone }) {
  const { chat, said, shop } = phone;
  const isCustomer = message.from === "customer";
  const mine = isCustomer && message.customer?.userId === phone.speaker.id;
  if (message.unsent) return html`<p class="notice">${mine ? said.unsent : said.unsentBy(message.customer?.name)}</p>`;
  const facts = html`<span class="facts">
    ${mine && message.read ? html`<span class="read">${said.read}</span>` : ""}
    ${message.via ? html`<span class="via" title=${said.seen[message.via]}>${said.via[message.via]}</span>` : ""}
    <time>${clock(message.at)}</time>
  </span>`;
  const name = nameOn(message, shop);
  const face = isCustomer ? chat.members.find(({ id }) => id === message.customer?.userId)?.face : "shop";
  const source = message.sender?.hasIcon ? `media/account/${chat.id}/${message.id}/iconUrl` : undefined;
  return html`<article class=${mine ? "said mine" : "said theirs"} data-message=${message.id}>
    ${mine ? "" : html`<${Face} name=${face} source=${source} />`}
    <div class="body">
      ${mine ? "" : html`<p class="name">${name}</p>`}
      <${Quoted} quoted=${chat.messages.find(({ id }) => id === message.quotes)} phone=${phone} />
      <div class="line"><${Content} message=${message} phone=${phone} />${facts}</div>
    </div>
    ${mine ? html`<button class="unsend" onClick=${() => phone.does("unsend", { id: message.id })} title=${said.unsend} aria-label=${said.unsend}>×</button>` : ""}
  </article>`;
}

const nameOn = ({ from, customer, sender }, shop) => (from === "customer" ? customer?.name : (sender?.name ?? shop));

/** What a message answers stands above it; of one that was unsent, only that it was. */
function Quoted({ quoted, phone }) {
  if (!quoted) return "";
  const { said, shop } = phone;
  const name = nameOn(quoted, shop);
  return html`<blockquote class="quoted">
    <b>${name}</b> <span>${quoted.unsent ? said.unsentBy(name) : inShort(quoted.message, said)}</span>
  </blockquote>`;
}
