import type { Notice } from "../core/notice.ts";
import { begunEnglish, withBegun } from "./begun.ts";
import { filesEnglish, toldOfFiles } from "./files.ts";
import { mediaEnglish } from "./media.ts";
import { membersEnglish } from "./members.ts";
import { erasedLines } from "./office-forget.ts";
import { officeEnglish } from "./office.en.ts";
import { chatLink, clockIn, plain, quotesOf, told, type Told, type Words } from "./words.ts";

const many = (count: number, one: string, more: string): string => (count === 1 ? `1 ${one}` : `${count} ${more}`);

export function english(timeZone: string): Words {
  const clock = clockIn("en-GB", timeZone);
  const office = officeEnglish(clock);
  const files = filesEnglish(timeZone);
  const media = mediaEnglish;

  function notice(it: Notice): Told {
    switch (it.kind) {
      case "woke":
        return told(`:alarm_clock: ${it.to === null ? "" : `<@${it.to}> `}${office.snooze.woke}`);
      case "called":
        return told(`:bell: <@${it.user}>, the customer waits for an answer.`);
      case "calledDirectly":
        return told(`:bell: A customer of yours waits for an answer: ${chatLink(it)}`);
      case "nudged":
        return told(`:hourglass_flowing_sand: <@${it.user}>, ${office.digest.nudged(it.target)}`);
      case "nudgedDirectly":
        return told(`:hourglass_flowing_sand: ${office.digest.nudgedDirectly(chatLink(it), it.target)}`);
      case "waitedLong":
        return told(
          it.calls
            ? `:rotating_light: <!channel> ${office.digest.waitedLong(it.target)}`
            : `:rotating_light: ${office.digest.listed(it.target)}`,
        );
      case "digestRefused":
        return told(`:warning: ${office.digest.refused(it.account, it.channel, it.reason)}`);
      case "dealt":
        return told(`:bell: It is ${it.calls ? `<@${it.to.id}>` : plain(it.to.name)}'s turn: the chat is theirs now.`);
      case "blocked":
        return told(
          ":no_entry: The customer blocked the account or left it. Replies will not arrive until they come back.",
        );
      case "unblocked":
        return told(":wave: The customer unblocked the account. Replies arrive again.");
      case "unsent":
        return told(media.unsent);
      case "unsentRemains":
        return told(media.unsentRemains(it.links));
      case "mediaSlow":
        return told(media.slow(it.what, plain(it.name)));
      case "mediaNotKept":
        return told(media.notKept(it.what, plain(it.name), it.code));
      case "editedByCustomer":
        return told(":pencil2: The customer edited a message. It now says:", it.words);
      case "botJoined":
        return told(":wave: The account was invited to this group. What is said there appears here.");
      case "botLeft":
        return told(":door: The account was removed from this group. Replies will not arrive.");
      case "membersJoined":
      case "membersLeft":
        return membersEnglish(it);
      case "postback":
        return told(":point_up_2: The customer tapped a button:", [it.data, it.chosen ?? ""].join("\n").trim());
      case "unknownEvent":
        return told(
          `:grey_question: LINE reported something that this version does not know (\`${plain(it.type)}\`). Look into LINE Official Account Manager.`,
        );
      case "askCommand":
        return told("This begins like a command and was *not sent*. Was it meant for the customer?", it.words);
      case "askMention":
        return told("This begins with a mention and was *not sent*. Was it meant for the customer?", it.words);
      case "askConfirm":
        return told("Send this to the customer?", it.words);
      case "askLate":
        return told(
          `:hourglass: This was written ${many(it.minutes, "minute", "minutes")} ago and could not go earlier. It was *not sent*. Does it still fit?`,
          it.words,
        );
      case "askUnclear":
        return told(
          ":warning: LINE did not answer, so nobody knows whether the customer got this. Look into LINE Official Account Manager; sending again may say it twice.",
          it.words,
        );
      case "askRestored":
        return told(
          ":floppy_disk: This was written before the database was restored from a backup. It may have been sent already: look into LINE Official Account Manager. Send it now?",
          it.words,
        );
      case "askUnreachable":
        return told(
          ":no_entry: *Not sent.* LINE says that this customer cannot be reached (blocked, left, or no longer a friend). LINE would accept the message and not deliver it.",
          it.words,
        );
      case "askQuota":
        return told(
          ":no_entry: *Not sent.* LINE's messages for this month are used up. Raise the plan or the limit in LINE Official Account Manager and send again, or answer there (free of charge) and say so here.",
          it.words,
        );
      case "askQuote":
        return told(office.quotes.ask[it.because], it.words);
      case "askWhichQuote":
        return told(
          [office.quotes.askWhich, ...(it.more ? [office.quotes.more(it.more)] : [])].join("\n"),
          it.words,
          ...it.messages.map(({ words }, index) => `${index + 1}. ${words}`),
        );
      case "notSentOnlyQuote":
        return told(office.quotes.onlyLink);
      case "sentUnquoted":
        return told(office.quotes.sentUnquoted(it.by));
      case "askFiles":
      case "notSentFiles":
      case "filesWait":
      case "fileOpened":
      case "sentRest":
        return toldOfFiles(files, it);
      case "notSentEmpty":
        return told(":no_entry: *Not sent, because there is no text in it.*");
      case "notSentGuest":
        return told(
          ":no_entry: *Not sent, because the writer is a guest of this workspace.* Ask a member to answer, or allow guests in the settings (`ALLOW_GUESTS`).",
        );
      case "notSentOutside":
        return told(
          ":no_entry: *Not sent, because the writer belongs to another organisation.* Ask a member to answer, or allow it in the settings (`ALLOW_OUTSIDE`).",
        );
      case "notSentUnknownWriter":
        return told(
          ":no_entry: *Not sent, because Slack does not say who wrote it* (or it is an app or a closed account). A member can write it again.",
        );
      case "notSentStandby":
        return told(":no_entry: *Not sent, because another LINE tool holds this chat now.* Answer there.");
      case "notSentRefused":
        return told(":no_entry: *Not sent: LINE refused the message.* It said:", it.details, it.words);
      case "notSentToken":
        return told(
          ":no_entry: *Not sent: LINE no longer accepts this account's access token.* Issue a new one in LINE Developers Console, put it into the settings, restart, then send again.",
          it.words,
        );
      case "notSentAccount":
        return told(":no_entry: *Not sent, because this LINE account is not in the settings any more.*");
      case "notSentTooOld":
        return told(
          ":warning: LINE did not take this for a day, and nobody knows whether the customer got it. Sending again may say it twice.",
          it.words,
        );
      case "messengerDown":
        return told(
          `:hourglass: LINE does not answer. The reply is kept and tried again until ${clock(new Date(it.until))}.`,
        );
      case "editedAfterSend":
        return told(":pencil2: Edited after it was sent. *The customer still sees:*", it.before);
      case "deletedAfterSend":
        return told(":wastebasket: Deleted here after it was sent. *The customer still sees:*", it.words);
      case "internalStays":
        return told(
          "This message was not sent and an edit does not send it. To tell the customer, write a new message.",
        );
      case "commandMissed":
        return told(
          "Threadline was away when you wrote this command, so it was *not carried out*. Write it again.",
          it.words,
        );
      case "answeredElsewhere":
        return told(`:white_check_mark: Answered outside of Slack, says <@${it.by}>.`);
      case "leftUnsent":
        return told(`:wastebasket: <@${it.by}> left it unsent.`);
      case "keptInternal":
        return told(`:lock: <@${it.by}> kept it internal.`);
      case "sentAnyway":
        return told(`:outbox_tray: <@${it.by}> had it sent.`);
      case "continuedIn":
        return told(
          it.link
            ? `:arrow_right: The conversation continues in <${it.link}|a new thread>.`
            : ":arrow_right: The conversation continues in a new thread.",
        );
      case "away":
        return told(
          `:zzz: Threadline was away from ${clock(new Date(it.from))} to ${clock(new Date(it.until))}. What customers wrote then may be missing here: look into LINE Official Account Manager.`,
        );
      case "groupIgnored":
        return told(
          `:busts_in_silhouette: The LINE account is in a ${it.chat === "room" ? "multi-person chat" : "group"} (\`${it.lineId}\`). Groups are turned off, so what is said there is ignored. Turn them on with \`GROUPS=on\`, or leave.`,
        );
      case "groupLeft":
        return told(`:door: <@${it.by}> had the account leave the group.`);
      case "messengerTokenDead":
        return told(
          `LINE no longer accepts the access token of "${plain(it.account)}". Replies to customers are not sent. Issue a new token in LINE Developers Console, put it into the settings and restart.`,
          it.details,
        );
      case "deskDead":
        return told(
          `Threadline cannot write to the Slack channel ${it.channel} (${plain(it.reason)}). Customer messages are stored and wait. Invite the app to the channel again, unarchive it, or renew the token.`,
        );
      case "deskShared":
        return told(
          `Threadline says nothing more in the Slack channel ${it.channel}: it is shared with another organisation, which would read what customers write. Customer messages are stored and wait. Use a channel of your own (\`SLACK_CHANNEL\`), end the sharing, or set \`ALLOW_SHARED_CHANNELS=on\` and restart.`,
        );
      case "publicChannel":
        return told(
          `:unlock: <#${it.channel}> is a public channel: everybody in the workspace can read what customers write here, and join. Make it private in the settings of the channel if that is not meant.`,
        );
      case "act":
        return told(`:memo: ${office.act(it.by, it.act)}`, ...quotesOf(it.act));
      case "notSentForgotten":
        return told(office.forget.notSent);
      case "forwardedHere":
        return told(office.forward.here(it.by, it.chat, it.link), it.words);
      case "notForwarded":
        return told(office.forward.failed(it.channel, it.reason));
      case "erased":
        return told(erasedLines(office.forget, it));
      case "quotaWarning":
        return told(office.record.quota.warning(it));
      case "autoReplied":
      case "autoUnclear":
      case "autoNotSent":
        return office.auto.notice(it);
      case "socketRefused":
        return told(
          `:rotating_light: Slack takes no connection with SLACK_APP_TOKEN (${plain(it.reason)}): *nothing that your team writes arrives*. Check the app-level token and that Socket Mode is on (api.slack.com/apps), then restart Threadline if the token changed.`,
        );
      case "strandedThread":
        return told(
          `:floppy_disk: A thread in <#${it.channel}> that you wrote in is newer than the backup Threadline was restored from, so it is not known any more: *the customer did not get your words*. Find the chat with \`/line find\`, or answer in LINE Official Account Manager.`,
        );
      case "otherAccount":
        return told(
          `The access token of "${plain(it.account)}" belongs to another LINE account than its webhooks. Check the settings.`,
        );
    }
  }

  return {
    notice: (it) => withBegun(begunEnglish, it, notice(it)),
    clock,
    office,
    files,
    media,
    choice: {
      send: "Send",
      sendRest: "Send the rest",
      tryAgain: "Try again",
      internal: "Keep internal",
      leave: "Leave it",
      elsewhere: "Answered elsewhere",
      quote: office.quotes.quote,
      unquoted: office.quotes.unquoted,
      leaveGroup: "Leave the group",
    },
    confirmLeaveGroup: {
      title: "Leave the group?",
      text: "The account leaves the LINE group. Only a member of the group can invite it again.",
      yes: "Leave",
      no: "Stay",
    },
    part(part) {
      switch (part.kind) {
        case "image":
          return "🖼 sent an image.";
        case "video":
          return "🎬 sent a video.";
        case "audio":
          return "🎤 sent a voice message.";
        case "file":
          return `📎 sent a file${part.name ? `: ${part.name}` : ""}.`;
        case "sticker":
          return part.words ? `🙂 sent a sticker: ${part.words}` : "🙂 sent a sticker.";
        case "location":
          return `📍 sent a place: ${[part.label, `https://www.google.com/maps?q=${part.latitude},${part.longitude}`].filter(Boolean).join(" ")}`;
        case "buttons":
          return office.saying.buttons(part.text, part.buttons);
        case "coupon":
          return office.saying.coupon(part.name);
        case "unknown":
          return `❔ sent something that this version does not know (${part.type}). See it in LINE Official Account Manager.`;
      }
    },
    customer: "Customer",
    group: "Group",
    status: { open: "Needs an answer", done: "Done", answered: "Answered" },
    waitingSince: (when) => `waiting since ${when}`,
    unreachable: ":no_entry: blocked or left: replies will not arrive",
    earlierThread: (link) => `<${link}|Earlier thread>`,
    hint: "Replies in this thread go to the customer. `//` keeps a message internal. While held: :fast_forward: sends now, :x: cancels.",
    writtenAt: (when) => `written ${when}, arrived late`,
    someone: "someone",
    somewhere: "channel",
  };
}
