/** What the house says to staff about their work. `en.ts` and `ja.ts` beside this file both have all of it. */
import type { StaffAct } from "../core/acts.ts";
import type { CommandName, Door } from "../core/commands.ts";
import type { Refusal } from "../core/refusal.ts";
import type { AutoWords } from "./office-auto.ts";
import type { CommandWords } from "./office-commands.ts";
import type { DigestWords } from "./office-digest.ts";
import type { DoorWords } from "./office-doors.ts";
import type { ForgetWords } from "./office-forget.ts";
import type { ForwardWords } from "./office-forward.ts";
import type { HoursWords } from "./office-hours.ts";
import type { ListWords } from "./office-lists.ts";
import type { NoteWords } from "./office-notes.ts";
import type { PeopleWords } from "./office-people.ts";
import type { QuoteWords } from "./office-quotes.ts";
import type { RecordWords } from "./office-record.ts";
import type { SayingWords } from "./office-saying.ts";
import type { SendingWords } from "./office-send.ts";
import type { SettingsWords } from "./office-settings.ts";
import type { SnoozeWords } from "./office-snooze.ts";
import type { TagWords } from "./office-tags.ts";
import type { TemplateWords } from "./office-templates.ts";

export interface OfficeWords {
  lists: ListWords;
  digest: DigestWords;
  people: PeopleWords;
  snooze: SnoozeWords;
  settings: SettingsWords;
  hours: HoursWords;
  commands: Record<CommandName, CommandWords>;
  /** `by` is a name; what people typed is escaped here. */
  act: (by: string, act: StaffAct) => string;
  refusal: (refusal: Refusal) => string;
  sending: SendingWords;
  saying: SayingWords;
  quotes: QuoteWords;
  record: RecordWords;
  forward: ForwardWords;
  forget: ForgetWords;
  doors: Record<Door, string>;
  door: DoorWords;
  /** `alsoCalled`: the Japanese name, for those who read Japanese. */
  help: { title: string; chats: string; more: string; alsoCalled: (name: string) => string };
  chat: (number: number, name: string) => string;
  pick: { question: (token: string) => string; title: string; label: string; placeholder: string; submit: string };
  modal: {
    loading: string;
    close: string;
    save: string;
    done: string;
    open: string;
    meanwhile: (acts: string[]) => string;
  };
  card: {
    assignee: string;
    nobody: string;
    tags: string;
    note: string;
    lastMessage: string;
    snoozedUntil: (when: string) => string;
    muted: string;
    spam: string;
    onLine: (name: string) => string;
    newTags: string;
    assignMe: string;
    more: string;
  };
  manage: string;
  notes: NoteWords;
  tags: TagWords;
  templates: TemplateWords;
  auto: AutoWords;
}
