import { render } from "preact";

import { App } from "./app.js";
import { html } from "./html.js";
import { loadEmoji } from "./kit/emoji.js";
import { connect } from "./live.js";

await loadEmoji();
connect();
render(html`<${App} />`, document.body);
