import { html } from "../html.js";
import { words } from "../language/language.js";
import { Menu } from "../menu.js";
import { Face } from "../phone/face.js";
import { setUi } from "../ui.js";

export function Sidebar({ desk, place }) {
  const { slack, me, does } = desk;
  const said = words().slack;
  const openHome = () => {
    setUi({ place: "app", tab: "home", thread: undefined });
    void does("home", {});
  };
  const person = ({ id, name, face }) =>
    html`<button key=${id} aria-pressed=${id === me.id} onClick=${() => setUi({ me: id })}>
      <${Face} name=${face} />${name}
    </button>`;
  const channel = ({ id, name }) =>
    html`<button key=${id} aria-current=${id === place ? "page" : undefined} onClick=${() => setUi({ place: id })}>
      <span aria-hidden="true">#</span> ${name}
    </button>`;
  return html`<nav class="sidebar" aria-label=${said.workspace}>
    <h2>
      ${said.workspace}<${Menu}
        label=${said.command}
        face="⚡"
        items=${[{ label: said.findChat, choose: () => does("shortcut", { callback: "find_chat" }) }]}
      />
    </h2>
    <h3>${said.channels}</h3>
    ${slack.channels.map(channel)}
    <h3>${said.apps}</h3>
    <button aria-current=${place === "app" ? "page" : undefined} onClick=${openHome}>
      <img src="media/face/app" alt="" width="18" height="18" /> Threadline
    </button>
    <div class="people" role="group" aria-label=${said.you}>
      <h3>${said.you}</h3>
      ${slack.team.map(person)}
    </div>
  </nav>`;
}
