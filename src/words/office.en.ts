import type { StaffAct } from "../core/acts.ts";
import type { Refusal } from "../core/refusal.ts";
import { autoEnglish } from "./office-auto.en.ts";
import { commandsEnglish as commands } from "./office-commands.ts";
import { digestEnglish } from "./office-digest.ts";
import { doorsEnglish } from "./office-doors.ts";
import { forgetEnglish } from "./office-forget.ts";
import { forwardEnglish } from "./office-forward.ts";
import { hoursEnglish } from "./office-hours.en.ts";
import { listsEnglish } from "./office-lists.ts";
import { notesEnglish } from "./office-notes.ts";
import { peopleEnglish } from "./office-people.ts";
import { quotesEnglish } from "./office-quotes.ts";
import { recordEnglish } from "./office-record.ts";
import { sayingEnglish } from "./office-saying.ts";
import { sendingEnglish } from "./office-send.ts";
import { settingsEnglish } from "./office-settings.ts";
import { snoozeEnglish } from "./office-snooze.ts";
import { tagsEnglish } from "./office-tags.ts";
import { templatesEnglish } from "./office-templates.ts";
import type { OfficeWords } from "./office.ts";
import { plain } from "./words.ts";

export function officeEnglish(clock: (at: Date) => string): OfficeWords {
  const list = (names: string[]): string => names.map((name) => `*${plain(name)}*`).join(", ");

  function deed(act: StaffAct): string {
    switch (act.kind) {
      case "tagged": {
        const { added, removed } = act;
        const parts = [
          ...(added.length > 0 ? [`tagged ${list(added)}`] : []),
          ...(removed.length > 0 ? [`removed the ${removed.length === 1 ? "tag" : "tags"} ${list(removed)}`] : []),
        ];
        return parts.join(" and ");
      }
      case "noted":
        return "wrote a note";
      case "noteEdited":
        return "changed a note";
      case "noteDeleted":
        return "deleted a note";
      case "done":
        return act.elsewhere ? "marked it done: answered outside of Slack" : "marked it done";
      case "reopened":
        return "reopened it";
      case "snoozed":
        return `put it off until ${clock(new Date(act.until))}`;
      case "assigned":
        if (!act.to) return "took the assignee away";
        if (act.how === "took") return "took it";
        if (act.how === "answered") return "answered first and is the assignee now";
        return `assigned it to ${act.how === "called" ? `<@${act.to.id}>` : plain(act.to.name)}`;
      case "named":
        return act.name === null ? "took the name away" : `named the customer *${plain(act.name)}*`;
      case "madeManual":
        return act.until === null
          ? "switched automatic replies off in this chat"
          : `switched automatic replies off in this chat until ${clock(new Date(act.until))}`;
      case "madeAutomatic":
        return "switched automatic replies on again in this chat";
      case "muted":
        return "muted it: what the customer writes is stored and not shown";
      case "spammed":
        return "marked it as spam";
      case "unmuted":
        return `unmuted it${snoozeEnglish.missed(act)}`;
      case "undone":
        return `took the mark back: it is not ${act.what === "done" ? "done" : "theirs"} any more`;
      case "sends":
        return "sends to the customer:";
      case "forwarded":
        return `forwarded a message to ${act.to}`;
      case "forgotten":
        return "erased what was stored of this customer";
    }
  }

  const sending = sendingEnglish;

  function refusal(it: Refusal): string {
    switch (it.kind) {
      case "usage": {
        const { usage, example } = commands[it.command];
        return `Nothing was changed. It goes like this: \`/line ${it.command}${usage && ` ${usage}`}\`, for instance \`/line ${example}\`. In a thread, CHAT is left out.`;
      }
      case "unknownCommand": {
        const near = it.near.map((name) => `\`${name}\``).join(", ");
        return `There is no command \`${plain(it.word)}\`.${near && ` Did you mean ${near}?`} \`/line help\` shows them all.`;
      }
      case "chatNotFound":
        return `There is no chat "${plain(it.chat)}" that you may see. Say its number (\`12\`), the link of its thread, or the beginning of its name; \`/line find WORDS\` looks for it. Members of an account's Slack channel see its chats.`;
      case "notAThread":
        return "This message belongs to no chat. Use it on a message in the thread of a customer.";
      case "adminsOnly":
        return `Nothing was changed: \`${it.command}\` is for admins (admins and owners of the workspace, and those named in the setting \`ADMINS\`). Ask one of them.`;
      case "lineAway":
        return sayingEnglish.lineAway;
      case "adminsOnlyTo":
        if (it.deed === "place") return sayingEnglish.placeAdminsOnly;
        return { tags: tagsEnglish, templates: templatesEnglish, hours: hoursEnglish, auto: autoEnglish }[it.deed]
          .adminsOnly;
      case "membersOnly":
        return `Nothing was changed: only members of ${it.channels.map((id) => `<#${id}>`).join(", ")} may work on these chats. Ask one of them to invite you.`;
      case "notConnected":
        return `Nothing was changed: the LINE account "${plain(it.account)}" is not connected to LINE yet. Try again in a moment.`;
      case "guestsMayNot":
        return "Nothing was changed: guests of this workspace may not do this. A member can, or an admin allows guests (`ALLOW_GUESTS`).";
      case "outsidersMayNot":
        return "Nothing was changed: people of other organisations may not do this. A member can, or an admin allows it (`ALLOW_OUTSIDE`).";
      case "unknownPerson":
        return "Nothing was changed: Slack does not say who you are. Try again, or ask a colleague.";
      case "sharedChannel":
        return `Nothing was changed: <#${it.channel}> is shared with another organisation, which would read about your customers. Use a channel of your own, or set \`ALLOW_SHARED_CHANNELS=on\`.`;
      case "slackAway":
        return "Nothing was changed: Slack does not answer, so nobody knows whether you may do this. Try again in a minute.";
      case "anotherDoor":
        return `\`${it.command}\` does not work from here. \`/line help ${it.command}\` says where it does.`;
      case "editedCommand":
        return "A command runs once, when it is written: the edit changed nothing and nothing was sent. Write it again as a new message.";
      case "nothingToDo":
        return "It is so already: nothing was changed.";
      case "tagTooLong":
        return `Nothing was changed: "${plain(it.name)}" is no name for a tag. A tag has 1 to 20 characters.`;
      case "tagUnknown":
        return `Nothing was changed: there is no tag "${plain(it.name)}". \`/line tags\` shows them all.`;
      case "tooManyTags":
        return "Nothing was changed: a chat has at most 20 tags, an account 200. Take some away first.";
      case "textTooLong":
        return `Nothing was changed: the text is longer than ${it.most} characters. Shorten it.`;
      case "notAMember":
        return `Nothing was changed: ${plain(it.name)} is not a member of the account's Slack channel. Invite them first.`;
      case "severalPeople": {
        const people = it.people.map(({ id, name }) => `${plain(name)} (<@${id}>)`).join(", ");
        return `Nothing was changed: several people are called "${plain(it.name)}": ${people}. Write more of the name, or \`@\` and choose.`;
      }
      case "whichAccount":
        return digestEnglish.whichAccount(it.names);
      case "cannotPostIn":
        return digestEnglish.cannotPostIn(it.channel);
      case "cannotTake":
        return `Nothing was changed: ${plain(it.name)} cannot have a chat: ${CANNOT_TAKE[it.because]}`;
      case "timeUnclear":
      case "timePast":
      case "timeFar":
      case "happenedSince":
        return snoozeEnglish.refusal(it);
      case "hours":
        return hoursEnglish.fault(it.fault);
      case "sentAlready":
        return sending.already;
      case "forgotten":
        return forgetEnglish.already;
      case "heldElsewhere":
        return "Not sent: another LINE tool holds this chat now. Answer there.";
      case "gone":
        return "Nothing was changed: it is not there any more. Somebody deleted it meanwhile.";
    }
  }

  return {
    lists: listsEnglish,
    digest: digestEnglish,
    people: peopleEnglish,
    snooze: snoozeEnglish,
    settings: settingsEnglish,
    hours: hoursEnglish,
    sending,
    saying: sayingEnglish,
    quotes: quotesEnglish,
    record: recordEnglish,
    forward: forwardEnglish,
    forget: forgetEnglish,
    commands,
    act: (by, act) => `${plain(by)} ${deed(act)}`,
    refusal,
    doors: {
      slash: "`/line` anywhere",
      thread: "`@Threadline` in the thread",
      card: "the card",
      shortcut: "the menu of a message",
      global: '"LINE: find a chat"',
      reaction: "a reaction",
      home: "the Home tab",
    },
    door: doorsEnglish,
    help: {
      alsoCalled: () => "",
      title: "*LINE chats from Slack*",
      chats:
        'CHAT is the number on the card (`12`), the link of the thread, or the beginning of the name (`"in quotes"` if it has spaces). In the thread itself write `@Threadline COMMAND` without CHAT; the customer never sees it.',
      more: '`/line help COMMAND` says more. On a message: menu → "LINE: manage this chat".',
    },
    chat: (number, name) => `*${plain(name)}* · #${number}`,
    pick: {
      question: (token) => `Several chats begin with "${plain(token)}". Which one?`,
      title: "Which chat?",
      label: "Chat",
      placeholder: "Name or number",
      submit: "Go on",
    },
    modal: {
      loading: "Loading…",
      close: "Close",
      save: "Save",
      done: "Done",
      open: "Open",
      meanwhile: (acts) => `:warning: Meanwhile ${acts.join("; ")}. Look again, then press the button once more.`,
    },
    card: {
      assignee: "Assignee",
      nobody: "nobody",
      tags: "Tags",
      note: "Note",
      lastMessage: "Last message",
      snoozedUntil: (when) => `put off until ${when}`,
      muted: "Muted",
      spam: "Spam",
      onLine: (name) => `on LINE: ${plain(name)}`,
      newTags: "New tags, separated by commas",
      assignMe: "Assign me",
      more: "More…",
    },
    manage: "Manage this chat",
    notes: notesEnglish,
    tags: tagsEnglish,
    templates: templatesEnglish,
    auto: autoEnglish,
  };
}

const CANNOT_TAKE = {
  guest: "guests of this workspace may not do this. Choose a member, or an admin allows guests (`ALLOW_GUESTS`).",
  outside: "people of other organisations may not do this. Choose a member, or an admin allows it (`ALLOW_OUTSIDE`).",
  nobody: "Slack knows no such person who could answer. Choose a member of the account's Slack channel.",
} as const;
