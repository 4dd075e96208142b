import { passesLuhn } from '../judge/structure.ts';
import { random } from '../judge/randomness.ts';
import type { SecretRule } from '../rule.ts';
import { named, token } from './define.ts';
import { hex, madeUp } from './made-up.ts';

/** Payments, shops and money. */
export const payments: readonly SecretRule[] = [
  token({
    id: 'stripe-secret-key',
    name: 'Stripe secret key',
    severity: 'critical',
    shape: ['sk_live_{alnum:15-247}', 'rk_live_{alnum:15-247}', 'sk_prod_{alnum:15-247}', 'rk_prod_{alnum:15-247}'],
    source: 'https://docs.stripe.com/keys',
  }),
  token({
    id: 'stripe-test-key',
    name: 'Stripe test key',
    severity: 'low',
    shape: ['sk_test_{alnum:20-247}', 'rk_test_{alnum:20-247}'],
    source: 'https://docs.stripe.com/keys',
  }),
  token({ id: 'stripe-webhook-secret', name: 'Stripe webhook secret', shape: 'whsec_{base64:32-64}' }),
  token({
    id: 'square-token',
    name: 'Square token',
    severity: 'critical',
    shape: ['sq0atp-{url:22}', 'sq0csp-{url:43}', 'EAAA{url:60}'],
    counterExamples: ['sq0idp-r34HdSnJVWaCesH3dnJrGA'],
  }),
  token({
    id: 'square-application-id',
    name: 'Square application id',
    severity: 'info',
    shape: 'sandbox-sq0idb-{url:22}',
  }),
  token({
    id: 'razorpay-key',
    name: 'Razorpay key',
    severity: 'medium',
    shape: ['rzp_live_{alnum:14}', 'rzp_test_{alnum:14}'],
  }),
  named({
    id: 'razorpay-secret',
    name: 'Razorpay secret',
    severity: 'critical',
    words: ['razorpay'],
    shape: '{alnum:24}',
    judge: random(3.2),
  }),
  {
    id: 'braintree-token',
    name: 'Braintree access token',
    severity: 'critical',
    keywords: ['access_token$'],
    pattern: /(?<secret>access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[0-9a-f]{32})/,
    examples: [`token: ${'access_token'}$production$${hex(16, 31)}$${hex(32, 32)}`],
  },
  named({ id: 'braintree-key', name: 'Braintree private key', words: ['braintree'], shape: '{hex:32}' }),
  named({
    id: 'paypal-secret',
    name: 'PayPal secret',
    severity: 'critical',
    words: ['paypal'],
    shape: ['E{url:79}', 'A{url:79}', '{url:64}'],
  }),
  token({
    id: 'adyen-key',
    name: 'Adyen API key',
    severity: 'critical',
    shape: 'AQE{base64:3}{base64:80-160}==',
    keywords: ['AQE'],
    judge: random(4.5),
    run: 88,
    reach: { before: 2, after: 260 },
  }),
  named({ id: 'adyen-hmac', name: 'Adyen HMAC key', words: ['adyen'], shape: '{anyhex:64}' }),
  token({
    id: 'plaid-token',
    name: 'Plaid access token',
    severity: 'critical',
    shape: ['access-production-{uuid}', 'access-development-{uuid}'],
  }),
  token({
    id: 'plaid-sandbox-token',
    name: 'Plaid sandbox token',
    severity: 'low',
    shape: ['access-sandbox-{uuid}', 'public-sandbox-{uuid}'],
  }),
  named({ id: 'plaid-secret', name: 'Plaid credential', words: ['plaid'], shape: ['{hex:30}', '{lower:24}'] }),
  named({
    id: 'coinbase-key',
    name: 'Coinbase key',
    words: ['coinbase'],
    shape: ['{url:64}', '{alnum:16}', '{base64:86}=='],
  }),
  {
    id: 'coinbase-cloud-key',
    name: 'Coinbase cloud API key',
    severity: 'high',
    keywords: ['organizations/'],
    reach: { before: 0, after: 120 },
    pattern: /(?<secret>organizations\/[0-9a-f]{8}-[0-9a-f-]{27}\/apiKeys\/[0-9a-f]{8}-[0-9a-f-]{27})/,
    examples: [
      `"name": "organizations/${hex(8, 1)}-${hex(4, 2)}-${hex(4, 3)}-${hex(4, 4)}-${hex(12, 5)}/apiKeys/${hex(8, 6)}-${hex(4, 7)}-${hex(4, 8)}-${hex(4, 9)}-${hex(12, 10)}"`,
    ],
  },
  token({
    id: 'flutterwave-key',
    name: 'Flutterwave key',
    severity: 'critical',
    shape: ['FLWSECK-{hex:32}-X', 'FLWSECK_TEST-{alnum:32}-X', 'FLWSECK_TEST{alnum:12}'],
  }),
  named({
    id: 'gocardless-key-named',
    name: 'GoCardless token',
    words: ['gocardless'],
    shape: ['live_{url:40}', 'sandbox_{url:40}'],
  }),
  named({
    id: 'mollie-key-named',
    name: 'Mollie API key',
    words: ['mollie'],
    shape: ['live_{alnum:30}', 'test_{alnum:30}'],
  }),
  token({
    id: 'duffel-token',
    name: 'Duffel API token',
    severity: 'high',
    shape: ['duffel_live_{url:43}', 'duffel_test_{url:43}'],
  }),
  token({
    id: 'paddle-key',
    name: 'Paddle key',
    severity: 'critical',
    shape: ['pdl_live_apikey_{lower:26}_{alnum:22}_{alnum:3}', 'pdl_sdbx_apikey_{lower:26}_{alnum:22}_{alnum:3}'],
  }),
  token({
    id: 'polar-token',
    name: 'Polar token',
    severity: 'critical',
    shape: ['polar_oat_{word:40-60}', 'polar_pat_{word:40-60}'],
  }),
  token({
    id: 'shippo-token',
    name: 'Shippo token',
    severity: 'high',
    shape: ['shippo_live_{anyhex:40}', 'shippo_test_{anyhex:40}'],
  }),
  token({ id: 'easypost-key', name: 'EasyPost key', shape: ['EZAK{alnum:54}', 'EZTK{alnum:54}'] }),
  named({ id: 'wise-token', name: 'Wise token', words: ['transferwise', 'wise_api', 'wise_token'], shape: ['{uuid}'] }),
  named({ id: 'recurly-key', name: 'Recurly key', words: ['recurly'], shape: '{hex:32}' }),
  named({
    id: 'chargebee-key',
    name: 'Chargebee key',
    words: ['chargebee'],
    shape: ['live_{alnum:32-56}', 'test_{alnum:32-56}'],
  }),
  named({
    id: 'midtrans-key',
    name: 'Midtrans key',
    words: ['midtrans', 'veritrans'],
    shape: ['Mid-server-{url:24}', 'SB-Mid-server-{url:24}'],
  }),
  token({
    id: 'xendit-key',
    name: 'Xendit key',
    severity: 'critical',
    shape: ['xnd_production_{alnum:40-80}', 'xnd_development_{alnum:40-80}'],
  }),
  named({ id: 'binance-key', name: 'Binance key', words: ['binance'], shape: '{alnum:64}' }),
  named({ id: 'kraken-key', name: 'Kraken key', words: ['kraken'], shape: ['{base64:86}==', '{base64:56}'] }),
  named({ id: 'kucoin-key', name: 'KuCoin key', words: ['kucoin'], shape: ['{uuid}', '{hex:24}'] }),
  named({
    id: 'crypto-exchange-key',
    name: 'Crypto exchange key',
    words: ['bitmex', 'bittrex', 'bitfinex', 'bybit', 'poloniex', 'gateio', 'okx_'],
    shape: ['{hex:32}', '{url:48}', '{alnum:43}', '{uuid}'],
  }),
  token({
    id: 'shopify-token',
    name: 'Shopify token',
    severity: 'critical',
    shape: ['shpat_{anyhex:32}', 'shpca_{anyhex:32}', 'shppa_{anyhex:32}', 'shpss_{anyhex:32}', 'shptka_{anyhex:32}'],
  }),
  named({
    id: 'bigcommerce-token',
    name: 'BigCommerce token',
    words: ['bigcommerce'],
    shape: ['{lower:31}', '{lower:64}'],
  }),
  token({ id: 'woocommerce-key', name: 'WooCommerce key', shape: ['ck_{hex:40}', 'cs_{hex:40}'] }),
  named({ id: 'etsy-key', name: 'Etsy key', words: ['etsy'], shape: '{lower:24}' }),
  named({
    id: 'ebay-key',
    name: 'eBay key',
    words: ['ebay'],
    shape: ['PRD-{hex:12}-{hex:4}-{hex:4}-{hex:4}-{hex:4}', '{url:36}'],
  }),
  {
    id: 'payment-card',
    name: 'Payment card number',
    severity: 'medium',
    keywords: [
      'card_number',
      'cardnumber',
      'card-number',
      'card number',
      'credit_card',
      'creditcard',
      'credit card',
      'ccnumber',
      'cc_number',
      'pan=',
    ],
    reach: { before: 0, after: 60 },
    pattern:
      /["'\])]{0,2}[ \t]{0,4}(?:=>|[:=,(]|is)?[ \t]{0,4}["'(]{0,2}(?<secret>(?:3[47]\d\d|4\d{3}|5[1-5]\d\d|6011|65\d\d|2[2-7]\d\d)(?:[ -]?\d{4}){2}[ -]?\d{3,4})(?!\d)/,
    judge: (secret) => {
      const digits = secret.replace(/\D/g, '');
      // Issuers' own test numbers are public, and made of few digits or of rows of zeros and ones.
      return passesLuhn(digits) && new Set(digits).size >= 6 && !/(\d)\1{4}|1234567/.test(digits) ? 0.6 : 0;
    },
    examples: [`card_number = "${card()}"`],
    counterExamples: [
      'card_number = "4242424242424242"',
      'card_number = "4111 1111 1111 1111"',
      'card_number: 4539148803436468',
    ],
  },
];

/** A number of the right form with the right checksum. */
function card(): string {
  const start = `4${madeUp('0123456789', 14, 21)}`;
  return [...'0123456789'].map((last) => start + last).find(passesLuhn)!;
}
