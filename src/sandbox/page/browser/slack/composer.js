/** The box to write in. A slash command is one only in a channel: Slack has none in threads. */
import { useRef, useState } from "preact/hooks";

import { readFile, samplePhoto } from "../files.js";
import { html } from "../html.js";
import { placeName } from "../kit/names.js";
import { words } from "../language/language.js";
import { Menu } from "../menu.js";
import { complain } from "../toast.js";

/** `//` begins no command. */
const SLASH = /^[/／][^\s/／]/;

export function Composer({ desk, channel, thread, label }) {
  const { does } = desk;
  const said = words().slack;
  const [text, setText] = useState("");
  const [files, setFiles] = useState([]);
  const [broadcast, setBroadcast] = useState(false);
  const box = useRef(null);
  const picker = useRef(null);
  const send = async (event) => {
    event.preventDefault();
    const isCommand = SLASH.test(text.trim());
    if (text.trim() === "" && files.length === 0) return;
    if (isCommand && thread) return complain(said.noSlash);
    setText("");
    setFiles([]);
    // as in Slack: for this one message
    setBroadcast(false);
    if (isCommand) await does("slash", { channel, text: text.trim() });
    else await does("say", { channel, text, thread, broadcast, files: await Promise.all(files.map(readFile)) });
  };
  const keys = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) void send(event);
  };
  const slash = () => {
    setText("/line ");
    box.current?.focus();
  };
  const items = [
    { label: said.sample, choose: async () => setFiles([...files, await samplePhoto()]) },
    { label: said.attach, choose: () => picker.current?.click() },
  ];
  const add = ({ currentTarget }) => {
    setFiles([...files, ...currentTarget.files]);
    currentTarget.value = "";
  };
  return html`<form class="composer" onSubmit=${send} data-tour=${thread ? undefined : "channel"}>
    ${
      files.length > 0
        ? html`<ul class="attached">
            ${files.map((file, index) => html`<li key=${index}>${file.name} <button type="button" aria-label=${words().cancel} onClick=${() => setFiles(files.filter((each) => each !== file))}>×</button></li>`)}
          </ul>`
        : ""
    }
    <textarea
      ref=${box}
      rows="1"
      value=${text}
      placeholder=${label}
      aria-label=${label}
      onInput=${(event) => setText(event.currentTarget.value)}
      onKeyDown=${keys}
    ></textarea>
    <div class="tools">
      <${Menu} label=${said.attach} face="＋" items=${items} up />
      <input ref=${picker} type="file" multiple hidden onChange=${add} />
      ${thread ? html`<label class="broadcast"><input type="checkbox" checked=${broadcast} onChange=${(event) => setBroadcast(event.currentTarget.checked)} /> ${said.broadcast(placeName(channel))}</label>` : html`<button type="button" class="round" aria-label=${said.slash} title=${said.slash} onClick=${slash}>/</button>`}
      <button class="send" aria-label=${said.send} disabled=${text.trim() === "" && files.length === 0}>➤</button>
    </div>
  </form>`;
}
