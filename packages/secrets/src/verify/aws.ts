import { createHash, createHmac } from 'node:crypto';
import type { IssuerRequest } from './provider.ts';

const region = 'us-east-1';
const service = 'sts';
const body = 'Action=GetCallerIdentity&Version=2011-06-15';

/**
 * Who am I? in AWS's signed form: the one call that every key may make, whatever else it may.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
export function signCallerIdentity(secret: string, keyId: string, address: string, now: Date): IssuerRequest {
  const time = now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    host: new URL(address).host,
    'x-amz-date': time,
  };
  const signed = Object.keys(headers).join(';');
  const canonical = [
    'POST',
    '/',
    '',
    ...Object.entries(headers).map((pair) => pair.join(':')),
    '',
    signed,
    sha256(body),
  ];
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical.join('\n'))].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((under, part) => hmac(under, part), `AWS4${secret}`);
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return {
    method: 'POST',
    path: '/',
    headers: {
      ...headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
    },
    body,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
