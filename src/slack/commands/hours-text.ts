/** Response hours in words: of an account, and of a moment. */
import type { BoundAccount } from "../../bridge/context.ts";
import { hoursOf } from "../../bridge/hours-of.ts";
import {
  dayGroups,
  decidingDay,
  exceptionsFrom,
  holidaysFrom,
  saidDay,
  saidMoment,
  todayAt,
} from "../../core/hours-said.ts";
import { type HoursWarning } from "../../core/hours-warnings.ts";
import { type DayPlan, type Hours, hoursState, planOf } from "../../core/hours.ts";
import { modeAt } from "../../core/machine.ts";
import type { Office } from "./command.ts";

const SHOWN = 5;
const HOLIDAYS_SHOWN = 2;
const HOLIDAYS_AHEAD = 120;

/** `now`: what "tomorrow" is counted from. */
interface Telling {
  office: Office;
  hours: Hours;
  now: Date;
}

const momentText = ({ office, hours, now }: Telling, at: Date | undefined): string | undefined =>
  at && office.words.office.hours.moment(saidMoment(at, now, hours.zone));

/** From another day's point of view: "tomorrow" would be misread. */
function dateText({ office, hours, now }: Telling, at: Date | undefined): string | undefined {
  const moment = at && saidMoment(at, now, hours.zone);
  return moment && office.words.office.hours.moment({ ...moment, ahead: moment.ahead === 0 ? 0 : Infinity });
}

export function hoursLines(office: Office, account: BoundAccount, warnings: HoursWarning[]): string[] {
  const { hours: said } = office.words.office;
  const { modes, pauseHours } = account.settings;
  const hours = hoursOf(office.ctx, account);
  const telling: Telling = { office, hours, now: office.ctx.now() };
  return [
    said.head(account.name, hours.zone),
    stateLine(telling, telling.now),
    ...(hours.rules ? ruleLines(telling, hours.rules) : []),
    hours.rules
      ? said.modes(said.mode[modes.inside], said.mode[modes.outside])
      : said.modesAlways(said.mode[modes.inside]),
    ...(modes.inside === "manual" && modes.outside === "manual" ? [] : [said.pause(pauseHours)]),
    ...warnings.map((warning) => said.warning[warning]),
  ];
}

/** Open until, or closed until. */
function stateLine(telling: Telling, at: Date): string {
  const { hours: said } = telling.office.words.office;
  const state = hoursState(telling.hours, at);
  switch (state.kind) {
    case "always":
      return said.always;
    case "open":
      return said.openUntil(momentText(telling, state.until));
    case "closed":
      return said.closedUntil(momentText(telling, state.opens));
  }
}

function ruleLines({ office, hours, now }: Telling, rules: NonNullable<Hours["rules"]>): string[] {
  const { hours: said } = office.words.office;
  const today = todayAt(hours.zone, now);
  const policy = said.holidays(said.holidayPolicy[rules.holidays]);
  const near = rules.holidays === "ignore" ? [] : holidaysFrom(hours, today, HOLIDAYS_AHEAD).slice(0, HOLIDAYS_SHOWN);
  const named = near.map(({ date, name }) => `${said.day(saidDay(date))} ${said.holiday(name)}`);
  const exceptions = exceptionsFrom(rules, today);
  const more = exceptions.length - SHOWN;
  return [
    ...dayGroups(rules.week).map((group) => `• ${said.group(group)}`),
    policy + (named.length > 0 ? said.nextHolidays(named) : ""),
    ...(exceptions.length > 0 ? [said.exceptions] : []),
    ...exceptions
      .slice(0, SHOWN)
      .map(({ from, to, spans }) => `• ${said.exception(said.days(saidDay(from), saidDay(to)), said.spans(spans))}`),
    ...(more > 0 ? [`• ${said.moreExceptions(more)}`] : []),
  ];
}

/** What would be at that moment, and why. */
export function thenLines(office: Office, account: BoundAccount, at: Date): string[] {
  const { hours: said } = office.words.office;
  const hours = hoursOf(office.ctx, account);
  const moment = saidMoment(at, office.ctx.now(), hours.zone);
  // what is open at night may belong to the day before
  const date = decidingDay(hours, at);
  const plan = planOf(hours, date);
  const state = hoursState(hours, at);
  const telling: Telling = { office, hours, now: at };
  return [
    said.head(account.name, hours.zone),
    said.atTime.head(`${said.day(moment)} ${moment.clock}`),
    state.kind === "always"
      ? said.atTime.always
      : state.kind === "open"
        ? said.atTime.open(dateText(telling, state.until))
        : said.atTime.closed(dateText(telling, state.opens)),
    ...because(office, plan, date),
    said.atTime.mode(said.mode[modeAt(account.settings.modes, hours, at)]),
  ];
}

function because({ words }: Office, plan: DayPlan, date: string): string[] {
  const { hours: said } = words.office;
  const spans = said.spans(plan.spans);
  switch (plan.kind) {
    case "always":
      return [];
    case "week": {
      const day = said.weekdays[saidDay(date).weekday] ?? "";
      return [said.atTime.because.week(day, spans)];
    }
    case "holiday":
      return [said.atTime.because.holiday(said.holiday(plan.holiday ?? ""), spans)];
    case "exception":
      return [
        said.atTime.because.exception(said.days(saidDay(plan.exception.from), saidDay(plan.exception.to)), spans),
      ];
  }
}
