/** A menu whose options the app offers while somebody types. */
import { useEffect, useRef, useState } from "preact/hooks";

import { html } from "../html.js";
import { words } from "../language/language.js";
import { withEmoji } from "./emoji.js";

const PAUSE = 200;

export function External({ element, value, fill, label, desk }) {
  const several = element.type.startsWith("multi_");
  const chosen = several ? (value ?? element.initial_options ?? []) : (value ?? element.initial_option);
  const [typed, setTyped] = useState(undefined);
  const [offered, setOffered] = useState(undefined);
  const [at, setAt] = useState(0);
  const latest = useRef(0);
  const least = element.min_query_length ?? 3;
  const said = words().slack;

  useEffect(() => {
    if (typed === undefined || typed.length < least) return undefined;
    const turn = (latest.current += 1);
    const timer = setTimeout(async () => {
      const answer = await desk.suggest(element, typed);
      if (turn !== latest.current) return;
      const { options, option_groups: groups } = answer?.answer ?? {};
      setOffered(options ?? groups?.flatMap((group) => group.options) ?? []);
      setAt(0);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);

  const close = () => {
    setTyped(undefined);
    setOffered(undefined);
  };
  const choose = (option) => {
    fill(several ? [...chosen.filter((each) => each.value !== option.value), option] : option);
    close();
  };
  const keys = (event) => {
    if (!offered || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((at + step + offered.length) % Math.max(1, offered.length));
    else if (event.key === "Enter" && offered[at]) choose(offered[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = typed ?? (several || !chosen ? "" : withEmoji(chosen.text.text));
  const option = (each, index) =>
    html`<button
      type="button"
      role="option"
      key=${each.value}
      aria-selected=${index === at}
      onMouseDown=${(event) => event.preventDefault()}
      onClick=${() => choose(each)}
    >
      ${withEmoji(each.text.text)}${each.description ? html`<small>${each.description.text}</small>` : ""}
    </button>`;
  return html`<div class="external">
    ${several ? html`<div class="several">${chosen.map((each) => html`<button type="button" class="chip" key=${each.value} aria-pressed="true" onClick=${() => fill(chosen.filter((other) => other !== each))}>${each.text.text} ×</button>`)}</div>` : ""}
    <input
      type="text"
      role="combobox"
      aria-expanded=${offered !== undefined}
      aria-autocomplete="list"
      aria-label=${label}
      placeholder=${element.placeholder?.text ?? said.typeHere}
      value=${shown}
      onFocus=${() => setTyped("")}
      onBlur=${close}
      onInput=${(event) => setTyped(event.currentTarget.value)}
      onKeyDown=${keys}
    />
    ${offered ? html`<div role="listbox" aria-label=${label}>${offered.length > 0 ? offered.map(option) : html`<p>${said.none}</p>`}</div>` : ""}
  </div>`;
}
