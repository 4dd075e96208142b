import { random } from '../judge/randomness.ts';
import { isMonotonous, isStandIn } from '../judge/placeholder.ts';
import type { SecretRule } from '../rule.ts';
import { named, token } from './define.ts';
import { alnum, hex, madeUp, uuid } from './made-up.ts';

const digits = (length: number, seed: number) => madeUp('123456789', length, seed);
const upper = (length: number, seed: number) => madeUp('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', length, seed);

/** Slack's tokens end in what is drawn at random; what stands before may be numbers of little variety. */
function endsAtRandom(secret: string): boolean {
  const last = secret.split('-').at(-1)!;
  return last.length >= 16 && /\d/.test(last) && /[A-Za-z]/.test(last) && !isMonotonous(last);
}

/** Mail, chat, telephone and other ways to people. */
export const communication: readonly SecretRule[] = [
  {
    id: 'slack-token',
    name: 'Slack token',
    severity: 'critical',
    keywords: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxe.', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xoxc-', 'xoxd-'],
    run: 24,
    reach: { before: 8, after: 340 },
    pattern: /(?<![A-Za-z0-9])(?<secret>(?:xoxe\.)?xox[abeoprscd]-(?:\d-)?[A-Za-z0-9%-]{20,300})(?![A-Za-z0-9])/,
    judge: (secret) =>
      isStandIn(secret) || !endsAtRandom(secret) ? 0 : /^xox[bp]-\d{10,13}-\d{10,13}-/.test(secret) ? 0.95 : 0.8,
    source: 'https://api.slack.com/concepts/token-types',
    examples: [`${'xoxb'}-${digits(12, 1)}-${digits(12, 2)}-${alnum(24, 1)}`, `${'xoxe'}.xoxp-1-${alnum(140, 2)}`],
    counterExamples: ['xoxb-your-slack-bot-token-goes-here'],
  },
  {
    id: 'slack-app-token',
    name: 'Slack app token',
    severity: 'critical',
    keywords: ['xapp-'],
    run: 50,
    pattern: /(?<![A-Za-z0-9])(?<secret>xapp-\d-[A-Z0-9]{6,20}-\d{8,20}-[a-z0-9]{40,80})/,
    judge: random(3),
    examples: [`${'xapp'}-1-A${upper(10, 2)}-${digits(13, 3)}-${hex(64, 2)}`],
  },
  {
    id: 'slack-webhook',
    name: 'Slack webhook',
    severity: 'medium',
    keywords: ['hooks.slack.com', 'hooks.slack-gov.com'],
    pattern:
      /hooks\.slack(?:-gov)?\.com\\?\/(?<secret>services\\?\/T[A-Za-z0-9_]{6,12}\\?\/B[A-Za-z0-9_]{6,14}\\?\/[A-Za-z0-9_]{20,26}|workflows\\?\/T[A-Za-z0-9_]{8,12}\\?\/A[A-Za-z0-9_]{8,14}\\?\/\d{12,20}\\?\/[A-Za-z0-9_]{20,26}|triggers\\?\/[TE][A-Za-z0-9_]{6,12}\\?\/\d{10,16}\\?\/[0-9a-f]{32})(?![A-Za-z0-9])/,
    judge: (secret) =>
      /X{6}|x{6}|0{8}|YOUR/.test(secret)
        ? 0
        : /^(?:services|workflows)/.test(secret) && /EXAMPLE/.test(secret)
          ? 0
          : 0.9,
    examples: [
      `https://${'hooks.slack'}.com/services/T${upper(8, 3)}/B${upper(9, 4)}/${alnum(24, 3)}`,
      `https://${'hooks.slack'}.com/triggers/T${upper(8, 5)}/${digits(13, 6)}/${hex(32, 4)}`,
    ],
    counterExamples: ['https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'],
  },
  named({ id: 'slack-signing-secret', name: 'Slack signing secret', words: ['slack'], shape: '{hex:32}' }),
  {
    id: 'teams-webhook',
    name: 'Microsoft Teams webhook',
    severity: 'medium',
    keywords: ['/incomingwebhook/'],
    reach: { before: 160, after: 120 },
    pattern:
      /(?:webhook\.office\.com\/webhookb2|outlook\.office(?:365)?\.com\/webhook)\/(?<secret>[0-9a-z]{8}-[0-9a-z-]{27}@[0-9a-z]{8}-[0-9a-z-]{27}\/IncomingWebhook\/[0-9a-z]{32}\/[0-9a-z]{8}-[0-9a-z-]{27})/i,
    examples: [
      `https://acme.webhook.office.com/webhookb2/${uuid(1)}@${uuid(11)}/IncomingWebhook/${hex(32, 5)}/${uuid(21)}`,
    ],
  },
  {
    id: 'power-automate-webhook',
    name: 'Power Automate or Logic Apps address',
    severity: 'medium',
    keywords: ['logic.azure.com', 'powerplatform.com'],
    reach: { before: 80, after: 300 },
    pattern: /(?:logic\.azure\.com|powerplatform\.com)[^\s"']{10,200}[?&]sig=(?<secret>[A-Za-z0-9_-]{40,46})/,
    judge: random(3.5),
    examples: [
      `https://prod-1.westeurope.logic.azure.com:443/workflows/${hex(32, 6)}/triggers/manual/paths/invoke?sp=1&sig=${alnum(43, 6)}`,
    ],
  },
  {
    id: 'discord-webhook',
    name: 'Discord webhook',
    severity: 'medium',
    keywords: ['/api/webhooks/', '/api\\/webhooks\\/'],
    pattern: /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/(?<secret>\d{17,20}\/[A-Za-z0-9_-]{60,72})/,
    reach: { before: 30, after: 120 },
    examples: [`https://${'discord'}.com/api/webhooks/${digits(18, 4)}/${alnum(68, 34)}`],
  },
  {
    id: 'discord-bot-token',
    name: 'Discord bot token',
    severity: 'critical',
    keywords: ['discord', 'bot_token', 'bottoken', 'client.login', 'bot.run', 'client.run', 'token', 'authorization'],
    run: 57,
    reach: { before: 0, after: 130 },
    pattern:
      /(?<![A-Za-z0-9_-])(?<secret>[MNO][A-Za-z\d_-]{23,27}\.[A-Za-z\d_-]{6}\.[A-Za-z\d_-]{27,38})(?![A-Za-z0-9_-])/,
    // The first part is the bot's number in base64.
    judge: (secret) => (/^\d{15,20}$/.test(Buffer.from(secret.split('.')[0]!, 'base64').toString('latin1')) ? 0.95 : 0),
    examples: [`DISCORD_TOKEN=${Buffer.from(digits(18, 35)).toString('base64')}.${alnum(6, 36)}.${alnum(38, 37)}`],
  },
  named({
    id: 'discord-client-secret',
    name: 'Discord client secret',
    words: ['discord'],
    shape: ['{url:32}'],
    judge: random(3.5),
  }),
  {
    id: 'telegram-bot-token',
    name: 'Telegram bot token',
    severity: 'high',
    keywords: [':AA', 'telegram', 'bot_token', 'api.telegram.org/bot'],
    run: 43,
    reach: { before: 12, after: 90 },
    pattern: /(?<![A-Za-z0-9_-]|0x)(?:bot)?(?<secret>\d{8,10}:AA[A-Za-z0-9_-]{32,33})(?![A-Za-z0-9_-])/,
    judge: random(3.5),
    examples: [
      `${digits(9, 3)}:${'AA'}${alnum(33, 33)}`,
      `https://api.telegram.org/bot${digits(10, 4)}:${'AA'}${alnum(33, 34)}/getMe`,
    ],
  },
  {
    id: 'twilio-api-key',
    name: 'Twilio API key',
    severity: 'high',
    keywords: ['SK'],
    run: 34,
    reach: { before: 2, after: 36 },
    pattern: /(?<![A-Za-z0-9_+/-])(?<secret>SK[0-9a-f]{32})(?![A-Za-z0-9_+/-])/,
    judge: random(2.6),
    examples: [`${'SK'}${hex(32, 7)}`],
  },
  named({
    id: 'twilio-auth-token',
    name: 'Twilio auth token',
    severity: 'critical',
    words: ['twilio'],
    shape: '{anyhex:32}',
  }),
  token({ id: 'sendgrid-key', name: 'SendGrid API key', severity: 'critical', shape: 'SG.{url:22}.{url:43}' }),
  token({ id: 'mailgun-key', name: 'Mailgun API key', shape: ['key-{hex:32}', 'pubkey-{hex:32}'] }),
  named({
    id: 'mailgun-key-new',
    name: 'Mailgun API key',
    words: ['mailgun', 'api:', 'mg_'],
    shape: '{hex:32}-{hex:8}-{hex:8}',
  }),
  named({ id: 'mailgun-token', name: 'Mailgun token', words: ['mailgun'], shape: ['{hex:72}', '{hex:32}'] }),
  {
    id: 'mailchimp-key',
    name: 'Mailchimp API key',
    severity: 'high',
    keywords: ['-us'],
    run: 36,
    reach: { before: 40, after: 6 },
    pattern: /(?<![0-9A-Za-z])(?<secret>[0-9a-f]{32}-us\d{1,2})(?!\w)/,
    judge: random(2.5),
    examples: [`MAILCHIMP_API_KEY=${hex(32, 12)}-${'us'}12`],
  },
  token({
    id: 'mandrill-key',
    name: 'Mandrill key',
    shape: 'md-{url:22}',
    judge: (secret) => (/\d/.test(secret) && /[A-Z]/.test(secret) ? random(3.5)(secret) : 0),
  }),
  named({ id: 'postmark-token', name: 'Postmark token', words: ['postmark'], shape: ['{uuid}'] }),
  token({
    id: 'brevo-key',
    name: 'Brevo API key',
    severity: 'critical',
    shape: ['xkeysib-{hex:64}-{alnum:16}', 'xsmtpsib-{hex:64}-{alnum:16}'],
  }),
  token({ id: 'resend-key', name: 'Resend API key', severity: 'critical', shape: 're_{alnum:8}_{alnum:24}' }),
  token({ id: 'mailersend-token', name: 'MailerSend token', shape: 'mlsn.{hex:64}' }),
  named({ id: 'mailjet-key', name: 'Mailjet key', words: ['mailjet', 'mj_api'], shape: '{hex:32}' }),
  named({ id: 'sparkpost-key', name: 'SparkPost key', words: ['sparkpost'], shape: ['{hex:40}', '{alnum:40}'] }),
  named({
    id: 'vonage-key',
    name: 'Vonage secret',
    words: ['nexmo', 'vonage'],
    shape: ['{alnum:16}'],
    judge: random(3),
  }),
  named({ id: 'messagebird-key', name: 'MessageBird key', words: ['messagebird'], shape: '{alnum:25}' }),
  named({ id: 'plivo-token', name: 'Plivo token', words: ['plivo'], shape: ['{base64url:40}', '{upper:20}'] }),
  token({ id: 'telnyx-key', name: 'Telnyx API key', shape: 'KEY{hex:29}{hex:3}_{alnum:22}' }),
  named({ id: 'telnyx-key-named', name: 'Telnyx API key', words: ['telnyx'], shape: 'KEY{url:55}' }),
  named({ id: 'sinch-token', name: 'Sinch token', words: ['sinch'], shape: ['{hex:32}', '{uuid}'] }),
  named({ id: 'infobip-key-named', name: 'Infobip key', words: ['infobip'], shape: '{hex:32}-{uuid}' }),
  token({ id: 'infobip-key', name: 'Infobip key', shape: 'App {hex:32}-{uuid}', keywords: ['App '], run: 60 }),
  named({
    id: 'line-token',
    name: 'LINE channel token',
    words: ['line_', 'linemsg', 'line-', 'line.', 'line channel'],
    shape: '{base64:170-176}=',
  }),
  named({
    id: 'line-notify-token',
    name: 'LINE Notify token',
    words: ['linenotify', 'line_notify', 'line-notify'],
    shape: ['{alnum:43}', '{alnum:52-53}'],
  }),
  named({
    id: 'mattermost-token',
    name: 'Mattermost token',
    words: ['mattermost', 'mm_token', 'mm_pat'],
    shape: '{lower:26}',
    judge: (secret) => (/\d/.test(secret) ? random(3)(secret) : 0),
  }),
  named({ id: 'gitter-token', name: 'Gitter token', words: ['gitter'], shape: '{alnum:40}' }),
  named({
    id: 'rocketchat-token',
    name: 'Rocket.Chat token',
    words: ['rocketchat', 'rocket.chat', 'rocket_chat', 'x-auth-token'],
    shape: ['{url:43}'],
  }),
  named({ id: 'zulip-key', name: 'Zulip key', words: ['zulip'], shape: '{alnum:32}' }),
  named({ id: 'pushover-token', name: 'Pushover token', words: ['pushover'], shape: '{lower:30}' }),
  named({
    id: 'pushbullet-token',
    name: 'Pushbullet token',
    words: ['pushbullet'],
    shape: ['o.{alnum:32}', '{alnum:34}'],
  }),
  named({
    id: 'onesignal-key',
    name: 'OneSignal key',
    words: ['onesignal'],
    shape: ['{uuid}', 'os_v2_app_{lower:104}', '{alnum:48}'],
  }),
  {
    id: 'intercom-token',
    name: 'Intercom token',
    severity: 'high',
    keywords: ['dG9rO'],
    run: 59,
    pattern: /(?<![A-Za-z0-9+/])(?<secret>dG9rO[A-Za-z0-9+/]{54,55}={0,2})(?![A-Za-z0-9+/=])/,
    judge: (secret) => (Buffer.from(secret, 'base64').toString('latin1').startsWith('tok:') ? 0.95 : 0),
    examples: [
      `"${Buffer.from(`tok:${hex(8, 1)}_${hex(4, 2)}_${hex(4, 3)}_${hex(4, 4)}_${hex(12, 5)}:1:0`).toString('base64')}"`,
    ],
  },
  named({
    id: 'zoom-secret',
    name: 'Zoom credential',
    words: ['zoom_', 'zoom-', 'zoom.', 'zoomapi'],
    shape: ['{alnum:32}', '{alnum:22}'],
    judge: random(3.5),
  }),
  token({
    id: 'zapier-webhook',
    name: 'Zapier webhook',
    severity: 'low',
    shape: 'hooks.zapier.com/hooks/catch/{digits:6-10}/{lower:6-7}',
    judge: (secret) => (/\/[a-z]+$/.test(secret) || /x{5}/i.test(secret) ? 0 : 0.8),
    keywords: ['hooks.zapier.com'],
  }),
  {
    id: 'google-chat-webhook',
    name: 'Google Chat webhook',
    severity: 'medium',
    keywords: ['chat.googleapis.com'],
    pattern:
      /chat\.googleapis\.com\/v1\/spaces\/[\w-]{6,20}\/messages\?key=[\w-]{20,45}(?:&|&amp;)token=(?<secret>[\w%-]{30,60})/,
    examples: [
      `https://${'chat.googleapis'}.com/v1/spaces/${alnum(11, 7)}/messages?key=${alnum(39, 8)}&token=${alnum(43, 9)}`,
    ],
  },
  {
    id: 'feishu-webhook',
    name: 'Feishu, Lark or DingTalk webhook',
    severity: 'medium',
    keywords: ['open.feishu.cn', 'open.larksuite.com', 'oapi.dingtalk.com', 'qyapi.weixin.qq.com'],
    pattern:
      /(?:open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/|oapi\.dingtalk\.com\/robot\/send\?access_token=|qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=)(?<secret>[0-9a-f-]{32,64})/,
    judge: random(2.6),
    examples: [
      `https://${'open.feishu'}.cn/open-apis/bot/v2/hook/${uuid(31)}`,
      `https://${'oapi.dingtalk'}.com/robot/send?access_token=${hex(64, 7)}`,
    ],
  },
  named({
    id: 'lark-token',
    name: 'Lark credential',
    words: ['lark', 'feishu'],
    shape: ['t-{alnum:26-32}_{digits:4}', 'u-{alnum:26-40}', '{alnum:32}', 't-{word:31}'],
  }),
  {
    id: 'ifttt-webhook',
    name: 'IFTTT or Make webhook',
    severity: 'low',
    keywords: ['maker.ifttt.com', '.make.com', 'integromat.com'],
    reach: { before: 20, after: 120 },
    pattern:
      /(?:maker\.ifttt\.com\/trigger\/\w{1,60}\/(?:json\/)?with\/key\/|hook\.(?:\w{2,5}\.)?(?:make|integromat)\.com\/)(?<secret>[A-Za-z0-9_-]{20,50})/,
    judge: random(3.3),
    examples: [`https://${'maker.ifttt'}.com/trigger/door/with/key/${alnum(43, 11)}`],
  },
  {
    id: 'tines-webhook',
    name: 'Tines webhook',
    severity: 'low',
    keywords: ['.tines.com/webhook/'],
    pattern: /\.tines\.com\/webhook\/(?<secret>[0-9a-z]{32}\/[0-9a-z]{32})/,
    examples: [`https://acme.tines.com/webhook/${hex(32, 8)}/${hex(32, 9)}`],
  },
];
