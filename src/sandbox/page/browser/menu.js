/** A button that opens a short list; arrows, Tab, Escape and a click beside it work as everywhere. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { html } from "./html.js";

const GAP = 4;
const EDGE = 8;

export function Menu({ label, face, items, up = false, disabled = false, class: name = "" }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  const button = () => root.current?.querySelector("button");
  useLayoutEffect(() => {
    if (open) place(button(), root.current?.querySelector("[role=menu]"), up);
  });
  useLayoutEffect(() => {
    if (!open) return undefined;
    root.current?.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
    const away = ({ target }) => root.current?.contains(target) || setOpen(false);
    // what it belongs to moves with its list
    const follow = () => place(button(), root.current?.querySelector("[role=menu]"), up);
    document.addEventListener("pointerdown", away);
    document.addEventListener("scroll", follow, true);
    window.addEventListener("resize", follow);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("scroll", follow, true);
      window.removeEventListener("resize", follow);
    };
  }, [open]);
  const keys = (event) => {
    if (!open) return;
    if (event.key === "Tab" || event.key === "Escape") {
      event.stopPropagation();
      setOpen(false);
      button()?.focus();
    }
    const all = [...root.current.querySelectorAll("[role=menuitem]")];
    const at = all.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length)?.focus();
  };
  const item = ({ label: text, choose }, index) => {
    const chosen = () => {
      setOpen(false);
      // where whoever uses the keyboard goes on from, once a window that opens is closed again
      button()?.focus();
      choose();
    };
    return html`<button type="button" role="menuitem" key=${index} onClick=${chosen}>${text}</button>`;
  };
  return html`<div class=${`menu ${name}`} ref=${root} onKeyDown=${keys}>
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
    ${open ? html`<div role="menu" popover="manual" aria-label=${label}>${items.map(item)}</div>` : ""}
  </div>`;
}

/** Above everything, where no list that scrolls cuts it off: below its button if there is room, or above. */
function place(button, menu, up) {
  if (!button || !menu) return;
  if (!menu.matches(":popover-open")) menu.showPopover();
  const from = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = button.closest(".tools") && !up ? from.right - width : from.left;
  const [below, above] = [from.bottom + GAP, from.top - GAP - height];
  const top = up ? (above >= EDGE ? above : below) : below + height <= innerHeight - EDGE ? below : above;
  menu.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - EDGE - width))}px`;
  menu.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - EDGE - height))}px`;
}
