/** A button that opens a short list; arrows, Escape and a click beside it work as everywhere. */
import { useEffect, useRef, useState } from "preact/hooks";

import { html } from "./html.js";

export function Menu({ label, face, items, up = false, disabled = false, class: name = "" }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  useEffect(() => {
    if (!open) return undefined;
    root.current?.querySelector("[role=menuitem]")?.focus();
    const away = (event) => root.current?.contains(event.target) || setOpen(false);
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);
  const keys = (event) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
      root.current?.querySelector("button")?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!open || step === undefined) return;
    event.preventDefault();
    const all = [...root.current.querySelectorAll("[role=menuitem]")];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
  };
  const item = ({ label: text, choose }, index) => {
    const chosen = () => {
      setOpen(false);
      choose();
    };
    return html`<button type="button" role="menuitem" key=${index} onClick=${chosen}>${text}</button>`;
  };
  return html`<div class=${`menu ${name} ${up ? "up" : ""}`} ref=${root} onKeyDown=${keys}>
    <button
      type="button"
      class="round"
      aria-label=${label}
      title=${label}
      aria-haspopup="menu"
      aria-expanded=${open}
      disabled=${disabled}
      onClick=${() => setOpen(!open)}
    >
      ${face}
    </button>
    ${open ? html`<div role="menu" aria-label=${label}>${items.map(item)}</div>` : ""}
  </div>`;
}
