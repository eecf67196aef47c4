/** What a customer writes with: words, stickers, photos, files, places. */
import { useRef, useState } from "preact/hooks";

import { readFile, samplePhoto } from "../files.js";
import { html } from "../html.js";
import { Menu } from "../menu.js";
import { usePicker } from "../picker.js";
import { STICKERS } from "./stickers.js";

export function Writer({ phone }) {
  const { said, does, chat } = phone;
  const [text, setText] = useState("");
  const { picking, close, toggle, inside } = usePicker();
  const files = useRef(null);
  phone.pickPhoto = () => files.current?.click();
  const write = (event) => {
    event.preventDefault();
    if (text.trim() === "") return;
    void does("write", { text });
    setText("");
  };
  const send = async (file) => does("media", await readFile(file));
  const sendAll = async (event) => {
    const chosen = [...event.currentTarget.files];
    event.currentTarget.value = "";
    for (const file of chosen) await send(file);
  };
  const items = [
    { label: said.sample, choose: async () => send(await samplePhoto()) },
    { label: said.photo, choose: phone.pickPhoto },
    { label: said.place, choose: () => does("place", { title: said.placeTitle, address: said.placeAddress }) },
  ];
  const sticker = ({ packageId, stickerId, picture, keyword }) => {
    const choose = () => {
      close();
      void does("sticker", { packageId, stickerId, keyword });
    };
    return html`<button key=${stickerId} onClick=${choose} aria-label=${`${said.sticker}: ${keyword}`}>
      ${picture}
    </button>`;
  };
  const typing = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) write(event);
  };
  return html`<div class="writer" data-tour="write" ...${inside}>
    ${picking ? html`<div class="stickers" role="group" aria-label=${said.stickers}>${STICKERS.map(sticker)}</div>` : ""}
    <form onSubmit=${write}>
      <${Menu} label=${said.attach} face="＋" items=${items} up disabled=${chat.blocked} />
      <input ref=${files} type="file" multiple hidden onChange=${sendAll} />
      <textarea
        rows="1"
        value=${text}
        disabled=${chat.blocked}
        placeholder=${said.write}
        aria-label=${said.write}
        onInput=${(event) => setText(event.currentTarget.value)}
        onKeyDown=${typing}
      ></textarea>
      <button
        type="button"
        class="round"
        aria-label=${said.stickers}
        aria-expanded=${picking}
        disabled=${chat.blocked}
        onClick=${toggle}
      >
        ☺
      </button>
      <button class="send" aria-label=${said.send} disabled=${chat.blocked || text.trim() === ""}>➤</button>
    </form>
  </div>`;
}
