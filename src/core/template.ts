/** Canned replies: a name, words with places to fill, and perhaps a link or a telephone number below them. */
import { BUTTON, type Button, fitsLabel, readTarget } from "./button.ts";
import { searchable } from "./search.ts";
import { cleanName, takeGraphemes } from "./text.ts";

export const TEMPLATE = { name: 40, text: 2_000, label: BUTTON.label } as const;

/** As somebody filled it in. */
export interface TemplateForm {
  name: string;
  text: string;
  label: string;
  target: string;
}

export interface Template {
  name: string;
  /** Names that fold to the same are one. */
  key: string;
  text: string;
  button: Button | null;
}

export type TemplateFault = "empty" | "tooLong" | "target" | "labelMissing" | "targetMissing" | "taken";
export type TemplateFaults = Partial<Record<keyof TemplateForm, TemplateFault>>;

export function readTemplate(form: TemplateForm): { template: Template } | { faults: TemplateFaults } {
  const name = cleanName(form.name);
  const key = searchable(name);
  const text = form.text.trim();
  const label = cleanName(form.label);
  const target = readTarget(form.target);
  const fault = (value: string, most: number): TemplateFault | undefined =>
    cleanName(value) === "" ? "empty" : takeGraphemes(value, most) === value ? undefined : "tooLong";
  const found = {
    name: fault(name, TEMPLATE.name) ?? (key === "" ? "empty" : undefined),
    text: text.length > TEMPLATE.text ? "tooLong" : fault(text, TEMPLATE.text),
    label: !fitsLabel(label) ? "tooLong" : label === "" && form.target.trim() !== "" ? "labelMissing" : undefined,
    target: target === undefined ? "target" : target === null && label !== "" ? "targetMissing" : undefined,
  } as const;
  const faults = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  if (Object.keys(faults).length > 0) return { faults };
  return { template: { name, key, text, button: target ? { label, ...target } : null } };
}

const PLACES = ["name", "staff", "account"] as const;
type Place = (typeof PLACES)[number];

const JAPANESE: Readonly<Record<string, Place>> = {
  名前: "name",
  お名前: "name",
  担当: "staff",
  担当者: "staff",
  アカウント: "account",
};

const BRACES = /[{｛]([^{}｛｝\n]{1,30})[}｝]/g;

const placeOf = (inside: string): Place | undefined => {
  const word = inside.normalize("NFKC").toLowerCase().trim();
  return PLACES.find((place) => place === word) ?? JAPANESE[word];
};

export interface FilledTemplate {
  text: string;
  /** Places that nobody knows; they stay as they are. */
  unknown: string[];
  /** Places whose words are not known; they stay, too. */
  missing: Place[];
}

export function fillTemplate(text: string, words: Record<Place, string>): FilledTemplate {
  const unknown = new Set<string>();
  const missing = new Set<Place>();
  const filled = text.replace(BRACES, (whole, inside: string) => {
    const place = placeOf(inside);
    if (place === undefined) unknown.add(whole);
    else if (words[place] === "") missing.add(place);
    else return words[place];
    return whole;
  });
  return { text: filled, unknown: [...unknown], missing: [...missing] };
}

/** Places that are ours to fill and stand in these words still. */
export function openPlaces(text: string): string[] {
  return [...new Set([...text.matchAll(BRACES)].filter(([, inside = ""]) => placeOf(inside)).map(([whole]) => whole))];
}
