/** What `npm run setup` asks and says. What its looks find out is in `doctor.ts`. */

/** Where to click, and the question itself. */
export interface Question {
  where: string;
  label: string;
}

export interface SetupWords {
  needsTerminal: string;
  severalAccounts: string;
  welcome: string;
  /** A heading: which step of how many. */
  step: (number: number, of: number, title: string) => string;
  titles: { address: string; slackApp: string; slackTokens: string; channel: string; line: string; webhook: string };
  /** Beside the question, where `.env` has an answer already. */
  keep: string;
  hidden: string;
  checking: string;
  given: (letters: number) => string;
  required: string;
  address: Question;
  doorOpen: (port: number) => string;
  doorTaken: (port: number) => string;
  addressGood: string;
  addressAway: (url: string, reason: string) => string;
  again: string;
  slackReaches: string;
  createApp: (link: string, file: string) => string;
  botToken: Question;
  signingSecret: Question;
  signingSecretForm: string;
  appToken: Question;
  channel: (bot: string) => Question;
  lineToken: Question;
  lineSecret: Question;
  wrote: (file: string) => string;
  webhookElsewhere: (url: string, wanted: string) => string;
  webhookRefused: string;
  leftAlone: string;
  byHand: string;
  done: string;
  interrupted: string;
  yes: string;
  no: string;
}
