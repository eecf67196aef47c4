/** What staff send besides words: stickers, buttons, places, coupons. */
import type { Button } from "../core/button.ts";

export interface SayingWords {
  sticker: string;
  place: (label: string) => string;
  buttons: (text: string, buttons: Button[]) => string;
  coupon: (name: string) => string;
  withButton: string;
}

const line = (button: Button): string => `🔘 ${button.label}: ${"link" in button ? button.link : button.tel}`;
const buttons = (text: string, all: Button[]): string => [text, ...all.map(line)].join("\n");

export const sayingEnglish: SayingWords = {
  sticker: "🙂 Sticker",
  place: (label) => `📍 ${label}`,
  buttons,
  coupon: (name) => `🎟 Coupon: ${name}`,
  withButton: "With this button below the text",
};

export const sayingJapanese: SayingWords = {
  sticker: "🙂 スタンプ",
  place: (label) => `📍 ${label}`,
  buttons,
  coupon: (name) => `🎟 クーポン：${name}`,
  withButton: "本文の下にこのボタンを付ける",
};
