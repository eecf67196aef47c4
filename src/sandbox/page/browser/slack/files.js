import { html } from "../html.js";

export function Files({ files }) {
  return html`<div class="files">${files.map((file) => html`<${File} key=${file.id} file=${file} />`)}</div>`;
}

function File({ file }) {
  const { id, name, title, mimetype = "" } = file;
  const source = `media/slack/${id}`;
  if (mimetype.startsWith("image/"))
    return html`<a class="image" href=${source} target="_blank" rel="noopener"
      ><img src=${source} alt=${title ?? name}
    /></a>`;
  if (mimetype.startsWith("video/")) return html`<video controls preload="metadata" src=${source}></video>`;
  if (mimetype.startsWith("audio/")) return html`<audio controls src=${source}></audio>`;
  return html`<a class="file" href=${source} download=${name}
    ><span aria-hidden="true">📄</span><b>${title ?? name}</b></a
  >`;
}
