/** 診断の結果と、直し方。 */
import type { DoctorWords, Sayings } from "./doctor.ts";

const lineConsole = "LINE Developersコンソール(developers.line.biz)のプロバイダー → Messaging APIチャネル";
const manager = "LINE Official Account Manager(manager.line.biz)";
const slackApp = "api.slack.com/apps のアプリ";

const disk = ({ path, gigabytes }: { path: string; gigabytes: number }) => ({
  found: `${path} の空き容量が${gigabytes.toFixed(2)} GBしかありません`,
  cure: "空き容量を増やすか、DATA_DIRを別のディスクに移してください。ディスクがいっぱいになるとデータベースが止まり、お客さまのファイルも保存できません。待っているファイルは、空きができると自動で取り込みます。",
});

const clock = ({ seconds }: { seconds: number }) => ({
  found: `Slackの時計と${seconds}秒ずれています`,
  cure: "このマシンの時計を合わせてください(NTP)。300秒以上ずれると、Slackからのリクエストはすべて拒否されます。",
});

const sayings: Sayings = {
  node: (it) => ({ found: `Node ${it.version}` }),
  disk: (it) => ({ found: `${it.path} の空き容量は${it.gigabytes.toFixed(1)} GBです` }),
  diskLow: disk,
  diskFull: disk,
  diskNoFiles: (it) => ({
    found: `${it.path} のディスクには、空きがあってもこれ以上ファイルを作れません(inodeが残っていません)`,
    cure: "このディスクの不要なファイルを削除するか、DATA_DIRを別のディスクに移してください。それまでファイルは保存できません。",
  }),
  dataDirClosed: (it) => ({
    found: `${it.path} に書き込めません(${it.reason})`,
    cure: "Threadlineを動かすユーザーに書き込みの権限を与えるか、別のDATA_DIRを指定してください。",
  }),
  settings: () => ({ found: "必要な設定はそろっています" }),
  setting: (it) => ({ found: it.problem, cure: it.cure }),
  bucket: (it) => ({ found: `${it.url} を読み取れます(書き込みの権限は、何も書かずには確認できません)` }),
  bucketAway: (it) => ({
    found: `${it.url} から応答がありません(${it.reason})`,
    cure: "MEDIA_BUCKETのアドレスと、このマシンから接続できるかを確認してください。それまで画像やファイルは保存できません。待っているものは、つながると自動で取り込みます。",
  }),
  bucketNone: (it) => ({
    found: `${it.url} にバケットがありません`,
    cure: "バケットを作るか、MEDIA_BUCKETの最後を実在するバケット名にしてください。リージョン(MEDIA_BUCKET_REGION)も確認してください。",
  }),
  bucketRefused: (it) => ({
    found: `${it.url} にキーを拒否されました(${it.error})`,
    cure: "MEDIA_BUCKET_KEYとMEDIA_BUCKET_REGIONを確認してください。キーには ListBucket、GetObject、PutObject、DeleteObject の権限が必要です。",
  }),
  database: (it) => ({ found: `PostgreSQL ${it.version}(${it.builtIn ? "内蔵" : "自前のサーバー"})` }),
  databaseNew: (it) => ({ found: `まだありません。最初の起動時に ${it.folder} に作られます` }),
  databaseUnseen: (it) => ({
    found: `確認していません。このユーザーでは ${it.folder} の中を見られません(${it.reason})`,
    cure: "Threadlineを動かしているユーザー(またはroot)で npm run doctor を実行してください。",
  }),
  databaseStopped: (it) => ({ found: `内蔵のデータベース(PostgreSQL ${it.major}、${it.folder})は停止しています` }),
  databaseOtherMajor: (it) => ({
    found: `${it.folder} はPostgreSQL ${it.found}で作られていますが、このThreadlineが使うのは${it.brings}です`,
    cure: "作成時のThreadlineで npm run backup を実行し、このThreadlineでは新しいDATA_DIRを指定して npm run restore を実行してください。",
  }),
  databaseGone: (it) => ({
    found: `接続できません(${it.reason})`,
    cure: "サーバーが動いているか、DATABASE_URLのホスト、ユーザー、パスワード、データベース名が正しいかを確認してください。",
  }),
  databaseEncoding: (it) => ({
    found: `文字コードが${it.encoding}のため、お客さまの文字をすべては保存できません`,
    cure: "次のように作り直してください: CREATE DATABASE threadline ENCODING 'UTF8' TEMPLATE template0 LOCALE 'C.UTF-8'",
  }),
  migrations: (it) => ({ found: `${it.count}件すべて適用済みです` }),
  migrationsPending: (it) => ({
    found: `${it.names.length}件が未適用です(${it.names[0] ?? ""} から)`,
    cure: "次の起動時に自動で適用されます。先にバックアップを取ってください: npm run backup",
  }),
  migrationsAhead: (it) => ({
    found: `このデータベースは、より新しいThreadlineで使われています(${it.names.join("、")})`,
    cure: "その新しいバージョンで起動するか、アップグレード前のバックアップから復元してください。",
  }),
  migrationsUnseen: () => ({
    found: "データベースが停止しているため、確認していません",
    cure: "Threadlineを起動してから、もう一度実行してください。",
  }),
  appRuns: (it) => ({ found: `${it.url} で動いています` }),
  appStopped: (it) => ({ found: `${it.url} では動いていません`, cure: "起動してください: npm start" }),
  appNotReady: (it) => ({
    found: `${it.url} で動いていますが、準備ができていません(${it.failing.join("、")})`,
    cure: "ログを確認してください。足りないものが戻れば、自動で準備が整います。",
  }),
  publicUrl: (it) => ({ found: `${it.url} はここにつながっています` }),
  publicUrlMissing: () => ({
    found: "PUBLIC_URLが設定されていません",
    cure: "このサーバーのhttpsアドレスを設定してください。Webhook URLの確認と、LINEに画像を届けるために使われます。",
  }),
  publicUrlAway: (it) => ({
    found: `${it.url} から応答がありません(${it.reason})`,
    cure: "Threadlineと、その手前のプロキシやトンネルを起動し、ホスト名と証明書を確認してください。",
  }),
  publicUrlOther: (it) => ({
    found: `${it.url} は${it.status}を返しましたが、Threadlineの応答ではありません`,
    cure: "プロキシが、リクエストをそのままThreadlineのポートに渡すように設定してください。",
  }),
  mediaDoor: (it) => ({ found: `${it.url}/… はスマートフォンから開けます` }),
  mediaDoorClosed: (it) => ({
    found: `${it.url}/… がThreadlineにつながっていません(${it.status})`,
    cure: "プロキシが /media/ もThreadlineに渡すように設定してください。スタッフが送った画像を、お客さまのスマートフォンがここから取得します。",
  }),
  slackDoor: (it) => ({ found: `${it.url} は、このシークレットの署名を受け付けています` }),
  slackDoorClosed: (it) =>
    it.status === 401
      ? {
          found: `${it.url} は署名を拒否しました`,
          cure: "動いているThreadlineのSLACK_SIGNING_SECRETが違うか、時計がずれています。変更したあとは再起動してください。",
        }
      : {
          found: `${it.url} は${it.status}を返しました`,
          cure: "プロキシが、POSTリクエストの本文とヘッダーを変えずに渡すように設定してください。",
        },
  lineToken: (it) => ({ found: `${it.name}(${it.basicId})のトークンです` }),
  lineTokenDead: () => ({
    found: "LINEに拒否されました",
    cure: `チャネルアクセストークン(長期)を発行し直してください: ${lineConsole} →「Messaging API設定」タブの一番下。`,
  }),
  lineAway: (it) => ({
    found: `LINEから応答がありません(${it.reason})`,
    cure: "このマシンからインターネットに接続できるかを確認してください。",
  }),
  lineSecret: () => ({ found: "トークンと同じチャネルのものです" }),
  lineSecretOld: () => ({
    found: "2つのうち1つは、もう有効ではありません",
    cure: "切り替えが終わったら、LINE_CHANNEL_SECRETには新しいほうだけを残してください。",
  }),
  lineSecretWrong: () => ({
    found: "トークンのチャネルのシークレットではありません",
    cure: `チャネルシークレットをコピーしてください: ${lineConsole} →「チャネル基本設定」タブ。トークンと同じチャネルでなければなりません。`,
  }),
  lineSecretUnseen: () => ({
    found: "正しいかどうか、LINEから確認できませんでした",
    cure: "LINE DevelopersコンソールのWebhook URLの横にある「検証」を押し、「成功」と表示されることを確認してください。",
  }),
  lineWebhook: (it) => ({ found: `${it.url} を利用中です` }),
  lineWebhookUnset: (it) => ({
    found: "設定されていません",
    cure: `${it.wanted} に設定してください。npm run setup で設定できます。コンソールでも設定できます(${lineConsole})。`,
  }),
  lineWebhookElsewhere: (it) => ({
    found: `${it.url} になっています`,
    cure: `${it.wanted} にしてください。npm run setup で設定できます。(Webhookはアカウントに1つだけです。別のツールが使っているかもしれません。)`,
  }),
  lineWebhookOff: () => ({
    found: "設定されていますが、利用されていません",
    cure: `「Webhookの利用」をオンにしてください: ${lineConsole} →「Messaging API設定」タブ。APIでは変更できません。`,
  }),
  lineReaches: () => ({ found: "LINEからのテストが届き、受け付けられました" }),
  lineReachesNot: (it) => ({
    found: `LINEからのテストに失敗しました: ${it.reason}${it.status > 0 ? `(${it.status})` : ""}`,
    cure:
      it.status === 401
        ? "動いているThreadlineのLINE_CHANNEL_SECRETが、このチャネルのものではありません。直して再起動してください。"
        : "Threadlineを起動し、アドレス、証明書、手前のプロキシを確認してください。",
  }),
  lineTestsUsedUp: () => ({
    found: "LINEのテストは1時間に60回までです",
    cure: "時間をおいて、もう一度実行してください。",
  }),
  lineChat: () => ({ found: "オンです。メッセージはLINE Official Account Managerにも表示されます" }),
  lineChatOff: () => ({
    found: "オフです。届いたメッセージはすぐに既読になり、LINE Official Account Managerにチャットは表示されません",
    cure: `既読を自分で付けたい場合や、チャット画面も使いたい場合: ${manager} → 設定 → 応答設定 → チャットをオン。`,
  }),
  lineRedelivery: () => ({
    found: "オンかどうか、APIでは確認できません。初期設定はオフです",
    cure: `「Webhookの再送」をオンにしてください: ${lineConsole} →「Messaging API設定」タブ。オフのままでは、Threadlineが止まっている間のメッセージが失われます。`,
  }),
  lineAutoReply: () => ({
    found: "APIでは確認できません。LINEのあいさつメッセージと応答メッセージは、初期設定ではオンです",
    cure: `両方をオフにしてください: ${manager} → 設定 → 応答設定。オンのままでは、スタッフの返信とは別に自動で送信されます。`,
  }),
  lineQuota: (it) => ({
    found:
      it.limit === undefined
        ? `今月は${it.used}通を使いました(上限なし)`
        : `今月は${it.limit}通のうち${it.used}通を使いました`,
  }),
  lineQuotaLow: (it) => ({
    found: `今月は${it.limit}通のうち${it.used}通を使いました`,
    cure: "使い切る前に、LINE Official Account Managerで上位のプランに変更するか、無料で送れるチャット画面から返信してください。",
  }),
  lineQuotaSpent: (it) => ({
    found: `今月の${it.limit}通をすべて使い切りました`,
    cure: "来月までLINEへの送信(プッシュ)は拒否されます。プランを変更するか、LINE Official Account Managerから返信してください。",
  }),
  slackToken: (it) => ({ found: `${it.team} の @${it.bot} のトークンです` }),
  slackTokenDead: (it) => ({
    found: `Slackに拒否されました(${it.error})`,
    cure: `Bot User OAuth Token(xoxb-…)をコピーし直してください: ${slackApp} → OAuth & Permissions。まだの場合は、先にアプリをインストールします。`,
  }),
  slackAway: (it) => ({
    found: `Slackから応答がありません(${it.reason})`,
    cure: "このマシンからインターネットに接続できるかを確認してください。",
  }),
  slackScopes: (it) => ({ found: `${it.count}件すべて許可されています` }),
  slackScopesMissing: (it) => ({
    found: `不足しています: ${it.scopes.join("、")}`,
    cure: `現在のmanifest.ymlを貼り付けて保存し、アプリを再インストールしてください: ${slackApp} → App Manifest。`,
  }),
  slackScopesOptional: (it) => ({
    found: `不足しています: ${it.scopes.join("、")}。動作しますが、スタッフへのダイレクトメッセージが2回届くことがあります`,
    cure: `現在のmanifest.ymlを貼り付けて保存し、アプリを再インストールしてください: ${slackApp} → App Manifest。`,
  }),
  slackScopesUnseen: () => ({
    found: "許可されている権限を、Slackから確認できませんでした",
    cure: `manifest.ymlと見比べてください: ${slackApp}。`,
  }),
  slackSocket: () => ({ found: "アプリレベルトークンで接続できます" }),
  slackSocketRefused: (it) => ({
    found: `Slackに接続できません(${it.error})`,
    cure: `connections:write のアプリレベルトークン(xapp-…)を作成し、Socket Modeをオンにしてください: ${slackApp} → Basic Information、Socket Mode。`,
  }),
  slackMention: (it) => ({ found: `スレッドでは @${it.bot} help と書きます` }),
  slackCommands: (it) => ({
    found: `許可されています。${it.command} がこのアプリのものかどうかは、確認する方法がありません`,
    cure: `Slackで ${it.command} help と入力してみてください。同じコマンドを持つアプリが複数ある場合は、最後にインストールしたアプリに届きます。`,
  }),
  clock: () => ({ found: "Slackの時計と合っています" }),
  clockOff: clock,
  clockWrong: clock,
  channel: (it) => ({ found: `#${it.name}(プライベート)` }),
  channelPublic: (it) => ({
    found: `#${it.name} はパブリックです。ワークスペースの全員がお客さまのメッセージを読めます`,
    cure: "それで困る場合は、チャンネルの設定でプライベートに変更してください。",
  }),
  channelShared: (it) => ({
    found: `#${it.name} はほかの組織と共有されています(ALLOW_SHARED_CHANNELSで許可)`,
    cure: "相手の組織の人もお客さまのメッセージを読めます。意図したものか確認してください。",
  }),
  channelSharedRefused: (it) => ({
    found: `#${it.name} はほかの組織と共有されています`,
    cure: "このチャンネルには何も投稿しません。別のチャンネルを使うか、ALLOW_SHARED_CHANNELS=on を設定してください。",
  }),
  channelUnknown: (it) => ({
    found: `ボットから ${it.id} が見えません`,
    cure: "チャンネルの詳細の一番下にあるIDを確認してください。プライベートの場合は、ボットを招待してください。",
  }),
  channelNotIn: (it) => ({
    found: `#${it.name} にボットが参加していません`,
    cure: `そのチャンネルで次のように入力してください: /invite @${it.bot}`,
  }),
  channelArchived: (it) => ({
    found: `#${it.name} はアーカイブされています`,
    cure: "アーカイブを解除するか、別のチャンネルを使ってください。",
  }),
};

