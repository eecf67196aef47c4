/** Pictures that the app names: faces of ours, files of this Slack; what lies elsewhere is only described. */
import { html } from "../html.js";
import { stickerOf } from "../phone/stickers.js";

const FACES = "https://faces.example.com/";

export function localPicture(url) {
  if (url?.startsWith(FACES)) return `media/face/${url.slice(FACES.length).replace(/\.png.*$/, "")}`;
  return undefined;
}

/** LINE's stickers and emoji in a drawing of ours: theirs lie outside, and are not ours to show. */
function drawing(url = "") {
  const id = /\/sticker\/(?<id>\d+)\//.exec(url)?.groups.id;
  if (id) return stickerOf(id);
  return url.includes("/sticon/") ? "🙂" : undefined;
}

export function Picture({ image, large = false }) {
  const file = image.slack_file?.id ?? /files-pri\/[^/]*?(F\w+)/.exec(image.slack_file?.url ?? "")?.[1];
  const source = file ? `media/slack/${file}` : localPicture(image.image_url);
  const name = large ? "picture large" : "picture";
  const drawn = drawing(image.image_url);
  if (drawn) return html`<span class=${`${name} drawn`} role="img" aria-label=${image.alt_text}>${drawn}</span>`;
  if (!source) return html`<span class=${`${name} absent`} role="img" aria-label=${image.alt_text}></span>`;
  return html`<img class=${name} src=${source} alt=${image.alt_text} />`;
}
