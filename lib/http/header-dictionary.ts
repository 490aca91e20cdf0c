/** What a header field is for. `source` is where it is defined, or who sends it. */
export type HeaderEntry = {
  readonly group: HeaderGroup;
  readonly words: string;
  readonly source: string;
};

/** Groups in the order they are shown. */
export const headerGroups = {
  routing: 'Where to',
  content: 'Content',
  auth: 'Who',
  webhook: 'Webhook',
  wanted: 'What is wanted',
  caching: 'Caching and conditions',
  client: 'Client',
  proxies: 'Proxies',
  tracing: 'Tracing',
  connection: 'Connection',
  browser: 'Browser and page',
  other: 'Other',
} as const;
export type HeaderGroup = keyof typeof headerGroups;

/** One field a line: name, group, what it says, source. Names in lower case; a `*` at the end stands for anything. */
const table = `
host|routing|The host and port that was asked, one server having many|RFC 9110 §7.2
:method|routing|The method, where HTTP/2 has no request line|RFC 9113 §8.3.1
:path|routing|Path and query, where HTTP/2 has no request line|RFC 9113 §8.3.1
:scheme|routing|http or https, where HTTP/2 has no request line|RFC 9113 §8.3.1
:authority|routing|The host and port that was asked, in HTTP/2|RFC 9113 §8.3.1
x-http-method-override|routing|The method that is meant, for senders that can only POST|custom
x-original-url|routing|The path before a proxy rewrote it|Microsoft IIS
x-rewrite-url|routing|The path a rewriting proxy wants|Microsoft IIS
max-forwards|routing|How many more hops may pass it on|RFC 9110 §7.6.2
alt-used|routing|The other host that was used, as offered by Alt-Svc|RFC 7838 §5
content-type|content|What the body is, and its charset or boundary|RFC 9110 §8.3
content-length|content|How many bytes the body has|RFC 9110 §8.6
content-encoding|content|How the body is compressed; the last coding is undone first|RFC 9110 §8.4
content-language|content|The language the body is written in|RFC 9110 §8.5
content-location|content|Where what is in the body can be found by itself|RFC 9110 §8.7
content-disposition|content|Whether to show or save it, and under which name|RFC 6266
content-range|content|Which part of the whole is in the body|RFC 9110 §14.4
content-md5|content|MD5 of the body, in base64; given up since|RFC 2616 §14.15
content-digest|content|A hash of the body as it was sent|RFC 9530 §2
repr-digest|content|A hash of what is meant, whatever its coding|RFC 9530 §3
digest|content|A hash of the body; Content-Digest has replaced it|RFC 3230
transfer-encoding|content|How the message is framed, mostly in chunks|RFC 9112 §6.1
trailer|content|Which fields will come after the body|RFC 9110 §6.6.2
mime-version|content|The version of MIME; HTTP has no need of it|RFC 9112 Appendix B.1
x-content-type-options|content|That the type must not be guessed|WHATWG Fetch §3.6
authorization|auth|Who asks, and the proof|RFC 9110 §11.6.2
proxy-authorization|auth|Who asks, for the proxy on the way|RFC 9110 §11.7.2
cookie|auth|What the server stored at this client|RFC 6265 §4.2
set-cookie|auth|What the client shall store|RFC 6265 §4.1
x-api-key|auth|A secret that names the caller|custom
api-key|auth|A secret that names the caller|custom
x-auth-token|auth|A secret that names the caller|custom
x-access-token|auth|A secret that names the caller|custom
x-csrf-token|auth|Proof that a page of the same site sent it|custom
x-xsrf-token|auth|The same, as Angular and Laravel write it|custom
dpop|auth|Proof that the sender holds the key of its token|RFC 9449 §4
signature|auth|Signatures over the message|RFC 9421 §4.2
signature-input|auth|What each signature covers|RFC 9421 §4.1
x-amz-date|auth|The time a request to AWS was signed|AWS Signature Version 4
x-amz-content-sha256|auth|SHA-256 of the body, as it was signed for AWS|AWS Signature Version 4
x-amz-security-token|auth|The session of short-lived AWS credentials|AWS
x-goog-api-key|auth|A key of Google Cloud|Google
x-client-cert|auth|The certificate of the client, as a proxy saw it|custom
client-cert|auth|The certificate of the client, as a proxy saw it|RFC 9440
webhook-id|webhook|The id of the message; the same when it is sent again|Standard Webhooks
webhook-timestamp|webhook|When this attempt was made, seconds since 1970|Standard Webhooks
webhook-signature|webhook|Signatures over id, timestamp and body|Standard Webhooks
svix-id|webhook|The id of the message; the same when it is sent again|Svix
svix-timestamp|webhook|When this attempt was made, seconds since 1970|Svix
svix-signature|webhook|Signatures over id, timestamp and body|Svix
stripe-signature|webhook|Time and signatures over time and body|Stripe
x-github-event|webhook|What happened|GitHub
x-github-delivery|webhook|The id of the delivery; the same when it is sent again|GitHub
x-github-hook-id|webhook|Which webhook it belongs to|GitHub
x-github-hook-installation-target-id|webhook|The repository, organisation or app it is set up for|GitHub
x-github-hook-installation-target-type|webhook|What kind of thing it is set up for|GitHub
x-hub-signature|webhook|HMAC of the body with SHA-1; the one with SHA-256 is safer|GitHub, WebSub
x-hub-signature-256|webhook|HMAC of the body with SHA-256|GitHub, Meta
x-gitlab-event|webhook|What happened|GitLab
x-gitlab-token|webhook|The secret of the webhook, in the open|GitLab
x-gitlab-event-uuid|webhook|The id of the event|GitLab
x-gitlab-webhook-uuid|webhook|Which webhook it belongs to|GitLab
x-gitlab-instance|webhook|The GitLab it comes from|GitLab
x-gitea-event|webhook|What happened|Gitea
x-gitea-delivery|webhook|The id of the delivery|Gitea
x-gitea-signature|webhook|HMAC of the body with SHA-256|Gitea
x-event-key|webhook|What happened|Bitbucket
x-hook-uuid|webhook|Which webhook it belongs to|Bitbucket
x-attempt-number|webhook|Which attempt this is|Bitbucket
x-slack-signature|webhook|HMAC of version, time and body|Slack
x-slack-request-timestamp|webhook|When it was signed, seconds since 1970|Slack
x-slack-retry-num|webhook|Which attempt this is, after the first|Slack
x-slack-retry-reason|webhook|Why it is sent again|Slack
x-shopify-topic|webhook|What happened|Shopify
x-shopify-hmac-sha256|webhook|HMAC of the body, in base64|Shopify
x-shopify-shop-domain|webhook|The shop it comes from|Shopify
x-shopify-webhook-id|webhook|The id of the delivery|Shopify
x-shopify-event-id|webhook|The id of what happened|Shopify
x-shopify-triggered-at|webhook|When it happened|Shopify
x-shopify-api-version|webhook|The version of the body's form|Shopify
x-wc-webhook-topic|webhook|What happened|WooCommerce
x-wc-webhook-signature|webhook|HMAC of the body, in base64|WooCommerce
x-wc-webhook-delivery-id|webhook|The id of the delivery|WooCommerce
x-wc-webhook-source|webhook|The shop it comes from|WooCommerce
x-twilio-signature|webhook|HMAC of the address and the fields|Twilio
i-twilio-idempotency-token|webhook|The same when it is sent again|Twilio
x-twilio-email-event-webhook-signature|webhook|A signature over time and body|SendGrid
x-twilio-email-event-webhook-timestamp|webhook|When it was signed|SendGrid
x-signature-ed25519|webhook|A signature over time and body|Discord
x-signature-timestamp|webhook|When it was signed, seconds since 1970|Discord
paypal-transmission-id|webhook|The id of the delivery|PayPal
paypal-transmission-time|webhook|When it was sent|PayPal
paypal-transmission-sig|webhook|A signature over id, time, webhook and a checksum of the body|PayPal
paypal-cert-url|webhook|Where the certificate of the signature is|PayPal
paypal-auth-algo|webhook|How it was signed|PayPal
x-square-hmacsha256-signature|webhook|HMAC of the address and the body|Square
x-zm-signature|webhook|HMAC of version, time and body|Zoom
x-zm-request-timestamp|webhook|When it was signed, seconds since 1970|Zoom
linear-signature|webhook|HMAC of the body with SHA-256|Linear
linear-event|webhook|What happened|Linear
linear-delivery|webhook|The id of the delivery|Linear
x-hubspot-signature-v3|webhook|HMAC of method, address, body and time|HubSpot
x-hubspot-request-timestamp|webhook|When it was signed, milliseconds since 1970|HubSpot
x-amz-sns-message-type|webhook|Notification, or a subscription to confirm|Amazon SNS
x-amz-sns-message-id|webhook|The id of the message|Amazon SNS
x-amz-sns-topic-arn|webhook|The topic it was published to|Amazon SNS
x-mailgun-signature|webhook|HMAC of time and token|Mailgun
x-goog-resource-state|webhook|What happened to what is watched|Google
x-goog-channel-id|webhook|The channel it comes over|Google
x-goog-message-number|webhook|Counts the messages of the channel|Google
ce-id|webhook|The id of the event|CloudEvents §3.1
ce-type|webhook|What happened|CloudEvents §3.1
ce-source|webhook|Where it happened|CloudEvents §3.1
ce-specversion|webhook|The version of CloudEvents|CloudEvents §3.1
ce-time|webhook|When it happened|CloudEvents §3.1
ce-*|webhook|An attribute of the event|CloudEvents
idempotency-key|webhook|The same when a request is sent again, so that it counts once|IETF draft httpapi-idempotency-key
x-request-signature|webhook|A signature of the sender's own kind|custom
x-webhook-*|webhook|Of the sender's own kind|custom
accept|wanted|Which types the answer may have, and which are liked best|RFC 9110 §12.5.1
accept-encoding|wanted|Which compressions the answer may have|RFC 9110 §12.5.3
accept-language|wanted|Which languages the answer may be in|RFC 9110 §12.5.4
accept-charset|wanted|Which charsets the answer may have; nobody heeds it any more|RFC 9110 §12.5.2
prefer|wanted|What the client would like, and can do without|RFC 7240
te|wanted|Which transfer codings and trailers are welcome|RFC 9110 §10.1.4
expect|wanted|That the server agrees before the body is sent|RFC 9110 §10.1.1
range|wanted|Which part of the whole is wanted|RFC 9110 §14.2
priority|wanted|How urgent the answer is|RFC 9218 §4
upgrade|wanted|Another protocol to go on with|RFC 9110 §7.8
want-content-digest|wanted|Which hash of the answer is wanted|RFC 9530 §4
cache-control|caching|What caches on the way may do|RFC 9111 §5.2
pragma|caching|no-cache, for caches of before 1997|RFC 9111 §5.4
if-match|caching|Only when what is there has one of these tags|RFC 9110 §13.1.1
if-none-match|caching|Only when what is there has none of these tags|RFC 9110 §13.1.2
if-modified-since|caching|Only when it has changed since|RFC 9110 §13.1.3
if-unmodified-since|caching|Only when it has not changed since|RFC 9110 §13.1.4
if-range|caching|A part when it has not changed, else the whole|RFC 9110 §13.1.5
etag|caching|A tag of this version|RFC 9110 §8.8.3
last-modified|caching|When it was changed last|RFC 9110 §8.8.2
age|caching|How long it was in a cache, seconds|RFC 9111 §5.1
expires|caching|Until when it is fresh|RFC 9111 §5.3
vary|caching|What the answer depends on|RFC 9110 §12.5.5
user-agent|client|The program that sends it|RFC 9110 §10.1.5
from|client|The mail address of who is behind the program|RFC 9110 §10.1.2
referer|client|The page that led here|RFC 9110 §10.1.3
date|client|When the message was made|RFC 9110 §6.6.1
x-requested-with|client|XMLHttpRequest, from scripts of pages|custom
postman-token|client|Tells one request of Postman from the next|Postman
sec-ch-ua|client|Brands and versions of the browser|Client Hints
sec-ch-ua-mobile|client|Whether it is a phone|Client Hints
sec-ch-ua-platform|client|The system it runs on|Client Hints
sec-ch-*|client|A hint about the browser|Client Hints
forwarded|proxies|Client, proxy, host and scheme, hop by hop|RFC 7239
x-forwarded-for|proxies|Client and proxies, each adding who it heard from; anybody can begin the list|custom, RFC 7239
x-forwarded-host|proxies|The host the client asked for|custom
x-forwarded-proto|proxies|http or https, as the client used|custom
x-forwarded-port|proxies|The port the client used|custom
x-forwarded-prefix|proxies|The path a proxy took off|custom
x-forwarded-server|proxies|The proxy's own name|custom
x-forwarded-scheme|proxies|http or https, as the client used|custom
x-forwarded-client-cert|proxies|The certificate of the client, as Envoy saw it|Envoy
x-real-ip|proxies|The client, as nginx saw it|nginx
true-client-ip|proxies|The client, as the network at the edge saw it|Akamai, Cloudflare
cf-connecting-ip|proxies|The client, as Cloudflare saw it|Cloudflare
cf-ray|proxies|The id of the request at Cloudflare, and the place|Cloudflare
cf-ipcountry|proxies|The country of the client's address|Cloudflare
cf-visitor|proxies|http or https, as the client used|Cloudflare
cdn-loop|proxies|Networks it has passed, so that none runs in circles|RFC 8586
via|proxies|Proxies it has passed|RFC 9110 §7.6.3
x-envoy-*|proxies|Of the proxy Envoy|Envoy
x-amzn-trace-id|tracing|The trace at Amazon's load balancers|AWS X-Ray
x-amz-cf-id|tracing|The id of the request at CloudFront|CloudFront
traceparent|tracing|The trace and the span this request is part of|W3C Trace Context §3.2
tracestate|tracing|What tracing systems add to that|W3C Trace Context §3.3
baggage|tracing|Names and values that go along with the trace|W3C Baggage
b3|tracing|Trace, span and whether it is sampled|Zipkin B3
x-b3-*|tracing|Trace, span and whether it is sampled|Zipkin B3
x-request-id|tracing|Names this request in logs|custom
x-correlation-id|tracing|Names what several requests belong to|custom
x-cloud-trace-context|tracing|The trace at Google Cloud|Google Cloud
x-datadog-*|tracing|The trace at Datadog|Datadog
sentry-trace|tracing|The trace at Sentry|Sentry
newrelic|tracing|The trace at New Relic|New Relic
connection|connection|What is meant for the next hop alone, and whether to keep it open|RFC 9110 §7.6.1
keep-alive|connection|How long to keep the connection|RFC 9112 Appendix C.2.2
proxy-connection|connection|Connection, as some clients write it to proxies|RFC 9112 Appendix C.2.2
http2-settings|connection|Settings for an upgrade to HTTP/2; given up since|RFC 7540 §3.2.1
sec-websocket-key|connection|Random, to prove that a WebSocket is understood|RFC 6455 §11.3.1
sec-websocket-version|connection|The version of WebSocket|RFC 6455 §11.3.5
sec-websocket-protocol|connection|What is spoken over the WebSocket|RFC 6455 §11.3.4
sec-websocket-extensions|connection|What may be added to the WebSocket, like compression|RFC 6455 §11.3.2
origin|browser|The site of the page that sends it|RFC 6454 §7
access-control-request-method|browser|The method a page wants to use|WHATWG Fetch §3.3
access-control-request-headers|browser|The headers a page wants to send|WHATWG Fetch §3.3
access-control-request-private-network|browser|That a public page asks into a private network|Private Network Access
sec-fetch-site|browser|Whether page and server are of the same site|Fetch Metadata
sec-fetch-mode|browser|How the browser asks: navigate, cors, no-cors|Fetch Metadata
sec-fetch-dest|browser|What it is for: document, image, empty|Fetch Metadata
sec-fetch-user|browser|That a person did it|Fetch Metadata
sec-purpose|browser|prefetch, when nobody has asked yet|WHATWG Fetch
sec-gpc|browser|That the person wants nothing sold or shared|Global Privacy Control
dnt|browser|That the person wants not to be followed|W3C Tracking Preference
upgrade-insecure-requests|browser|That https is welcome|Upgrade Insecure Requests §3.2
save-data|browser|That the person would rather load less|Save Data
service-worker|browser|That a script for a service worker is fetched|Service Workers
last-event-id|browser|The last event that was heard|WHATWG HTML §9.2
x-purpose|browser|Why it is fetched, as old browsers say|custom
`;

const entries = new Map<string, HeaderEntry>();
const prefixes: [prefix: string, entry: HeaderEntry][] = [];
for (const line of table.trim().split('\n')) {
  const [name = '', group = 'other', words = '', source = ''] = line.split('|');
  const entry = { group: group as HeaderGroup, words, source };
  if (name.endsWith('*')) prefixes.push([name.slice(0, -1), entry]);
  else entries.set(name, entry);
}

/** What a header field with this name is for, whatever its case; null when the dictionary does not know it. */
export function headerEntry(name: string): HeaderEntry | null {
  const wanted = name.toLowerCase();
  return entries.get(wanted) ?? prefixes.find(([prefix]) => wanted.startsWith(prefix))?.[1] ?? null;
}

/** How many fields are in it. */
export const headerEntryCount = entries.size + prefixes.length;
