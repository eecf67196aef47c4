/** What is inside of a message: each type of LINE's as a phone shows it. */
import { html } from "../html.js";
import { Flex } from "./flex.js";
import { stickerOf } from "./stickers.js";
import { Template } from "./template.js";

export function Content({ message, phone }) {
  const { type } = message.message;
  const draw = CONTENTS[type] ?? other;
  return draw({ ...message, content: message.message }, phone);
}

const LINK = /(https?:\/\/[^\s<>"）」]+)/g;

export function linked(text) {
  const parts = text.split(LINK);
  return parts.map((part, index) =>
    index % 2 === 1 ? html`<a href=${part} target="_blank" rel="noopener noreferrer">${part}</a>` : part,
  );
}

const CONTENTS = {
  text: ({ content }) => html`<p class="bubble">${linked(content.text)}</p>`,
  textV2: ({ content }) => html`<p class="bubble">${linked(filled(content))}</p>`,
  sticker: ({ content }, { said }) => {
    const sticker = stickerOf(content.stickerId);
    return html`<p
      class="sticker"
      role="img"
      aria-label=${`${said.sticker}: ${content.keywords?.join(", ") ?? content.stickerId}`}
    >
      ${sticker}
    </p>`;
  },
  image: (message, phone) =>
    html`<a class="picture" href=${source(message, phone, "originalContentUrl")} target="_blank" rel="noopener"
      ><img src=${source(message, phone, "previewImageUrl")} alt=""
    /></a>`,
  video: (message, phone) =>
    html`<video
      class="picture"
      controls
      preload="metadata"
      src=${source(message, phone, "originalContentUrl")}
    ></video>`,
  audio: (message, phone) => html`<audio controls src=${source(message, phone, "originalContentUrl")}></audio>`,
  file: ({ content, id }, { said }) =>
    html`<a class="bubble file" href=${`media/line/${id}`} download=${content.fileName}
      ><span aria-hidden="true">📄</span
      ><span><b>${content.fileName}</b><small>${sizeOf(content.fileSize)} · ${said.download}</small></span></a
    >`,
  location: ({ content }) =>
    html`<p class="bubble place">
      <span aria-hidden="true">📍</span><span><b>${content.title}</b><small>${content.address}</small></span>
    </p>`,
  template: ({ content, id }, phone) => html`<${Template} id=${id} template=${content.template} phone=${phone} />`,
  flex: ({ content }, phone) => html`<${Flex} contents=${content.contents} phone=${phone} />`,
  imagemap: ({ content }) => html`<p class="bubble">${content.altText}</p>`,
};

const other = ({ content }) => html`<p class="bubble">${content.altText ?? content.text ?? `[${content.type}]`}</p>`;

/** Of a message that is quoted. */
export function inShort(content, said) {
  if (content.type === "sticker") return stickerOf(content.stickerId);
  return (
    content.text ?? content.altText ?? content.fileName ?? content.title ?? said.kinds[content.type] ?? content.type
  );
}

/** A customer's own lie on the phone, the account's where its message says. */
function source({ id, from }, { chat }, property) {
  return from === "customer" ? `media/line/${id}` : `media/account/${chat.id}/${id}/${property}`;
}

function filled({ text, substitution = {} }) {
  return text.replaceAll(/\{(\w+)\}/g, (all, name) => {
    const put = substitution[name];
    if (put?.type === "emoji") return "🙂";
    return put?.type === "mention" ? `@${put.mentionee?.userId ?? "all"}` : all;
  });
}

const sizeOf = (bytes) =>
  bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
