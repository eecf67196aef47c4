/** What stands behind `/line hours`: to look, to change, to ask what would be, to open the form. */
import { MOST_PAUSE_HOURS } from "./account-settings.ts";
import type { DayNumber } from "./days.ts";
import type { HoursFault } from "./hours-fault.ts";
import { type HoursStep, readSteps } from "./hours-order.ts";
import { isZone } from "./hours-rules.ts";
import { plainTyped } from "./hours-words.ts";
import type { Mode } from "./machine.ts";

export type HoursOrder =
  | { kind: "show" }
  | { kind: "edit" }
  | { kind: "undo" }
  /** No hours any more: always open. */
  | { kind: "always" }
  | { kind: "at"; when: string }
  | { kind: "zone"; zone: string }
  | { kind: "mode"; inside: Mode | undefined; outside: Mode | undefined }
  | { kind: "pause"; hours: number }
  | { kind: "steps"; steps: HoursStep[] };

export type OrderRead = HoursOrder | { kind: "fault"; fault: HoursFault };

const SHOW = /^(?:show|表示|確認)?$/;
const EDIT = /^(?:edit|form|change|変更|編集|フォ-ム|設定)$/;
const UNDO = /^(?:undo|元に戻す|取り?消し?|取り消す)$/;
const ALWAYS = /^(?:always(?: open)?|no hours|いつ(?:も|でも)|常時(?:受付)?|設定なし)$/;
const ZONE = /^(?:zone|time ?zone|tz|タイムゾ-ン|時間帯|時差)(?: (?<zone>.+))?$/;
/** いつまで and the like ask something else. */
const AT = /^(?:at(?![a-z])|日時|いつ(?= )|その時|予定) ?(?<when>.+)$/;
const MODE = /^(?:modes?|モ-ド|応答モ-ド|応答方法)(?: (?<said>.*))?$/;
const PAUSE = /^(?:pause|一時停止|停止)(?: (?<said>.*))?$/;

export function readHoursOrder(typed: string, today: DayNumber): OrderRead {
  const text = plainTyped(typed).replaceAll("\n", " ");
  if (SHOW.test(text)) return { kind: "show" };
  if (EDIT.test(text)) return { kind: "edit" };
  if (UNDO.test(text)) return { kind: "undo" };
  if (ALWAYS.test(text)) return { kind: "always" };
  const zone = ZONE.exec(text);
  if (zone) return zoneOf(zone.groups?.["zone"] ?? "");
  const at = AT.exec(text);
  if (at) return { kind: "at", when: at.groups?.["when"] ?? "" };
  const mode = MODE.exec(text);
  if (mode) return modeOf(mode.groups?.["said"] ?? "");
  const pause = PAUSE.exec(text);
  if (pause) return pauseOf(pause.groups?.["said"] ?? "");
  const read = readSteps(typed, today);
  return "fault" in read ? { kind: "fault", ...read } : { kind: "steps", ...read };
}

/** As the tables of time zones write it. */
function zoneOf(typed: string): OrderRead {
  const wanted = typed.trim().replaceAll(" ", "_");
  const all = Intl.supportedValuesOf("timeZone");
  const known = all.find((zone) => zone.toLowerCase() === wanted);
  if (known) return { kind: "zone", zone: known };
  if (isZone(wanted) && (wanted.includes("/") || wanted === "utc"))
    return { kind: "zone", zone: new Intl.DateTimeFormat("en-US", { timeZone: wanted }).resolvedOptions().timeZone };
  const near = wanted.length < 3 ? [] : all.filter((zone) => zone.toLowerCase().includes(wanted));
  return { kind: "fault", fault: { kind: "zone", typed: typed.trim(), near: near.slice(0, 3) } };
}

const WHERE: readonly [RegExp, readonly ("inside" | "outside")[]][] = [
  [/^(?:outside|closed|時間外|応答時間外|営業時間外)(?:は| |$)/, ["outside"]],
  [/^(?:inside|open|during|時間内|応答時間内|営業時間内)(?:は| |$)/, ["inside"]],
  [/^(?:always|both times|いつも|いつでも|常に)(?:は| |$)/, ["inside", "outside"]],
];

const MODE_WORDS: readonly [RegExp, Mode][] = [
  [/^(?:manual ?(?:\+|and|&) ?auto(?:matic)?|both|手動 ?(?:\+|と) ?自動|併用|両方)(?: ?応答)?$/, "both"],
  [/^(?:manual|people|手動)(?: ?応答)?$/, "manual"],
  [/^(?:auto|automatic|machine|自動)(?: ?応答)?$/, "automatic"],
];

/** `inside manual, outside automatic`; a mode alone is refused: it does not say when. */
function modeOf(said: string): OrderRead {
  const wanted: { inside?: Mode; outside?: Mode } = {};
  for (const part of said.split(/[,、;]/).map((each) => each.trim())) {
    const [where, times] = WHERE.find(([pattern]) => pattern.test(part)) ?? [];
    const word = where ? part.replace(where, "").trim() : "";
    const mode = MODE_WORDS.find(([pattern]) => pattern.test(word))?.[1];
    const twice = times?.some((time) => time in wanted) ?? false;
    if (!times || !mode || twice) return { kind: "fault", fault: { kind: "modeWords" } };
    for (const time of times) wanted[time] = mode;
  }
  return { kind: "mode", inside: wanted.inside, outside: wanted.outside };
}

function pauseOf(said: string): OrderRead {
  const hours = /^(?:off|なし)$/.test(said) ? 0 : Number(/^(\d{1,3}) ?(?:h|hours?|時間)?$/.exec(said)?.[1] ?? NaN);
  if (!(hours <= MOST_PAUSE_HOURS)) return { kind: "fault", fault: { kind: "pause", most: MOST_PAUSE_HOURS } };
  return { kind: "pause", hours };
}
