/** What is wrong with a setting, and the way out. */
import type { ConfigWords } from "./config.ts";

const lineConsole = "LINE Developersコンソール(developers.line.biz)のプロバイダー → Messaging APIチャネル";
const slackConsole = "api.slack.com/apps のアプリ";

export const configWordsJa: ConfigWords = {
  problem(problem) {
    switch (problem.kind) {
      case "missing":
        return "設定されていません";
      case "one-of":
        return `「${problem.value}」は使えません。使える値: ${problem.allowed.join("、")}`;
      case "number":
        return `「${problem.value}」は使えません。${problem.min}から${problem.max}までの${problem.whole ? "整数" : "数"}にしてください`;
      case "url":
        return `「${problem.value}」はWebアドレス(http:// または https://)ではありません`;
      case "bucket-name":
        return problem.value === ""
          ? "アドレスの後ろにバケット名がありません"
          : `アドレスの後ろの「${problem.value}」はバケット名にできません(英小文字・数字・ドット・ハイフンで3〜63文字)`;
      case "bucket-key":
        return "ホスト名の前にユーザー名やキーが書かれています。キーはMEDIA_BUCKET_KEYに指定してください";
      case "https-url":
        return `「${problem.value}」は使えません。https:// で始まるアドレスが必要です`;
      case "postgres-url":
        return "PostgreSQLデータベースのアドレスではありません";
      case "time-zone":
        return `「${problem.value}」というタイムゾーンはありません`;
      case "host":
        return `「${problem.value}」はホスト名でもIPアドレスでもありません`;
      case "port-taken":
        return `${problem.value} は、ほかのプログラム(すでに動いているThreadlineかもしれません)が使用中です`;
      case "port-reserved":
        return `${problem.value} は1024未満のため、このユーザーでは待ち受けできません`;
      case "address-elsewhere":
        return `「${problem.value}」はこのマシンのアドレスではありません`;
      case "not-listening":
        return `「${problem.value}」で待ち受けできません(${problem.reason})`;
      case "channel-id":
        return `「${problem.value}」はSlackのチャンネルIDではありません`;
      case "people":
        return `「${problem.value}」はSlackのメンバー(U…)やユーザーグループ(S…)のIDの一覧ではありません`;
      case "emoji":
        return `「${problem.value}」は絵文字の名前ではありません`;
      case "alert":
        return `「${problem.value}」はSlackのユーザーIDでもhttpsのWebhookでもありません`;
      case "secrets":
        return "シークレットは1つ、または異なる2つをカンマ区切りで指定します";
      case "spaces":
        return "空白が入っています。コピーした範囲が正しくありません";
      case "slack-token":
        return `${problem.prefix} で始まっています。ボットユーザーのトークンが必要です`;
      case "app-token":
        return "アプリレベルトークン(xapp-…)ではありません";
      case "file":
        return `${problem.path} を読めません(${problem.reason})`;
      case "not-json":
        return `${problem.path} は正しいJSONではありません`;
      case "no-accounts":
        return "アカウントの一覧がありません";
      case "not-an-entry":
        return "オブジェクトではありません";
      case "unknown-field":
        return `「${problem.field}」という項目はありません`;
      case "wrong-type":
        return "値の種類が正しくありません";
      case "too-long":
        return `${problem.limit}文字を超えています`;
      case "both-secrets":
        return "「secret」と同時には指定できません";
      case "repeated":
        return `「${problem.other}」と同じです`;
    }
  },
  cures: {
    PORT: "待ち受けるポートを指定してください。例: 3000",
    HOST: "待ち受けるアドレスを指定してください。すべてなら 0.0.0.0、このマシンだけなら 127.0.0.1",
    PUBLIC_URL: "LINEとSlackから届くアドレスを指定してください。例: https://threadline.example.com",
    DATA_DIR: "データを置くフォルダーを指定してください。例: ./data",
    DATABASE_URL:
      "postgres://user:password@host:5432/database の形で指定するか、削除して内蔵のPostgreSQLを使ってください。",
    MEDIA_BUCKET:
      "S3互換バケットのアドレス（例: https://s3.ap-northeast-1.amazonaws.com/my-bucket）を指定するか、削除してファイルをDATA_DIRに置いてください。",
    MEDIA_BUCKET_KEY: "バケットのアクセスキーとシークレットを、コロンでつないで指定してください。",
    MEDIA_BUCKET_REGION: "バケットのリージョンを指定してください。例: ap-northeast-1",
    MEDIA_LIMIT_MB: "画像・動画・ファイル1件の上限をメガバイトで指定してください。例: 100",
    MEDIA_LINK_DAYS: "お客さまが画像やファイルを開ける日数（2〜365）を指定してください。例: 30",
    MEDIA_KEEP_DAYS:
      "お客さまから届いたファイルをここに保管する日数（1〜3650の整数）を指定してください。例: 365。削除すると、送信取り消しやお客さまの消去まで保管します。",
    ACCOUNTS_FILE:
      'JSONの一覧 [{"name": "本店", "secret": "…", "token": "…", "channel": "C0123456789"}] を書き、そのパスを指定してください。',
    LINE_CHANNEL_SECRET: `${lineConsole} →「チャネル基本設定」のチャネルシークレットをコピーしてください。`,
    LINE_CHANNEL_ACCESS_TOKEN: `${lineConsole} →「Messaging API設定」でチャネルアクセストークン(長期)を発行し、コピーしてください。`,
    SLACK_CHANNEL:
      "Slackでチャンネルの詳細を開き、一番下のチャンネルID(Cで始まる)をコピーし、ボットをチャンネルに招待してください。",
    LINE_API_BASE_URL: "テスト用サーバーを使わないなら、この設定を削除してください。",
    LINE_DATA_API_BASE_URL: "テスト用サーバーを使わないなら、この設定を削除してください。",
    SLACK_BOT_TOKEN: `${slackConsole} → OAuth & Permissions の Bot User OAuth Token(xoxb- で始まる)をコピーしてください。`,
    SLACK_SIGNING_SECRET: `${slackConsole} → Basic Information の Signing Secret をコピーしてください。`,
    SLACK_APP_TOKEN: `Socket Modeを使うには、${slackConsole} → Basic Information でアプリレベルトークン(xapp-…、スコープは connections:write)を作成してください。設定しない場合は、Slackから公開アドレスに届きます。`,
    SLACK_API_URL: "テスト用サーバーを使わないなら、この設定を削除してください。",
    SEND_HOLD_SECONDS: "返信を取り消せる秒数を指定してください。0ならすぐに送信します。",
    SEND_MODE:
      "reply(返信をすべて送る)、confirm(毎回確認する)、marked(>> で始まるものだけ送る)のどれかにしてください。",
    SLACK_POSTS_PER_SECOND: "この設定を削除してください。Slackの上限は1チャンネルに毎秒1件ほどです。",
    ADMIN_ALERT: "SlackのユーザーID(U0123456789,U9876543210)またはhttpsのWebhookを指定してください。",
    LOCALE: "ja または en にしてください。",
    TIMEZONE: "Asia/Tokyo のような名前を指定してください。",
    LOG_LEVEL: "info にしてください。詳しく見るときは debug です。",
    METRICS_TOKEN: "空白のない長い文字列を指定するか、削除してください。",
    ALLOW_GUESTS: "ワークスペースのゲストがお客さまに返信してよければ true にしてください。",
    ALLOW_OUTSIDE: "社外の人(Slackコネクト)がお客さまに返信してよければ true にしてください。",
    ALLOW_SHARED_CHANNELS: "他の組織と共有しているSlackチャンネルを使ってよければ on にしてください。",
    ADMINS:
      "メンバーやユーザーグループのIDをカンマ区切りで指定するか(Slackのプロフィール、その他、メンバーIDをコピー)、行を消してください。",
    REACTION_DONE: "絵文字の名前(white_check_mark など)か off にしてください。",
    REACTION_ASSIGN: "絵文字の名前(eyes など)か off にしてください。",
    GROUPS: "LINEグループに参加するなら on、しないなら off にしてください。",
    BROADCAST_WAITING: "お客さまが待っていることをチャンネルにも表示するなら on、しないなら off にしてください。",
    THREAD_QUIET_DAYS: "何日やりとりがなければ新しいスレッドにするかを指定してください。例: 7",
    LATE_AFTER_MINUTES: "何分遅れた返信を確認するかを指定してください。例: 15",
    SENDER_NAME:
      "返信した人の名前をお客さまに見せるなら name、Slackの画像も見せるなら name-and-picture、見せないなら off にしてください。",
  },
  fieldCures: {
    name: "アカウントごとに、チームでの呼び名を付けてください。",
    secret: `${lineConsole} →「チャネル基本設定」のチャネルシークレットをコピーしてください。アカウントごとに異なります。`,
    secrets: "「secret」か「secrets」のどちらかを使ってください。「secrets」は変更中の2つまでの一覧です。",
    token: `${lineConsole} →「Messaging API設定」のチャネルアクセストークンをコピーしてください。アカウントごとに異なります。`,
    channel: "Slackでチャンネルの詳細を開き、一番下のチャンネルID(Cで始まる)をコピーしてください。",
    groups: "true か false にするか、項目を削除してください。",
  },
  unknownFieldCure: "使える項目: name、secret または secrets、token、channel、groups",
  otherPortCure:
    "そのプログラムを終了するか、空いているポート(例: 3001)をPORTに指定してください。LINEとSlackからの転送先も合わせて変更してください。",
  place: (entry, field) => `ACCOUNTS_FILE ${entry}${field === undefined ? "" : ` ${field}`}`,
  refused: (count) => `Threadlineを起動できません。設定を${count}件確認してください。`,
  whereSettings: "設定は環境変数です。npm start は .env ファイルも読みます(.env.example を参照)。",
  trySandbox: "アカウントなしで試すには: npm run sandbox",
};
