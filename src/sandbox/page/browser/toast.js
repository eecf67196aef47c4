/** Short words at the edge: what did not work, and where a link would lead. */
import { useEffect, useState } from "preact/hooks";

import { html } from "./html.js";

let show = () => undefined;
const SECONDS = 6;

export const complain = (text) => show({ kind: "bad", text });
export const mention = (text, href) => show({ kind: "plain", text, href });

export function Toast() {
  const [toast, setToast] = useState(undefined);
  show = setToast;
  useEffect(() => {
    if (!toast) return undefined;
    const timer = setTimeout(() => setToast(undefined), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [toast]);
  const link = toast?.href
    ? html` <a href=${toast.href} target="_blank" rel="noopener noreferrer">${toast.href}</a>`
    : "";
  return html`<div class="toast ${toast?.kind ?? ""}" role="status" hidden=${!toast}>${toast?.text}${link}</div>`;
}
