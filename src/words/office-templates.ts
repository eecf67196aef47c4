/** What the house says about canned replies. */
import type { TemplateFault } from "../core/template.ts";
import { plain } from "./words.ts";

export interface TemplateWords {
  none: string;
  noneFound: (words: string) => string;
  row: (name: string, button: string | undefined) => string;
  search: string;
  searchLabel: string;
  make: string;
  edit: string;
  remove: string;
  account: string;
  name: string;
  text: string;
  textHint: string;
  label: string;
  target: string;
  targetHint: string;
  targetPlain: string;
  fault: Record<TemplateFault, string>;
  tooMany: (most: number) => string;
  kept: (name: string) => string;
  removed: (name: string) => string;
  removeWhat: (name: string) => string;
  stale: string;
  staleDelete: string;
  adminsOnly: string;
  page: (first: number, last: number, of: number) => string;
  back: string;
  on: string;
  reply: {
    which: string;
    placeholder: string;
    next: string;
    /** Several begin so, or none does. */
    unclear: (typed: string) => string;
    nothing: string;
    words: string;
    send: string;
    unknown: (places: string[]) => string;
    noName: string;
    cut: (most: number) => string;
    open: (places: string[]) => string;
    empty: string;
    answered: (by: string) => string;
  };
}

export const templatesEnglish: TemplateWords = {
  none: "There are no templates yet.",
  noneFound: (words) => `No template has "${plain(words)}" in its name or text.`,
  row: (name, button) => `*${plain(name)}*${button === undefined ? "" : ` · ${plain(button)}`}`,
  search: "Search",
  searchLabel: "Words of the name or text",
  make: "New template",
  edit: "Edit",
  remove: "Delete",
  account: "LINE account",
  name: "Name (up to 40 characters)",
  text: "Text",
  textHint: "{name} is the customer, {staff} is who sends it, {account} is the LINE account.",
  label: "Label of a button, such as: Call us (up to 20 characters)",
  target: "Where the button leads",
  targetHint: "A link that begins with https:// or a telephone number. The customer sees a button below the text.",
  targetPlain: "A link that begins with https:// or a telephone number",
  fault: {
    empty: "Write something.",
    tooLong: "This is too long.",
    target: "This is neither a link that begins with https:// nor a telephone number.",
    labelMissing: "Say what the button is called, or take its address away.",
    targetMissing: "Say where the button leads, or take its label away.",
    taken: "There is a template with this name already.",
  },
  tooMany: (most) => `An account has at most ${most} templates. Delete some first.`,
  kept: (name) => `The template *${plain(name)}* is saved.`,
  removed: (name) => `The template *${plain(name)}* is gone.`,
  removeWhat: (name) => `Delete the template *${plain(name)}*? This cannot be undone.`,
  stale:
    ":warning: Nothing was changed: meanwhile somebody changed this template. It now says what stands here; yours is below. Press the button once more to replace it.",
  staleDelete: ":warning: Nothing was deleted: meanwhile somebody changed this template. Look again.",
  adminsOnly:
    "Nothing was changed: templates are made, changed and deleted by admins (admins and owners of the workspace, and those named in the setting `ADMINS`). Ask one of them.",
  page: (first, last, of) => `${first}–${last} of ${of}`,
  back: "Back",
  on: "More",
  reply: {
    which: "Template",
    placeholder: "Name or words",
    next: "Next",
    unclear: (typed) => `"${plain(typed)}" is not the beginning of one template's name. Choose one.`,
    nothing: "There are no templates yet. An admin makes them with `/line templates`.",
    words: "To the customer (edit as you like)",
    send: "Send",
    unknown: (places) =>
      `:warning: Nobody knows what stands for ${places.map((place) => `\`${plain(place)}\``).join(", ")}: it goes as it is unless you change it.`,
    noName: ":warning: The name of this customer is not known. Write what should stand for {name}.",
    cut: (most) => `:warning: The text was longer than ${most} characters and its end is missing here.`,
    open: (places) => `Write what should stand for ${places.join(", ")}.`,
    empty: "Write something.",
    answered: (by) => `${plain(by)} wrote to the customer`,
  },
};

export const templatesJapanese: TemplateWords = {
  none: "定型文はまだありません。",
  noneFound: (words) => `「${plain(words)}」を含む定型文はありません。`,
  row: (name, button) => `*${plain(name)}*${button === undefined ? "" : ` · ${plain(button)}`}`,
  search: "検索",
  searchLabel: "名前または本文の言葉",
  make: "定型文を作成",
  edit: "編集",
  remove: "削除",
  account: "LINEアカウント",
  name: "名前（40文字以内）",
  text: "本文",
  textHint: "{name} はお客さまの名前、{staff} は送信する人、{account} はLINEアカウントの名前になります。",
  label: "ボタンの文字（20文字以内。例：電話する）",
  target: "ボタンのリンク先",
  targetHint: "https:// で始まるリンク、または電話番号。お客さまには本文の下にボタンとして表示されます。",
  targetPlain: "https:// で始まるリンク、または電話番号",
  fault: {
    empty: "内容を書いてください。",
    tooLong: "長すぎます。短くしてください。",
    target: "https:// で始まるリンクか、電話番号を書いてください。",
    labelMissing: "ボタンの文字を書くか、リンク先を消してください。",
    targetMissing: "ボタンのリンク先を書くか、ボタンの文字を消してください。",
    taken: "同じ名前の定型文がすでにあります。",
  },
  tooMany: (most) => `定型文はアカウントごとに${most}件までです。先にいくつか削除してください。`,
  kept: (name) => `定型文「${plain(name)}」を保存しました。`,
  removed: (name) => `定型文「${plain(name)}」を削除しました。`,
  removeWhat: (name) => `定型文「${plain(name)}」を削除しますか？ 元に戻せません。`,
  stale:
    ":warning: 何も変更していません。その間にほかの人がこの定型文を変更しました。現在の内容は次のとおりです。あなたの文章は下に残っています。置き換えるには、もう一度ボタンを押してください。",
  staleDelete: ":warning: 削除していません。その間にほかの人がこの定型文を変更しました。もう一度確認してください。",
  adminsOnly:
    "何も変更していません。定型文の作成・変更・削除は管理者だけができます（ワークスペースの管理者・オーナーと、設定`ADMINS`の人）。管理者に頼んでください。",
  page: (first, last, of) => `${of}件中 ${first}〜${last}件`,
  back: "前へ",
  on: "次へ",
  reply: {
    which: "定型文",
    placeholder: "名前または本文の言葉",
    next: "次へ",
    unclear: (typed) => `「${plain(typed)}」で始まる定型文を1つに決められません。選んでください。`,
    nothing: "定型文はまだありません。管理者が`/line 定型文`で作成できます。",
    words: "お客さまへのメッセージ（編集できます）",
    send: "送信",
    unknown: (places) =>
      `:warning: ${places.map((place) => `\`${plain(place)}\``).join("、")}に入る言葉がありません。書き換えなければ、このまま送信されます。`,
    noName: ":warning: お客さまの名前がわかりません。{name} を書き換えてください。",
    cut: (most) => `:warning: 本文が${most}文字を超えたため、終わりの部分を省きました。`,
    open: (places) => `${places.join("、")}を書き換えてください。`,
    empty: "内容を書いてください。",
    answered: (by) => `${plain(by)}さんがお客さまに返信しました`,
  },
};