export const doctorJa: DoctorWords = {
  topics: {
    node: "Node.js",
    disk: "ディスク",
    settings: "設定",
    setting: "設定",
    bucket: "バケット",
    database: "データベース",
    migrations: "マイグレーション",
    app: "Threadline",
    publicUrl: "公開アドレス",
    mediaDoor: "LINE向けのファイル",
    slackDoor: "Slackのリクエスト先",
    lineToken: "LINEのトークン",
    lineSecret: "LINEのシークレット",
    lineWebhook: "LINEのWebhook URL",
    lineTest: "LINEのWebhookテスト",
    lineChat: "LINEのチャット",
    lineRedelivery: "Webhookの再送",
    lineAutoReply: "あいさつ・応答メッセージ",
    lineQuota: "LINEの通数",
    slackToken: "Slackのトークン",
    slackScopes: "Slackの権限",
    slackSocket: "Socket Mode",
    slackMention: "Slackのメンション",
    slackCommand: "Slackのコマンド",
    clock: "時計",
    channel: "Slackのチャンネル",
  },
  sayings,
  states: { ok: "正常", hint: "要確認", warning: "注意", broken: "異常" },
  verdict: (broken, warnings, hints) =>
    [
      broken === 0
        ? "異常は見つかりませんでした。"
        : `異常が${broken}件あります。直すまでThreadlineは正しく動きません。`,
      ...(warnings > 0 ? [`注意が${warnings}件あります。`] : []),
      ...(hints > 0 ? [`ご自身で確認していただく項目が${hints}件あります。`] : []),
    ].join(""),
};
