/** A phone with LINE: whose it is can be chosen above it. */
import { useEffect, useState } from "preact/hooks";

import { html } from "../html.js";
import { words } from "../language/language.js";
import { act, now } from "../live.js";
import { useEnd } from "../scroll.js";
import { clock, dayOf, longDay } from "../times.js";
import { setUi, useUi } from "../ui.js";
import { Bubble } from "./bubble.js";
import { Face } from "./face.js";
import { QuickReplies } from "./quick.js";
import { Writer } from "./writer.js";

export function Phone({ chats, shop }) {
  const ui = useUi();
  const said = words().phone;
  const chat = chats.find(({ id }) => id === ui.chat) ?? chats[0];
  const speaker = chat.members.find(({ id }) => id === ui.speaker) ?? chat.members[0];
  const phone = {
    chat,
    speaker,
    shop,
    said,
    does: (name, fields) => act("line", { act: name, chat: chat.id, who: speaker.id, ...fields }),
  };
  return html`<section class="phone-side" aria-label=${said.label}>
    <div class="owners" role="tablist" aria-label=${said.chats}>
      ${chats.map((each) => html`<${Owner} key=${each.id} chat=${each} chosen=${each.id === chat.id} />`)}
    </div>
    <div class="phone">
      <div class="bar">
        <time>${clock(now())}</time><span class="notch"></span><span class="battery" aria-hidden="true"></span>
      </div>
      <${Head} phone=${phone} speaker=${speaker} />
      <${Messages} key=${chat.id} phone=${phone} />
      <${QuickReplies} phone=${phone} />
      <${Writer} phone=${phone} />
    </div>
  </section>`;
}

function Owner({ chat, chosen }) {
  const last = chat.messages.at(-1);
  const isNew = !chosen && last?.from === "account" && last.at > Number(sessionStorage.getItem(chat.id) ?? 0);
  const choose = () => setUi({ chat: chat.id, speaker: undefined });
  useEffect(() => {
    if (chosen && last) sessionStorage.setItem(chat.id, String(last.at));
  }, [chosen, last?.id]);
  return html`<button role="tab" aria-selected=${chosen} class=${isNew ? "owner new" : "owner"} onClick=${choose}>
    ${chat.kind === "user" ? html`<${Face} name=${chat.face} />` : html`<span class="faces">${chat.members.slice(0, 3).map((member) => html`<${Face} key=${member.id} name=${member.face} />`)}</span>`}
    <span>${chat.name}</span>
  </button>`;
}

function Head({ phone, speaker }) {
  const { chat, shop, said, does } = phone;
  if (chat.kind !== "user") {
    const choose = (event) => setUi({ speaker: event.currentTarget.value });
    return html`<header class="head">
      <h2>${chat.name} <small>${said.members(chat.members.length)}</small></h2>
      <label class="speaker"
        >${said.speaker}
        <select value=${speaker.id} onChange=${choose}>
          ${chat.members.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
        </select></label
      >
    </header>`;
  }
  return html`<header class="head">
    <${Face} name="shop" />
    <h2>${shop}</h2>
    <button class="block" onClick=${() => does(chat.blocked ? "unblock" : "block")}>
      ${chat.blocked ? said.unblock : said.block}
    </button>
  </header>`;
}

function Messages({ phone }) {
  const { chat, said } = phone;
  const end = useEnd();
  const dots = useDots(chat.loadingUntil);
  const count = chat.messages.length;
  const shown = chat.messages.map((message, index) => {
    const day = dayOf(message.at);
    const isFirst = index === 0 || dayOf(chat.messages[index - 1].at) !== day;
    return html`${isFirst ? html`<p class="day" key=${day}>${longDay(message.at)}</p>` : ""}<${Bubble}
        key=${message.id}
        message=${message}
        phone=${phone}
      />`;
  });
  return html`<div class="talk" ...${end} tabindex="0" role="log" aria-label=${chat.name}>
    ${count === 0 ? html`<p class="empty">${said.empty}</p>` : shown}
    ${dots ? html`<p class="dots" role="status" aria-label=${said.loading}><i></i><i></i><i></i></p>` : ""}
    ${chat.blocked ? html`<p class="blocked">${said.blocked}</p>` : ""}
  </div>`;
}

function useDots(until) {
  const [, tick] = useState(0);
  const left = (until ?? 0) - now();
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => tick((count) => count + 1), left);
    return () => clearTimeout(timer);
  }, [until, left > 0]);
  return left > 0;
}
