/** What staff send besides words: stickers, buttons, places, coupons. */
import type { Button } from "../core/button.ts";

export interface SayingWords {
  sticker: string;
  place: (label: string) => string;
  buttons: (text: string, buttons: Button[]) => string;
  coupon: (name: string) => string;
  withButton: string;
  /** The last look at it. */
  preview: string;
  asSeen: string;
  choose: string;
  take: (number: number) => string;
  packTitle: (title: { en: string; ja: string }) => string;
  stickerHint: string;
  buttonHint: string;
  text: string;
  label: (number: number) => string;
  target: (number: number) => string;
  look: string;
  noCoupons: string;
  noPlace: string;
  changePlace: string;
  placeKept: string;
  placeTitle: string;
  placeAddress: string;
  where: string;
  whereHint: string;
  whereFault: string;
  placeAdminsOnly: string;
  lineAway: string;
}

const line = (button: Button): string => `🔘 ${button.label}: ${"link" in button ? button.link : button.tel}`;
const buttons = (text: string, all: Button[]): string => [text, ...all.map(line)].join("\n");

export const sayingEnglish: SayingWords = {
  sticker: "🙂 Sticker",
  place: (label) => `📍 ${label}`,
  buttons,
  coupon: (name) => `🎟 Coupon: ${name}`,
  withButton: "With this button below the text",
  preview: "Send this?",
  asSeen: "The customer will see this:",
  choose: "Choose",
  take: (number) => `Sticker ${number}`,
  packTitle: ({ en }) => en,
  stickerHint: "_LINE lets accounts send these stickers only. You see it once more before it is sent._",
  buttonHint:
    "Words with one or two buttons: to call the shop, to pay, or to open any page. Buttons that are needed often are better kept as a template.",
  text: "Text above the buttons",
  label: (number) => `Button ${number}: what it says (up to 20 characters)`,
  target: (number) => `Button ${number}: where it leads`,
  look: "Preview",
  noCoupons:
    "The account hands out no coupon now. Coupons are made in LINE Official Account Manager; those that are running appear here.",
  noPlace: "Nobody has said yet where the shop is. An admin does, here.",
  changePlace: "Shop's place",
  placeKept: ":round_pushpin: The shop's place is saved.",
  placeTitle: "Name of the shop (up to 100 characters)",
  placeAddress: "Address, as customers read it (up to 100 characters)",
  where: "Coordinates, or a link of the map",
  whereHint:
    "In Google Maps press the place with the right button: the two numbers at the top, such as 35.6586, 139.7454.",
  whereFault:
    "Write two numbers such as 35.6586, 139.7454, or paste the long link of a map. Short links (maps.app.goo.gl) do not say where they lead.",
  placeAdminsOnly:
    "Nothing was changed: where the shop is, is said by admins (admins and owners of the workspace, and those named in the setting `ADMINS`). Ask one of them.",
  lineAway: "LINE does not tell the account's coupons now. Nothing was sent: try again in a minute.",
};

export const sayingJapanese: SayingWords = {
  sticker: "🙂 スタンプ",
  place: (label) => `📍 ${label}`,
  buttons,
  coupon: (name) => `🎟 クーポン：${name}`,
  withButton: "本文の下にこのボタンを付ける",
  preview: "送信の確認",
  asSeen: "お客さまには次のように表示されます。",
  choose: "選ぶ",
  take: (number) => `スタンプ ${number}`,
  packTitle: ({ ja }) => ja,
  stickerHint: "_アカウントから送れるのは、LINEが指定したスタンプだけです。送信前にもう一度確認できます。_",
  buttonHint:
    "本文に1つか2つのボタンを付けて送ります（電話、お支払い、任意のページなど）。よく使うボタンは定型文に登録すると便利です。",
  text: "ボタンの上の本文",
  label: (number) => `ボタン${number}の文字（20文字以内）`,
  target: (number) => `ボタン${number}のリンク先`,
  look: "確認へ",
  noCoupons:
    "配布中のクーポンはありません。クーポンはLINE Official Account Managerで作成でき、配布中のものがここに表示されます。",
  noPlace: "店の場所がまだ登録されていません。管理者がここで登録できます。",
  changePlace: "店の場所を登録",
  placeKept: ":round_pushpin: 店の場所を保存しました。",
  placeTitle: "店の名前（100文字以内）",
  placeAddress: "住所（お客さまに表示、100文字以内）",
  where: "緯度・経度、または地図のリンク",
  whereHint: "Googleマップで場所を右クリックすると、一番上に2つの数字（例：35.6586, 139.7454）が表示されます。",
  whereFault:
    "35.6586, 139.7454 のように2つの数字を書くか、地図の長いリンクを貼り付けてください。短縮リンク（maps.app.goo.gl）からは場所がわかりません。",
  placeAdminsOnly:
    "何も変更していません。店の場所を登録できるのは管理者だけです（ワークスペースの管理者・オーナーと、設定`ADMINS`の人）。管理者に頼んでください。",
  lineAway: "いまLINEからクーポンの一覧を取得できません。何も送信していません。少し待ってもう一度お試しください。",
};
