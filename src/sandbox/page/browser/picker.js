/** A row of pictures that a button opens: chosen, left with Escape, or by a click beside it. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export function usePicker() {
  const [picking, setPicking] = useState(false);
  const root = useRef(null);
  const close = () => {
    setPicking(false);
    root.current?.querySelector("[aria-expanded=true]")?.focus();
  };
  useLayoutEffect(() => {
    if (!picking) return undefined;
    const away = ({ target }) => root.current?.contains(target) || setPicking(false);
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [picking]);
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || !picking) return;
    event.stopPropagation();
    close();
  };
  return { picking, close, toggle: () => setPicking(!picking), inside: { ref: root, onKeyDown } };
}
