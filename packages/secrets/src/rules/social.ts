import { random } from '../judge/randomness.ts';
import type { SecretRule } from '../rule.ts';
import { named, token } from './define.ts';
import { alnum, hex, madeUp } from './made-up.ts';

const digits = (length: number, seed: number) => madeUp('123456789', length, seed);

/** Social networks and media. */
export const social: readonly SecretRule[] = [
  token({
    id: 'facebook-token',
    name: 'Facebook access token',
    severity: 'critical',
    shape: [
      'EAAM{alnum:20-300}',
      'EAAC{alnum:20-300}',
      'EAAB{alnum:80-300}',
      'EAAD{alnum:80-300}',
      'EAAG{alnum:80-300}',
      'EAAH{alnum:80-300}',
      'EAAI{alnum:80-300}',
      'EAAJ{alnum:80-300}',
      'EAAL{alnum:80-300}',
      'EAAW{alnum:80-300}',
    ],
    judge: random(3.8),
    reach: { before: 4, after: 320 },
  }),
  {
    id: 'facebook-app-token',
    name: 'Facebook app access token',
    severity: 'high',
    keywords: ['facebook', 'fb_', 'graph.', 'access_token='],
    reach: { before: 0, after: 140 },
    pattern: /(?<![A-Za-z0-9])(?<secret>\d{13,17}(?:\||%7[cC])[A-Za-z0-9_-]{27})(?![A-Za-z0-9_-])/,
    judge: random(3.5),
    examples: [`facebook_access_token=${digits(15, 1)}|${alnum(27, 2)}`],
  },
  {
    id: 'facebook-app-secret',
    name: 'Facebook app secret',
    severity: 'high',
    keywords: ['facebook', 'fb_app', 'fb_secret', 'instagram', 'app_secret', 'appsecret'],
    run: 32,
    reach: { before: 0, after: 200 },
    pattern: /(?:secret|key)["'\])]{0,3}\s{0,4}(?:=>|[:=,])\s{0,4}["']?(?<secret>[0-9a-f]{32})(?![0-9A-Za-z])/i,
    judge: random(2.6),
    examples: [`FACEBOOK_APP_SECRET=${hex(32, 3)}`],
  },
  {
    id: 'twitter-key',
    name: 'X (Twitter) credential',
    severity: 'high',
    keywords: ['twitter', 'x_api', 'x-api', 'consumer', 'tweepy'],
    run: 18,
    reach: { before: 0, after: 160 },
    pattern:
      /(?<![A-Za-z])(?:twitter|x[_-]api|consumer|tweepy)[^\n]{0,60}?(?:key|secret|token|id)["'\])]{0,3}\s{0,24}(?:=>|[:=,(])\s{0,24}["'`]?(?<secret>[A-Za-z0-9]{45,52}|[A-Za-z0-9]{25}|[A-Za-z0-9]{18,22}|\d{10,20}-[A-Za-z0-9]{40})(?![A-Za-z0-9_-])/i,
    judge: (secret) =>
      /\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret) ? random(3.5)(secret) && 0.7 : 0,
    examples: [
      `TWITTER_CONSUMER_SECRET = "${alnum(50, 4)}"`,
      `twitter_access_token: '${digits(18, 5)}-${alnum(40, 6)}'`,
    ],
    counterExamples: ['twitter_key = "your-consumer-key"'],
  },
  {
    id: 'twitter-bearer-token',
    name: 'X (Twitter) bearer token',
    severity: 'high',
    keywords: ['A'.repeat(18)],
    run: 40,
    reach: { before: 60, after: 170 },
    pattern: /(?<![A-Za-z0-9/+])(?<secret>A{20,22}[A-Za-z0-9%]{24,140})(?![A-Za-z0-9%])/,
    judge: (secret) => (new Set(secret).size > 12 ? 0.7 : 0),
    examples: [`TWITTER_BEARER_TOKEN = "${'A'.repeat(20)}ML${alnum(30, 7)}%2B${alnum(20, 8)}"`],
  },
  named({
    id: 'linkedin-secret',
    name: 'LinkedIn secret',
    words: ['linkedin', 'linked_in'],
    shape: ['{alnum:16}', 'WPL_AP1.{alnum:16}.{base64:6}=='],
    judge: (secret) => (/\d/.test(secret) ? random(3.2)(secret) : 0),
  }),
  named({
    id: 'linkedin-token',
    name: 'LinkedIn access token',
    words: ['linkedin'],
    shape: 'AQ{url:150-400}',
  }),
  named({
    id: 'instagram-token',
    name: 'Instagram token',
    words: ['instagram'],
    shape: ['IG{alnum:100-260}', '{digits:8-12}.{hex:7}.{hex:32}'],
  }),
  named({
    id: 'reddit-secret',
    name: 'Reddit secret',
    words: ['reddit'],
    shape: ['{url:27}', '{url:30}'],
    judge: random(3.6),
  }),
  named({
    id: 'twitch-secret',
    name: 'Twitch credential',
    words: ['twitch'],
    shape: ['{lower:30}', 'live_{digits:6-10}_{alnum:30}'],
  }),
  token({ id: 'twitch-chat-token', name: 'Twitch chat token', shape: 'oauth:{lower:30}', keywords: ['oauth:'] }),
  named({
    id: 'tiktok-secret',
    name: 'TikTok, Snapchat or Pinterest token',
    words: ['tiktok', 'snapchat', 'pinterest'],
    shape: ['pina_{alnum:32}', '{alnum:32}', '{hex:40}'],
  }),
  named({
    id: 'vk-token',
    name: 'VK token',
    words: ['vk_', 'vkontakte', 'vk.com'],
    shape: ['vk1.a.{url:80-220}', '{hex:85}', '{alnum:20}'],
    judge: random(3.4),
  }),
  named({
    id: 'weixin-secret',
    name: 'WeChat secret',
    words: ['wechat', 'weixin', 'wx_', 'wxapp', 'appsecret'],
    shape: '{hex:32}',
  }),
  named({
    id: 'vimeo-token',
    name: 'Vimeo, Flickr or Imgur credential',
    words: ['vimeo', 'flickr', 'imgur'],
    shape: ['{hex:32}', '{alnum:32}', '{hex:40}', '{hex:16}', '{hex:15}'],
  }),
  named({ id: 'deviantart-secret', name: 'DeviantArt secret', words: ['deviantart'], shape: ['{hex:32}'] }),
  named({
    id: 'disqus-key',
    name: 'Disqus or Giphy key',
    words: ['disqus', 'giphy', 'tumblr', 'soundcloud'],
    shape: ['{alnum:64}', '{alnum:32}', '{alnum:50}'],
  }),
  named({ id: 'yelp-key', name: 'Yelp key', words: ['yelp'], shape: '{url:128}' }),
  token({ id: 'riot-key', name: 'Riot Games key', shape: 'RGAPI-{uuid}' }),
  named({ id: 'steam-key', name: 'Steam key', words: ['steam'], shape: '{HEX:32}' }),
  named({
    id: 'bitly-token',
    name: 'Bitly or T.LY token',
    words: ['bitly', 'bit_ly', 'bit.ly', 'tly', 't.ly'],
    shape: ['{lower:40}', 'R_{hex:32}', '{alnum:60}'],
  }),
];
