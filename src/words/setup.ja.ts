/** 対話式のセットアップ。 */
import type { SetupWords } from "./setup.ts";

const lineConsole = "LINE Developersコンソール(developers.line.biz/console)のプロバイダー → Messaging APIチャネル";

export const setupJa: SetupWords = {
  needsTerminal:
    "npm run setup は質問に答えながら進めます。ターミナルで実行してください。(使えない場合は、.env.example を .env にコピーして記入してください。)",
  severalAccounts:
    "ACCOUNTS_FILEが設定されています。このセットアップはLINEアカウントが1つの場合のものです。アカウントはそのファイルに追加し、npm run doctor で確認してください。",
  welcome:
    "LINE公式アカウントとSlackのチャンネルをつなぎます。1つずつ質問し、答えはその場で確認します。\n最後まで進むまで、何も残しません。Ctrl-Cで中止すると、すべて元のままです。",
  step: (number, of, title) => `--- ${number}/${of}  ${title}`,
  titles: {
    address: "サーバーのアドレス",
    slackApp: "Slackアプリの作成",
    slackTokens: "Slackアプリのトークン",
    channel: "Slackのチャンネル",
    line: "LINE公式アカウント",
    webhook: "LINEのWebhook",
  },
  keep: "Enterで今の.envの値を使います",
  hidden: "画面には表示されません",
  checking: "確認しています…",
  given: (letters) => `(${letters}文字)`,
  required: "入力が必要です。",
  address: {
    where:
      "LINEと(通常は)Slackは、信頼された証明書のある公開httpsアドレスからこのサーバーに届きます。Threadlineのポートの手前に、プロキシまたはトンネルを置いてください。例(Caddy): threadline.example.com { reverse_proxy 127.0.0.1:3000 }",
    label: "公開アドレス (https://…)",
  },
  doorOpen: (port) =>
    `セットアップの間は、ポート${port}でこのプログラムが応答し、LINEとSlackからの確認を受け付けます。`,
  doorTaken: (port) => `ポート${port}は使用中です。Threadlineがすでに動いているものとして進めます。`,
  addressGood: "このアドレスはここにつながっています。",
  addressAway: (url, reason) => `${url} はここにつながっていません(${reason})。`,
  again: "Enter: もう一度確認 / s: 確認せずに進む",
  slackReaches:
    "Slackからもこのアドレスに届くようにしますか?「いいえ」の場合はSocket Modeを使い、Slackに公開する必要はありません。",
  createApp: (link, file) =>
    `次のリンクを開き、ワークスペースを選んで「Create」を押し、続けて「Install to Workspace」を押してください。\n\n${link}\n\n(同じマニフェストを ${file} に保存しました。api.slack.com/apps → Create New App → From a manifest。既存のアプリは App Manifest に貼り付けて保存し、再インストールします。)`,
  botToken: {
    where: "api.slack.com/apps のアプリ → OAuth & Permissions の Bot User OAuth Token(xoxb-…)。",
    label: "ボットトークン",
  },
  signingSecret: {
    where: "api.slack.com/apps のアプリ → Basic Information → App Credentials の Signing Secret(「Show」で表示)。",
    label: "Signing Secret",
  },
  signingSecretForm: "Signing Secretは0-9とa-fの32文字です。Client SecretやVerification Tokenとは別のものです。",
  appToken: {
    where:
      "api.slack.com/apps のアプリ → Basic Information → App-Level Tokens の Generate。スコープは connections:write(xapp-…)。",
    label: "アプリレベルトークン",
  },
  channel: (bot) => ({
    where: `Slackでお客さま用のチャンネル(プライベートを推奨)を作り、そこで /invite @${bot} と入力してください。チャンネル名をクリックし、詳細の一番下にあるチャンネルID(C…)を入力します。チャンネルへのリンクでもかまいません。`,
    label: "チャンネルID",
  }),
  lineToken: {
    where: `${lineConsole} →「Messaging API設定」タブの一番下、チャネルアクセストークン(長期)の「発行」。`,
    label: "チャネルアクセストークン",
  },
  lineSecret: {
    where: `${lineConsole} →「チャネル基本設定」タブのチャネルシークレット。`,
    label: "チャネルシークレット",
  },
  wrote: (file) => `${file} に書き込みました(ほかの人は読めません)。`,
  webhookElsewhere: (url, wanted) =>
    `LINEのWebhook URLは現在 ${url} です。別のツールが使っているかもしれません(1つのアカウントに1つだけです)。${wanted} に変更しますか?`,
  webhookRefused: "LINEがこのアドレスを受け付けませんでした。",
  leftAlone: "変更しませんでした。",
  byHand:
    "APIでは設定できないものが3つあります。確認してください。\n" +
    `- ${lineConsole} →「Messaging API設定」タブ: Webhookの再送をオン\n` +
    "- LINE Official Account Manager(manager.line.biz) → 設定 → 応答設定: あいさつメッセージと応答メッセージをオフ\n" +
    "- api.slack.com/apps のアプリ → Event Subscriptions: Delayed Events をオン",
  done: "準備ができました。npm start で起動し、スマートフォンから公式アカウントにメッセージを送ってみてください。うまく届かないときは npm run doctor で診断できます。",
  interrupted: "中止しました。すべて元のままです。",
  yes: "y",
  no: "n",
};
