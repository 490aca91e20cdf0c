import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashKey } from '#lib/access/keys.ts';
import type { Header, Received, Recognised } from '#lib/model/capture.ts';
import { recognise } from '#lib/providers/index.ts';
import { openStore } from '#lib/store/open.ts';
import { received } from '../support/received.ts';
import { root } from '../support/root.ts';

/**
 * A bin as it looks after a morning's work with webhooks. Everything in it is invented, times and addresses too, so that
 * pictures of it come out the same whenever they are taken.
 */
export const invented = {
  slug: 'k7m2xq4p',
  key: 'inventedKeyOfAcmeStaging',
  name: 'Acme staging',
  publicUrl: 'http://bin.example',
  /** When the pictures are taken. */
  now: new Date('2026-11-23T08:41:13.100+01:00'),
  timezone: 'Europe/Berlin',
};

type Invented = {
  /** Seconds before `now`. */
  age: number;
  method?: string;
  path: string;
  from: string;
  headers: Header[];
  body?: string | Uint8Array;
  took?: number;
  facts?: Partial<Received>;
  pinned?: boolean;
};

/** Writes the invented bin into a database of its own; the folder to start a server with. */
export async function writeInvented(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-test-'));
  const store = await openStore(`file:${path.join(folder, 'wirebin.db')}`, root);
  const { slug, name, now } = invented;
  const bin = await store.addBin({
    slug,
    name,
    ownerKeyHash: hashKey(invented.key),
    now: now.getTime() - 86_400_000,
  });
  for (const [index, capture] of traffic.toReversed().entries()) {
    const stored = await store.addCapture(bin.id, receivedOf(capture, index));
    store.recordResponse(bin.id, stored!, {
      status: 200,
      micros: 900 + ((index * 677) % 1900),
      complete: !capture.facts?.aborted,
    });
    if (capture.pinned) await store.changeCapture(bin.id, stored!, { pinned: true });
  }
  await store.close();
  return folder;
}

function receivedOf(capture: Invented, index: number): Recognised {
  const {
    age,
    method = 'POST',
    path: rest,
    from,
    took = 300 + index * 17,
    headers,
    body = '',
    facts,
  } = capture;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const framing: Header[] =
    bytes.length > 0 ? [['Content-Length', `${facts?.bodySize ?? bytes.length}`]] : [];
  const request = received({
    method,
    target: `/b/${invented.slug}${rest}`,
    prefixLength: `/b/${invented.slug}`.length,
    headers: [['Host', 'bin.example'], ...headers, ...framing],
    body: bytes,
    bodySize: bytes.length,
    receivedAt: (invented.now.getTime() - age * 1000) * 1000 - 796_000,
    uploadMicros: took,
    peer: { address: from, port: 40_000 + index * 131 },
    scheme: 'https',
    ...facts,
  });
  return { ...request, provider: recognise(request) };
}

const json: Header = ['Content-Type', 'application/json'];

const push = `{"ref":"refs/heads/main","before":"9f2c1e7ab04d5c81f7e3a6b2d90c4e15a8f7b633","after":"41d8ee02c7f3a19be6d50c28f4b7a93e1d06c5f8",\
"repository":{"id":1296269,"name":"hello-world","full_name":"acme/hello-world","private":true,"default_branch":"main"},\
"pusher":{"name":"octocat","id":12345678901234567890},\
"commits":[{"id":"41d8ee02c7f3a19be6d50c28f4b7a93e1d06c5f8","timestamp":"2026-11-23T08:41:09+01:00",\
"message":"Fix the race in reconnect","author":{"name":"Mona Lisa","email":"mona@acme.example","username":"octocat"},\
"added":[],"removed":[],"modified":["src/socket/reconnect.ts"],"distinct":true}],\
"compare":"https://github.com/acme/hello-world/compare/9f2c1e7ab04d...41d8ee02c7f3","forced":false}`;

const gitHub = (event: string, delivery: string): Header[] => [
  ['User-Agent', 'GitHub-Hookshot/41d8ee0'],
  ['Accept', '*/*'],
  json,
  ['X-GitHub-Delivery', delivery],
  ['X-GitHub-Event', event],
  ['X-GitHub-Hook-ID', '507283641'],
  ['X-GitHub-Hook-Installation-Target-ID', '1296269'],
  ['X-GitHub-Hook-Installation-Target-Type', 'repository'],
  ['X-Hub-Signature-256', 'sha256=3f1a6c94e2b85d07c61f9ad8340be72519cc06ad4f5b8e31297d60fa8c4e15b2'],
];

