/** Every input and menu of Block Kit. Each gets its element and value and says what it was filled with. */
import { useState } from "preact/hooks";

import { html } from "../html.js";
import { words } from "../language/language.js";
import { withEmoji } from "./emoji.js";
import { External } from "./external.js";
import { allPeople, allPlaces } from "./names.js";
import { Several } from "./several.js";
import { Text } from "./text.js";

const placeholderOf = (element) => element.placeholder?.text;

function PlainText({ element, value, fill, label, desk }) {
  const shown = value ?? element.initial_value ?? "";
  const entered = (event) => {
    const sends = element.dispatch_action_config?.trigger_actions_on?.includes("on_enter_pressed") ?? true;
    if (event.key !== "Enter" || event.isComposing || element.multiline) return;
    if (desk.dispatches && sends) {
      event.preventDefault();
      desk.press(element, event.currentTarget.value);
    }
  };
  const props = {
    value: shown,
    placeholder: placeholderOf(element),
    "aria-label": label,
    maxLength: element.max_length ?? 3000,
    minLength: element.min_length,
    "data-focus": element.focus_on_load,
    onInput: (event) => fill(event.currentTarget.value),
    onKeyDown: entered,
  };
  return element.multiline ? html`<textarea rows="4" ...${props}></textarea>` : html`<input type="text" ...${props} />`;
}

const simple = (type, initial, read = (text) => text) =>
  function Simple({ element, value, fill, label }) {
    const shown = value ?? initial(element) ?? "";
    const change = (event) => fill(read(event.currentTarget.value));
    return html`<input
      type=${type}
      aria-label=${label}
      placeholder=${placeholderOf(element)}
      value=${shown}
      step=${element.is_decimal_allowed ? "any" : undefined}
      onChange=${change}
    />`;
  };

function DateTime({ element, value, fill, label }) {
  const seconds = value ?? element.initial_date_time;
  const shown = seconds ? new Date((seconds + 9 * 3600) * 1000).toISOString().slice(0, 16) : "";
  const change = (event) => fill(Date.parse(`${event.currentTarget.value}:00+09:00`) / 1000);
  return html`<input type="datetime-local" aria-label=${label} value=${shown} onChange=${change} />`;
}

const optionsOf = (element) => element.option_groups?.flatMap(({ options }) => options) ?? element.options ?? [];

function StaticSelect({ element, value, fill, label }) {
  const chosen = value ?? element.initial_option?.value ?? "";
  const option = ({ text, value: own }) => html`<option key=${own} value=${own}>${withEmoji(text.text)}</option>`;
  const list = element.option_groups
    ? element.option_groups.map(
        (group) => html`<optgroup label=${group.label.text}>${group.options.map(option)}</optgroup>`,
      )
    : element.options.map(option);
  return html`<select aria-label=${label} value=${chosen} onChange=${(event) => fill(event.currentTarget.value)}>
    <option value="" disabled hidden>${placeholderOf(element) ?? words().slack.pick}</option>
    ${list}
  </select>`;
}

/** People or channels: their ids are the values. */
const listed = (list, initial) =>
  function Listed({ element, value, fill, label }) {
    const chosen = value ?? element[initial] ?? "";
    return html`<select aria-label=${label} value=${chosen} onChange=${(event) => fill(event.currentTarget.value)}>
      <option value="" disabled hidden>${placeholderOf(element) ?? words().slack.pick}</option>
      ${list(element).map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
    </select>`;
  };

const severalListed = (list, initial) =>
  function SeveralListed({ element, value, fill, label }) {
    const options = list(element).map(({ id, name }) => ({ value: id, text: { type: "plain_text", text: name } }));
    return html`<${Several}
      options=${options}
      chosen=${value ?? element[initial] ?? []}
      fill=${fill}
      label=${label}
    />`;
  };

function SeveralStatic({ element, value, fill, label }) {
  const chosen = value ?? element.initial_options?.map((option) => option.value) ?? [];
  return html`<${Several}
    options=${optionsOf(element)}
    chosen=${chosen}
    fill=${fill}
    label=${label}
    most=${element.max_selected_items}
  />`;
}

function Checkboxes({ element, value, fill, label }) {
  const chosen = value ?? element.initial_options?.map((option) => option.value) ?? [];
  const toggle = (own, on) => fill(on ? [...chosen, own] : chosen.filter((each) => each !== own));
  return html`<div role="group" aria-label=${label} class="options">
    ${element.options.map(
      (option) =>
        html`<label key=${option.value}>
          <input
            type="checkbox"
            checked=${chosen.includes(option.value)}
            onChange=${(event) => toggle(option.value, event.currentTarget.checked)}
          />
          <span
            ><${Text}
              text=${option.text}
            />${option.description ? html`<small><${Text} text=${option.description} /></small>` : ""}</span
          ></label
        >`,
    )}
  </div>`;
}

function Radio({ element, value, fill, label }) {
  const [name] = useState(() => `radio${Math.random()}`);
  const chosen = value ?? element.initial_option?.value;
  return html`<div role="radiogroup" aria-label=${label} class="options">
    ${element.options.map(
      (option) =>
        html`<label key=${option.value}>
          <input type="radio" name=${name} checked=${chosen === option.value} onChange=${() => fill(option.value)} />
          <span
            ><${Text}
              text=${option.text}
            />${option.description ? html`<small><${Text} text=${option.description} /></small>` : ""}</span
          ></label
        >`,
    )}
  </div>`;
}

const places = () => allPlaces().map(({ id, name }) => ({ id, name: `# ${name}` }));
/** All, or only those that the app asks for. */
const conversations = ({ filter }) => {
  const wanted = new Set(filter?.include ?? ["public", "private", "im"]);
  return [...(wanted.has("public") || wanted.has("private") ? places() : []), ...(wanted.has("im") ? allPeople() : [])];
};

export const CONTROLS = {
  plain_text_input: PlainText,
  email_text_input: simple("email", (element) => element.initial_value),
  url_text_input: simple("url", (element) => element.initial_value),
  number_input: simple("number", (element) => element.initial_value),
  datepicker: simple("date", (element) => element.initial_date),
  timepicker: simple("time", (element) => element.initial_time),
  datetimepicker: DateTime,
  static_select: StaticSelect,
  external_select: External,
  users_select: listed(allPeople, "initial_user"),
  conversations_select: listed(conversations, "initial_conversation"),
  channels_select: listed(places, "initial_channel"),
  multi_static_select: SeveralStatic,
  multi_external_select: External,
  multi_users_select: severalListed(allPeople, "initial_users"),
  multi_conversations_select: severalListed(conversations, "initial_conversations"),
  multi_channels_select: severalListed(places, "initial_channels"),
  checkboxes: Checkboxes,
  radio_buttons: Radio,
};
