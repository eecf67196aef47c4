import type { Notice } from "../core/notice.ts";
import { begunJapanese, withBegun } from "./begun.ts";
import { filesJapanese, toldOfFiles } from "./files.ts";
import { mediaJapanese } from "./media.ts";
import { membersJapanese } from "./members.ts";
import { erasedLines } from "./office-forget.ts";
import { officeJapanese } from "./office.ja.ts";
import { chatLink, clockIn, plain, quotesOf, told, type Told, type Words } from "./words.ts";

export function japanese(timeZone: string): Words {
  const clock = clockIn("ja-JP", timeZone);
  const office = officeJapanese(clock);
  const files = filesJapanese(timeZone);
  const media = mediaJapanese;

  function notice(it: Notice): Told {
    switch (it.kind) {
      case "woke":
        return told(`:alarm_clock: ${it.to === null ? "" : `<@${it.to}> `}${office.snooze.woke}`);
      case "called":
        return told(`:bell: <@${it.user}>さん、お客さまが返信を待っています。`);
      case "calledDirectly":
        return told(`:bell: 担当のお客さまが返信を待っています：${chatLink(it)}`);
      case "nudged":
        return told(`:hourglass_flowing_sand: <@${it.user}>さん、${office.digest.nudged(it.target)}`);
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
        return told(`:bell: 順番により、担当は${it.calls ? `<@${it.to.id}>` : plain(it.to.name)}さんになりました。`);
      case "blocked":
        return told(":no_entry: お客さまがアカウントをブロックまたは退会しました。戻られるまで返信は届きません。");
      case "unblocked":
        return told(":wave: お客さまがブロックを解除しました。返信が届くようになりました。");
      case "unsent":
        return told(media.unsent);
      case "unsentRemains":
        return told(media.unsentRemains(it.links));
      case "mediaSlow":
        return told(media.slow(it.what, plain(it.name)));
      case "mediaNotKept":
        return told(media.notKept(it.what, plain(it.name), it.code));
      case "editedByCustomer":
        return told(":pencil2: お客さまがメッセージを編集しました。現在の内容：", it.words);
      case "botJoined":
        return told(":wave: アカウントがこのグループに招待されました。グループでの発言がここに表示されます。");
      case "botLeft":
        return told(":door: アカウントがこのグループから外されました。返信は届きません。");
      case "membersJoined":
      case "membersLeft":
        return membersJapanese(it);
      case "postback":
        return told(":point_up_2: お客さまがボタンをタップしました：", [it.data, it.chosen ?? ""].join("\n").trim());
      case "unknownEvent":
        return told(
          `:grey_question: このバージョンが知らない出来事がLINEから届きました（\`${plain(it.type)}\`）。LINE Official Account Managerで確認してください。`,
        );
      case "askCommand":
        return told("コマンドのように始まるため、*送信していません*。お客さまへのメッセージですか？", it.words);
      case "askMention":
        return told("メンションで始まるため、*送信していません*。お客さまへのメッセージですか？", it.words);
      case "askConfirm":
        return told("お客さまに送信しますか？", it.words);
      case "askLate":
        return told(
          `:hourglass: ${it.minutes}分前に書かれ、今まで送れなかったため、*送信していません*。今の状況に合っていますか？`,
          it.words,
        );
      case "askUnclear":
        return told(
          ":warning: LINEから応答がなく、お客さまに届いたかどうかわかりません。LINE Official Account Managerで確認してください。もう一度送ると二重になることがあります。",
          it.words,
        );
      case "askRestored":
        return told(
          ":floppy_disk: データベースをバックアップから復元する前に書かれたメッセージです。すでに送信済みかもしれません。LINE Official Account Managerで確認してください。今、送信しますか？",
          it.words,
        );
      case "askUnreachable":
        return told(
          ":no_entry: *送信していません。* LINEによると、このお客さまには届きません（ブロック、退会、または友だちではない）。LINEは受け付けても配信しません。",
          it.words,
        );
      case "askQuota":
        return told(
          ":no_entry: *送信していません。* 今月のLINEメッセージ通数を使い切りました。LINE Official Account Managerでプランまたは上限を上げてから再送するか、そちらで（無料で）返信して、ここでお知らせください。",
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
        return told(":no_entry: *文章がないため、送信していません。*");
      case "notSentGuest":
        return told(
          ":no_entry: *書いた人がこのワークスペースのゲストのため、送信していません。* メンバーに返信を頼むか、設定（`ALLOW_GUESTS`）で許可してください。",
        );
      case "notSentOutside":
        return told(
          ":no_entry: *書いた人が社外の組織に属しているため、送信していません。* メンバーに返信を頼むか、設定（`ALLOW_OUTSIDE`）で許可してください。",
        );
      case "notSentUnknownWriter":
        return told(
          ":no_entry: *誰が書いたかSlackで確認できないため、送信していません*（アプリまたは停止中のアカウントの場合も含みます）。メンバーが書き直してください。",
        );
      case "notSentStandby":
        return told(
          ":no_entry: *このトークは現在ほかのLINEツールが対応中のため、送信していません。* そちらで返信してください。",
        );
      case "notSentRefused":
        return told(":no_entry: *LINEがメッセージを受け付けませんでした。* LINEの説明：", it.details, it.words);
      case "notSentToken":
        return told(
          ":no_entry: *LINEがこのアカウントのアクセストークンを受け付けないため、送信していません。* LINE Developersコンソールで再発行し、設定に入れて再起動してから、もう一度送ってください。",
          it.words,
        );
      case "notSentAccount":
        return told(":no_entry: *このLINEアカウントは設定から外されているため、送信していません。*");
      case "notSentTooOld":
        return told(
          ":warning: 一日たってもLINEが受け付けず、お客さまに届いたかどうかわかりません。もう一度送ると二重になることがあります。",
          it.words,
        );
      case "messengerDown":
        return told(`:hourglass: LINEが応答しません。返信は保管し、${clock(new Date(it.until))}まで送信を試みます。`);
      case "editedAfterSend":
        return told(":pencil2: 送信後に編集されました。*お客さまに見えているのは元の内容です：*", it.before);
      case "deletedAfterSend":
        return told(":wastebasket: 送信後にここで削除されました。*お客さまにはまだ見えています：*", it.words);
      case "internalStays":
        return told(
          "このメッセージは送信されておらず、編集しても送信されません。お客さまに伝えるには、新しく書いてください。",
        );
      case "commandMissed":
        return told(
          "このコマンドが書かれたときThreadlineは止まっていたため、*実行していません*。もう一度書いてください。",
          it.words,
        );
      case "answeredElsewhere":
        return told(`:white_check_mark: <@${it.by}> さんがSlackの外で対応済みです。`);
      case "leftUnsent":
        return told(`:wastebasket: <@${it.by}> さんが送信しないことにしました。`);
      case "keptInternal":
        return told(`:lock: <@${it.by}> さんが社内メモのままにしました。`);
      case "sentAnyway":
        return told(`:outbox_tray: <@${it.by}> さんが送信しました。`);
      case "continuedIn":
        return told(
          it.link
            ? `:arrow_right: 続きは<${it.link}|新しいスレッド>にあります。`
            : ":arrow_right: 続きは新しいスレッドにあります。",
        );
      case "away":
        return told(
          `:zzz: Threadlineは${clock(new Date(it.from))}から${clock(new Date(it.until))}まで停止していました。その間のお客さまのメッセージがここにない場合があります。LINE Official Account Managerで確認してください。`,
        );
      case "groupIgnored":
        return told(
          `:busts_in_silhouette: LINEアカウントが${it.chat === "room" ? "複数人トーク" : "グループ"}（\`${it.lineId}\`）に入っています。グループはオフのため、発言は無視しています。\`GROUPS=on\` でオンにするか、退出してください。`,
        );
      case "groupLeft":
        return told(`:door: <@${it.by}> さんがグループから退出させました。`);
      case "messengerTokenDead":
        return told(
          `LINEが「${plain(it.account)}」のアクセストークンを受け付けません。お客さまへの返信は送信されません。LINE Developersコンソールで再発行し、設定に入れて再起動してください。`,
          it.details,
        );
      case "deskDead":
        return told(
          `Slackチャンネル ${it.channel} に書き込めません（${plain(it.reason)}）。お客さまのメッセージは保管しています。アプリをチャンネルに招待し直すか、アーカイブを解除するか、トークンを更新してください。`,
        );
      case "deskShared":
        return told(
          `Slackチャンネル${it.channel}は他の組織と共有されているため、Threadlineは投稿を止めています（お客さまのメッセージが見えてしまいます）。届いたメッセージは保存され、投稿を待っています。自社だけのチャンネルを使う（\`SLACK_CHANNEL\`）、共有をやめる、または\`ALLOW_SHARED_CHANNELS=on\`にして再起動してください。`,
        );
      case "publicChannel":
        return told(
          `:unlock: <#${it.channel}>はパブリックチャンネルです。ワークスペースの誰でも参加でき、お客さまのメッセージを読めます。意図していない場合は、チャンネルの設定でプライベートにしてください。`,
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
          `:rotating_light: SLACK_APP_TOKENでSlackに接続できません（${plain(it.reason)}）。*スタッフの返信がThreadlineに届いていません*。api.slack.com/apps でアプリレベルトークンとSocket Modeの設定を確認し、トークンを変更した場合はThreadlineを再起動してください。`,
        );
      case "strandedThread":
        return told(
          `:floppy_disk: <#${it.channel}> で書き込んだスレッドは、復元に使ったバックアップより新しいため、Threadlineに引き継がれていません。*お客さまには届いていません*。\`/line 検索\` でチャットを探すか、LINE Official Account Managerから返信してください。`,
        );
      case "otherAccount":
        return told(
          `「${plain(it.account)}」のアクセストークンは、Webhookと別のLINEアカウントのものです。設定を確認してください。`,
        );
    }
  }

  return {
    notice: (it) => withBegun(begunJapanese, it, notice(it)),
    clock,
    office,
    files,
    media,
    choice: {
      send: "送信する",
      sendRest: "残りを送信する",
      tryAgain: "もう一度試す",
      internal: "社内メモにする",
      leave: "送信しない",
      elsewhere: "別の方法で対応済み",
      quote: office.quotes.quote,
      unquoted: office.quotes.unquoted,
      leaveGroup: "グループを退出",
    },
    confirmLeaveGroup: {
      title: "グループを退出しますか？",
      text: "アカウントがLINEグループを退出します。再び入るには、グループのメンバーからの招待が必要です。",
      yes: "退出する",
      no: "やめる",
    },
    part(part) {
      switch (part.kind) {
        case "image":
          return "🖼 画像を送信しました。";
        case "video":
          return "🎬 動画を送信しました。";
        case "audio":
          return "🎤 ボイスメッセージを送信しました。";
        case "file":
          return `📎 ファイルを送信しました${part.name ? `：${part.name}` : ""}。`;
        case "sticker":
          return part.words ? `🙂 スタンプを送信しました：${part.words}` : "🙂 スタンプを送信しました。";
        case "location":
          return `📍 位置情報を送信しました：${[part.label, `https://www.google.com/maps?q=${part.latitude},${part.longitude}`].filter(Boolean).join(" ")}`;
        case "buttons":
          return office.saying.buttons(part.text, part.buttons);
        case "coupon":
          return office.saying.coupon(part.name);
        case "unknown":
          return `❔ このバージョンが知らない種類のメッセージ（${part.type}）です。LINE Official Account Managerで確認できます。`;
      }
    },
    customer: "お客さま",
    group: "グループ",
    status: { open: "要対応", done: "対応済み", answered: "返信済み" },
    waitingSince: (when) => `${when} から待っています`,
    unreachable: ":no_entry: ブロックまたは退会：返信は届きません",
    earlierThread: (link) => `<${link}|前のスレッド>`,
    hint: "このスレッドへの返信はお客さまに届きます。`//` で始めると社内メモになります。保留中は :fast_forward: ですぐ送信、:x: で取り消し。",
    writtenAt: (when) => `${when} に書かれ、遅れて届きました`,
    someone: "担当者",
    somewhere: "チャンネル",
  };
}