const invoice = (id: string) => `{
  "id": "${id}",
  "object": "event",
  "api_version": "2026-09-30",
  "created": 1795419660,
  "type": "invoice.paid",
  "data": {
    "object": {
      "id": "in_1QzAcme7Kd2fL",
      "object": "invoice",
      "amount_paid": 4900,
      "currency": "eur",
      "customer": "cus_Rk3m8Acme",
      "paid": true
    }
  },
  "livemode": false,
  "pending_webhooks": 1
}`;

const stripe: Header[] = [
  ['Cache-Control', 'no-cache'],
  ['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'],
  ['Accept', '*/*; q=0.5, application/xml'],
  ['Content-Type', 'application/json; charset=utf-8'],
  ['Stripe-Signature', 't=1795419660,v1=5f0c27b41d9ae863'],
];

const order = `{"id":727,"status":"processing","currency":"EUR","total":"129.00","line_items":${JSON.stringify(
  Array.from({ length: 9 }, (_, index) => ({
    id: 300 + index,
    name: 'Copper wire, 2 m',
    quantity: 1,
    total: '14.30',
  })),
)}}`;

const part = (head: string, content: string) =>
  `--7MA4YWxkTrZu0gW\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
const pdf = `%PDF-1.7\n${'1 0 obj << /Type /Catalog >> endobj\n'.repeat(6040)}`;

/** Newest first, as the list shows them. */
const traffic: Invented[] = [
  {
    age: 0,
    path: '/github?env=staging&retry=0',
    from: '140.82.115.3',
    headers: gitHub('push', '72d3162e-cc78-11e3-81ab-4c9367dc0958'),
    body: push,
    took: 2140,
  },
  {
    age: 12,
    path: '/stripe',
    from: '3.18.12.63',
    headers: stripe,
    body: invoice('evt_1QzB7f2eZvKYlo2C'),
    pinned: true,
  },
  { age: 42, path: '/stripe', from: '3.18.12.63', headers: stripe, body: invoice('evt_1QzB6x2eZvKYlo2C') },
  {
    age: 64,
    path: '/slack/events',
    from: '54.172.96.10',
    headers: [
      ['User-Agent', 'Slackbot 1.0 (+https://api.slack.com/robots)'],
      ['Accept', '*/*'],
      json,
      ['X-Slack-Signature', 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'],
      ['X-Slack-Request-Timestamp', '1795419609'],
    ],
    body: '{"token":"XXYYZZ","team_id":"T061EG9R6","api_app_id":"A0FFV41KK","event":{"type":"app_mention","user":"U061F7AUR","text":"<@U0LAN0Z89> deploy staging","ts":"1795419608.000005","channel":"C061EG9SL"},"type":"event_callback","event_id":"Ev061F7AUR","event_time":1795419608}',
  },
  {
    age: 131,
    path: '/graph?validationToken=Validation%3A%20Testing%20client%20application%20reachability%20RequestId%3A%20a1c2',
    from: '20.20.32.17',
    headers: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['client-request-id', '6a9f0a4e-6d31-4f4e-a1c2'],
    ],
  },
  {
    age: 247,
    method: 'PUT',
    path: '/upload/invoice-2026-11.pdf',
    from: '203.0.113.24',
    headers: [
      ['User-Agent', 'axios/1.13.2'],
      ['Content-Type', 'application/pdf'],
    ],
    body: pdf,
    took: 38_400,
  },
  {
    age: 372,
    path: '/twilio/sms',
    from: '54.172.60.2',
    headers: [
      ['User-Agent', 'TwilioProxy/1.1'],
      ['Accept', '*/*'],
      ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'],
      ['I-Twilio-Idempotency-Token', 'b0f1c9c2-1e6b-4b5e-9c1e-8f2f0c9a7d11'],
      ['X-Twilio-Signature', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
    ],
    body: 'ToCountry=DE&SmsMessageSid=SM9f2c1e7ab04d5c81&NumMedia=0&FromZip=&SmsStatus=received&Body=Is+it+shipped+yet%3F&FromCountry=DE&To=%2B4915735982222&NumSegments=1&MessageSid=SM9f2c1e7ab04d5c81&AccountSid=AC5ef872f6da5a21de&From=%2B4915112345678&ApiVersion=2010-04-01',
  },
  {
    age: 541,
    method: 'DELETE',
    path: '/orders//a%2Fb/',
    from: '198.51.100.7',
    headers: [['User-Agent', 'okhttp/4.12.0']],
  },
  {
    age: 668,
    path: '/woo',
    from: '192.0.2.44',
    headers: [
      ['User-Agent', 'WooCommerce/10.3.4 Hookshot (WordPress/6.9)'],
      json,
      ['X-WC-Webhook-Topic', 'order.created'],
      ['X-WC-Webhook-Delivery-ID', 'd2c8f1a04b7e'],
    ],
    body: order,
    facts: { httpVersion: '1.0' },
  },
  {
    age: 845,
    method: 'PATCH',
    path: '/v2/items/9007199254740993',
    from: '198.51.100.7',
    headers: [['User-Agent', 'python-requests/2.32.5'], json],
    body: '{"id": 9007199254740993, "price": 12.50, "price": 12.5e0, "tags": ["copper", "2\\u00a0m"]}',
  },
  {
    age: 1033,
    path: '/github',
    from: '140.82.115.54',
    headers: gitHub('pull_request', 'b1f7c2d4-cc78-11e3-8a2b-9c9367dc0111'),
    body: `${push.slice(0, -1)},"pull_request":${JSON.stringify({ title: 'Catch up by seq', body: 'Nothing missing, nothing twice. '.repeat(600) })}}`,
  },
  {
    age: 1110,
    method: 'PROPFIND',
    path: '/dav/',
    from: '203.0.113.80',
    headers: [
      ['Depth', '1'],
      ['Content-Type', 'application/xml'],
      ['User-Agent', 'Microsoft-WebDAV-MiniRedir/10.0.26100'],
    ],
    body: '<?xml version="1.0" encoding="utf-8"?>\n<propfind xmlns="DAV:"><prop><getlastmodified/><getcontentlength/></prop></propfind>\n',
  },
  {
    age: 1290,
    path: '/upload',
    from: '203.0.113.24',
    headers: [
      ['User-Agent', 'curl/8.17.0'],
      ['Accept', '*/*'],
      ['Content-Type', 'multipart/form-data; boundary=7MA4YWxkTrZu0gW'],
    ],
    body: `${part('name="title"', 'November')}${part('name="file"; filename="clip.mov"', 'moov'.repeat(9000))}`,
    took: 1_204_000,
    facts: { bodySize: 31_457_280, truncated: true },
  },
  {
    age: 1512,
    path: '/mailchimp?secret=9f2c1e',
    from: '205.201.132.18',
    headers: [
      ['User-Agent', 'MailChimp.com'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ],
    body: 'type=subscribe&fired_at=2026-11-23+07%3A16%3A01&data%5Bid%5D=8a25ff1d98&data%5Blist_id%5D=a6b5da1054&data%5Bemail%5D=mona%40acme.example&data%5Bmerges%5D%5BFNAME%5D=Mona&data%5Bip_opt%5D=192.0.2.7',
  },
  {
    age: 1875,
    path: '/recordings/standup.webm',
    from: '198.51.100.91',
    headers: [
      [
        'User-Agent',
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      ],
      ['Content-Type', 'video/webm'],
    ],
    body: Uint8Array.from({ length: 41_337 }, (_, index) => (index * 73) % 251),
    took: 9_120_000,
    facts: { aborted: true },
  },
  {
    age: 2304,
    path: '/discord',
    from: '35.227.62.178',
    headers: [
      ['User-Agent', 'Discord-Interactions/1.0 (+https://discord.com)'],
      json,
      ['X-Signature-Ed25519', '6b1d8c09f3'],
      ['X-Signature-Timestamp', '1795417369'],
    ],
    body: '{"application_id":"1164850922331","id":"1310012345678901234","type":1,"version":1}',
  },
  {
    age: 3121,
    method: 'HEAD',
    path: '/mandrill',
    from: '198.2.180.6',
    headers: [['User-Agent', 'Mandrill-Webhook/1.0']],
  },
  {
    age: 3410,
    method: 'GET',
    path: '/healthz',
    from: '10.42.0.1',
    headers: [['User-Agent', 'kube-probe/1.34']],
  },
  {
    age: 5530,
    path: '/shopify/orders',
    from: '34.133.113.228',
    headers: [
      json,
      ['X-Shopify-Topic', 'orders/create'],
      ['X-Shopify-Shop-Domain', 'acme-wires.myshopify.com'],
      ['User-Agent', 'Shopify-Captain-Hook'],
    ],
    body: order,
  },
  {
    age: 7290,
    path: '/github',
    from: '140.82.115.3',
    headers: gitHub('ping', 'c2a9f1e0-cc70-11e3-8e11-1c9367dc0222'),
    body: '{"zen":"Keep it logically awesome.","hook_id":507283641}',
  },
];
