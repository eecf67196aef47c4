/** What this window shows: which chat, which thread, in which language. Not the worlds' business. */
import { useEffect, useState } from "preact/hooks";

const REMEMBERED = ["language", "toured"];

let ui = {
  language: navigator.language.startsWith("ja") ? "ja" : "en",
  toured: false,
  step: 0,
  /** At phone width only one side is shown. */
  side: "phone",
  chat: undefined,
  speaker: undefined,
  me: undefined,
  place: undefined,
  tab: "home",
  thread: undefined,
  ...remembered(),
};
const listeners = new Set();

export function useUi() {
  const [shown, setShown] = useState(ui);
  useEffect(() => {
    listeners.add(setShown);
    setShown(ui);
    return () => listeners.delete(setShown);
  }, []);
  return shown;
}

export function setUi(changes) {
  ui = { ...ui, ...changes };
  try {
    const kept = Object.fromEntries(REMEMBERED.map((name) => [name, ui[name]]));
    localStorage.setItem("sandbox", JSON.stringify(kept));
  } catch {
    // a browser that keeps nothing: then nothing is remembered
  }
  for (const listen of listeners) listen(ui);
}

export const languageNow = () => ui.language;

function remembered() {
  try {
    return JSON.parse(localStorage.getItem("sandbox") ?? "{}");
  } catch {
    return {};
  }
}
