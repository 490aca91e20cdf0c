/** A description of a header field. `words` has no full stop; `source` is the specification, or the vendor that sends it. */
export type HeaderEntry = {
  readonly group: HeaderGroup;
  readonly words: string;
  readonly source: string;
};

/** Titles of the groups, in display order. */
export const headerGroups = {
  routing: 'Routing',
  content: 'Content',
  auth: 'Authentication and cookies',
  webhook: 'Webhook',
  response: 'Requested response',
  caching: 'Caching and conditional requests',
  client: 'Client',
  proxies: 'Proxies',
  tracing: 'Tracing',
  connection: 'Connection',
  browser: 'Browser',
  other: 'Other',
} as const;
export type HeaderGroup = keyof typeof headerGroups;

/** One field per line: name, group, description, source. Names are in lower case; a `*` at the end matches any suffix. */
const table = `
host|routing|The host and port number of the server the request is sent to|RFC 9110 §7.2
:method|routing|The request method; HTTP/2 sends it as a pseudo-header instead of a request line|RFC 9113 §8.3.1
:path|routing|The path and query of the request; HTTP/2 sends them as a pseudo-header instead of a request line|RFC 9113 §8.3.1
:scheme|routing|The scheme of the request URL, http or https; an HTTP/2 pseudo-header|RFC 9113 §8.3.1
:authority|routing|The host and port number of the server; the HTTP/2 pseudo-header that replaces Host|RFC 9113 §8.3.1
x-http-method-override|routing|The method to use instead of POST, for clients that cannot send other methods|custom
x-original-url|routing|The path of the request before a proxy rewrote it|Microsoft IIS
x-rewrite-url|routing|The path of the request before a proxy rewrote it|Microsoft IIS
max-forwards|routing|How many more times proxies may forward the request; for TRACE and OPTIONS|RFC 9110 §7.6.2
alt-used|routing|The alternative service in use, as advertised by Alt-Svc|RFC 7838 §5
content-type|content|The media type of the body, with its character encoding or boundary|RFC 9110 §8.3
content-length|content|The size of the body, in bytes|RFC 9110 §8.6
content-encoding|content|The compression applied to the body, in the order it was applied|RFC 9110 §8.4
content-language|content|The language of the intended audience of the body|RFC 9110 §8.5
content-location|content|The URL of the resource that the body represents|RFC 9110 §8.7
content-disposition|content|Whether the body is displayed inline or downloaded as an attachment, and its file name|RFC 6266
content-range|content|Which part of the full resource the body contains|RFC 9110 §14.4
content-md5|content|The MD5 hash of the body, in base64; obsolete|RFC 2616 §14.15
content-digest|content|A digest of the body as transferred, to check its integrity|RFC 9530 §2
repr-digest|content|A digest of the full representation, to check its integrity; independent of ranges|RFC 9530 §3
digest|content|A digest of the representation; replaced by Repr-Digest and Content-Digest|RFC 3230
transfer-encoding|content|How the body is encoded for transfer to the next hop, usually chunked|RFC 9112 §6.1
trailer|content|Which header fields are sent as trailers after the body|RFC 9110 §6.6.2
mime-version|content|The version of MIME used for the message; not needed in HTTP|RFC 9112 Appendix B.1
x-content-type-options|content|Tells browsers to use the declared media type and not to guess it|WHATWG Fetch §3.6
authorization|auth|Credentials of the sender, with their authentication scheme|RFC 9110 §11.6.2
proxy-authorization|auth|Credentials for a proxy between client and server|RFC 9110 §11.7.2
cookie|auth|Cookies that the server stored in this client earlier|RFC 6265 §4.2
set-cookie|auth|A cookie for the client to store; normally a response header|RFC 6265 §4.1
x-api-key|auth|An API key that identifies the client|custom
api-key|auth|An API key that identifies the client|custom
x-auth-token|auth|An access token that authenticates the client|custom
x-access-token|auth|An access token that authenticates the client|custom
x-csrf-token|auth|A token that protects against cross-site request forgery|custom
x-xsrf-token|auth|A token that protects against cross-site request forgery, as sent by Angular and Laravel|custom
dpop|auth|A JWT that proves the client holds the private key of its access token|RFC 9449 §4
signature|auth|Signatures of parts of the HTTP message|RFC 9421 §4.2
signature-input|auth|Which parts of the message each signature covers, and how it was created|RFC 9421 §4.1
x-amz-date|auth|When the AWS request was signed|AWS Signature Version 4
x-amz-content-sha256|auth|The SHA-256 hash of the body, used in the AWS signature|AWS Signature Version 4
x-amz-security-token|auth|The session token of temporary AWS credentials|AWS
x-goog-api-key|auth|An API key for Google Cloud|Google
x-client-cert|auth|The TLS certificate of the client, added by a proxy|custom
client-cert|auth|The TLS certificate of the client, added by a proxy|RFC 9440
webhook-id|webhook|The unique ID of the message; retries have the same ID|Standard Webhooks
webhook-timestamp|webhook|When this attempt was sent, in seconds since 1970|Standard Webhooks
webhook-signature|webhook|Signatures of the ID, timestamp and body|Standard Webhooks
svix-id|webhook|The unique ID of the message; retries have the same ID|Svix
svix-timestamp|webhook|When this attempt was sent, in seconds since 1970|Svix
svix-signature|webhook|Signatures of the ID, timestamp and body|Svix
stripe-signature|webhook|The timestamp, and signatures of the timestamp and body|Stripe
x-github-event|webhook|The name of the event that triggered the delivery|GitHub
x-github-delivery|webhook|The unique ID of the delivery; redeliveries have the same ID|GitHub
x-github-hook-id|webhook|The ID of the webhook|GitHub
x-github-hook-installation-target-id|webhook|The ID of the repository, organization or app where the webhook was created|GitHub
x-github-hook-installation-target-type|webhook|The type of resource where the webhook was created|GitHub
x-hub-signature|webhook|The HMAC of the body, with SHA-1 at GitHub; use X-Hub-Signature-256 where it is sent|GitHub, WebSub
x-hub-signature-256|webhook|The HMAC-SHA256 of the body|GitHub, Meta
x-gitlab-event|webhook|The name of the event that triggered the webhook|GitLab
x-gitlab-token|webhook|The secret token of the webhook, in plain text|GitLab
x-gitlab-event-uuid|webhook|The unique ID of the event|GitLab
x-gitlab-webhook-uuid|webhook|The unique ID of the webhook|GitLab
x-gitlab-instance|webhook|The hostname of the GitLab instance that sent the webhook|GitLab
x-gitea-event|webhook|The name of the event that triggered the delivery|Gitea
x-gitea-delivery|webhook|The unique ID of the delivery|Gitea
x-gitea-signature|webhook|The HMAC-SHA256 of the body|Gitea
x-event-key|webhook|The name of the event that triggered the webhook|Bitbucket
x-hook-uuid|webhook|The unique ID of the webhook|Bitbucket
x-attempt-number|webhook|The number of the delivery attempt|Bitbucket
x-slack-signature|webhook|The HMAC-SHA256 of the version, timestamp and body|Slack
x-slack-request-timestamp|webhook|When the request was signed, in seconds since 1970|Slack
x-slack-retry-num|webhook|The number of the retry; absent on the first attempt|Slack
x-slack-retry-reason|webhook|Why Slack is retrying the request|Slack
x-shopify-topic|webhook|The topic of the event that triggered the webhook|Shopify
x-shopify-hmac-sha256|webhook|The HMAC-SHA256 of the body, in base64|Shopify
x-shopify-shop-domain|webhook|The domain of the shop that the event belongs to|Shopify
x-shopify-webhook-id|webhook|The unique ID of the delivery|Shopify
x-shopify-event-id|webhook|The unique ID of the event|Shopify
x-shopify-triggered-at|webhook|When the event was triggered|Shopify
x-shopify-api-version|webhook|The API version used to serialize the body|Shopify
x-wc-webhook-topic|webhook|The topic of the event that triggered the webhook|WooCommerce
x-wc-webhook-signature|webhook|The HMAC-SHA256 of the body, in base64|WooCommerce
x-wc-webhook-delivery-id|webhook|The ID of the delivery|WooCommerce
x-wc-webhook-source|webhook|The URL of the shop that sent the webhook|WooCommerce
x-twilio-signature|webhook|The HMAC-SHA1 of the URL and the form fields, in base64|Twilio
i-twilio-idempotency-token|webhook|The unique ID of the request; retries have the same ID|Twilio
x-twilio-email-event-webhook-signature|webhook|A signature of the timestamp and body|SendGrid
x-twilio-email-event-webhook-timestamp|webhook|When the request was signed|SendGrid
x-signature-ed25519|webhook|The Ed25519 signature of the timestamp and body|Discord
x-signature-timestamp|webhook|When the request was signed, in seconds since 1970|Discord
paypal-transmission-id|webhook|The unique ID of the delivery|PayPal
paypal-transmission-time|webhook|When the webhook was sent|PayPal
paypal-transmission-sig|webhook|A signature of the transmission ID, time, webhook ID and body checksum|PayPal
paypal-cert-url|webhook|The URL of the certificate that verifies the signature|PayPal
paypal-auth-algo|webhook|The algorithm of the signature|PayPal
x-square-hmacsha256-signature|webhook|The HMAC-SHA256 of the URL and body, in base64|Square
x-zm-signature|webhook|The HMAC-SHA256 of the version, timestamp and body|Zoom
x-zm-request-timestamp|webhook|When the request was signed, in seconds since 1970|Zoom
linear-signature|webhook|The HMAC-SHA256 of the body|Linear
linear-event|webhook|The type of entity that the event is about|Linear
linear-delivery|webhook|The unique ID of the delivery|Linear
x-hubspot-signature-v3|webhook|The HMAC-SHA256 of the method, URL, body and timestamp, in base64|HubSpot
x-hubspot-request-timestamp|webhook|When the request was signed, in milliseconds since 1970|HubSpot
x-amz-sns-message-type|webhook|The type of the message: a notification, or a subscription to confirm|Amazon SNS
x-amz-sns-message-id|webhook|The unique ID of the message|Amazon SNS
x-amz-sns-topic-arn|webhook|The ARN of the topic that the message was published to|Amazon SNS
x-mailgun-signature|webhook|The HMAC-SHA256 of the timestamp and token|Mailgun
x-goog-resource-state|webhook|What changed in the watched resource|Google
x-goog-channel-id|webhook|The ID of the notification channel|Google
x-goog-message-number|webhook|The sequence number of the message in its channel|Google
ce-id|webhook|The unique ID of the event|CloudEvents §3.1
ce-type|webhook|The type of the event|CloudEvents §3.1
ce-source|webhook|The context in which the event happened|CloudEvents §3.1
ce-specversion|webhook|The version of the CloudEvents specification|CloudEvents §3.1
ce-time|webhook|When the event happened|CloudEvents §3.1
ce-*|webhook|A CloudEvents attribute or extension of the event|CloudEvents
idempotency-key|webhook|A unique key that lets the server recognize retries of the same request|IETF draft httpapi-idempotency-key
x-request-signature|webhook|A signature of the request in a format defined by the sender|custom
x-webhook-*|webhook|A webhook field defined by the sender|custom
accept|response|Which media types the client can process, with preferences|RFC 9110 §12.5.1
accept-encoding|response|Which compression algorithms the client can decode|RFC 9110 §12.5.3
accept-language|response|Which languages the client prefers|RFC 9110 §12.5.4
accept-charset|response|Which character encodings the client can process; deprecated|RFC 9110 §12.5.2
prefer|response|Optional server behavior that the client prefers|RFC 7240
te|response|Which transfer codings the client accepts, and whether it accepts trailers|RFC 9110 §10.1.4
expect|response|What the server must confirm before the client sends the body; only 100-continue is defined|RFC 9110 §10.1.1
range|response|Which part of the resource the server should return|RFC 9110 §14.2
priority|response|The urgency of the response relative to others on the connection|RFC 9218 §4
upgrade|response|Which protocols the client asks to switch the connection to|RFC 9110 §7.8
want-content-digest|response|Which digest algorithms the client prefers for the response|RFC 9530 §4
cache-control|caching|Directives that control caching in browsers and shared caches|RFC 9111 §5.2
pragma|caching|The HTTP/1.0 predecessor of Cache-Control; deprecated|RFC 9111 §5.4
if-match|caching|Makes the request conditional: only if the resource matches one of these ETags|RFC 9110 §13.1.1
if-none-match|caching|Makes the request conditional: only if the resource matches none of these ETags|RFC 9110 §13.1.2
if-modified-since|caching|Makes the request conditional: only if the resource was modified after this date|RFC 9110 §13.1.3
if-unmodified-since|caching|Makes the request conditional: only if the resource was not modified after this date|RFC 9110 §13.1.4
if-range|caching|Makes Range conditional: the part if the resource is unchanged, otherwise the whole|RFC 9110 §13.1.5
etag|caching|An identifier of this version of the resource|RFC 9110 §8.8.3
last-modified|caching|When the resource was last modified|RFC 9110 §8.8.2
age|caching|How long the response has been in a proxy cache, in seconds|RFC 9111 §5.1
expires|caching|When the response is considered expired|RFC 9111 §5.3
vary|caching|Which request headers influenced the content of the response|RFC 9110 §12.5.5
user-agent|client|The application, operating system, vendor and version of the client|RFC 9110 §10.1.5
from|client|The email address of the person who controls the client, usually of a robot|RFC 9110 §10.1.2
referer|client|The address of the page that the request was made from|RFC 9110 §10.1.3
date|client|When the message was generated|RFC 9110 §6.6.1
x-requested-with|client|What made the request; XMLHttpRequest when a script of a page did|custom
postman-token|client|A unique ID that Postman adds to each request|Postman
sec-ch-ua|client|The brand and version of the browser|Client Hints
sec-ch-ua-mobile|client|Whether the browser is on a mobile device|Client Hints
sec-ch-ua-platform|client|The operating system that the browser runs on|Client Hints
sec-ch-*|client|A client hint about the browser or device|Client Hints
forwarded|proxies|The client, proxies, host and protocol of the request before it was forwarded|RFC 7239
x-forwarded-for|proxies|The address of the client and of each proxy; senders can forge the first entries|custom, RFC 7239
x-forwarded-host|proxies|The Host that the client requested from the proxy|custom
x-forwarded-proto|proxies|The protocol that the client used to connect to the proxy, http or https|custom
x-forwarded-port|proxies|The port that the client used to connect to the proxy|custom
x-forwarded-prefix|proxies|The path prefix that a proxy removed|custom
x-forwarded-server|proxies|The hostname of the proxy|custom
x-forwarded-scheme|proxies|The protocol that the client used to connect to the proxy, http or https|custom
x-forwarded-client-cert|proxies|The TLS certificates of clients and proxies along the route|Envoy
x-real-ip|proxies|The IP address of the client, added by a proxy such as nginx|nginx
true-client-ip|proxies|The IP address of the client, added by a content delivery network|Akamai, Cloudflare
cf-connecting-ip|proxies|The IP address of the client that connected to Cloudflare|Cloudflare
cf-ray|proxies|The ID of the request at Cloudflare, with a code of the data center|Cloudflare
cf-ipcountry|proxies|The country code of the client's IP address|Cloudflare
cf-visitor|proxies|The protocol that the client used to connect to Cloudflare, http or https|Cloudflare
cdn-loop|proxies|The content delivery networks that the request passed through, to detect loops|RFC 8586
via|proxies|The proxies and protocol versions that the request passed through|RFC 9110 §7.6.3
x-envoy-*|proxies|Information added by the Envoy proxy|Envoy
x-amzn-trace-id|tracing|The trace ID added by AWS load balancers and services|AWS X-Ray
x-amz-cf-id|tracing|The ID of the request at CloudFront|CloudFront
traceparent|tracing|The trace ID and parent span ID of the request|W3C Trace Context §3.2
tracestate|tracing|Vendor-specific trace information that extends traceparent|W3C Trace Context §3.3
baggage|tracing|User-defined key-value pairs that are passed along with the trace|W3C Baggage
b3|tracing|The trace ID, span ID and sampling decision|Zipkin B3
x-b3-*|tracing|The trace ID, span ID or sampling decision|Zipkin B3
x-request-id|tracing|A unique ID that identifies the request in logs|custom
x-correlation-id|tracing|An ID that links several requests of one operation|custom
x-cloud-trace-context|tracing|The trace ID and span ID at Google Cloud|Google Cloud
x-datadog-*|tracing|The trace ID, span ID or sampling decision at Datadog|Datadog
sentry-trace|tracing|The trace ID, span ID and sampling decision at Sentry|Sentry
newrelic|tracing|The trace information of New Relic|New Relic
connection|connection|Whether the network connection stays open after the current request, and which fields are hop-by-hop|RFC 9110 §7.6.1
keep-alive|connection|How long a persistent connection should stay open, and for how many requests|RFC 9112 Appendix C.2.2
proxy-connection|connection|A non-standard form of Connection that some clients send to proxies|RFC 9112 Appendix C.2.2
http2-settings|connection|Settings for an upgrade from HTTP/1.1 to HTTP/2; obsolete|RFC 7540 §3.2.1
sec-websocket-key|connection|A random value with which the server proves that it supports WebSocket|RFC 6455 §11.3.1
sec-websocket-version|connection|The version of the WebSocket protocol|RFC 6455 §11.3.5
sec-websocket-protocol|connection|Which subprotocols the client supports, in order of preference|RFC 6455 §11.3.4
sec-websocket-extensions|connection|Which WebSocket extensions the client supports, such as compression|RFC 6455 §11.3.2
origin|browser|The scheme, host and port of the page that caused the request|RFC 6454 §7
access-control-request-method|browser|The method of the actual request, in a CORS preflight request|WHATWG Fetch §3.3
access-control-request-headers|browser|The headers of the actual request, in a CORS preflight request|WHATWG Fetch §3.3
access-control-request-private-network|browser|Indicates that a public page requests a resource in a private network|Private Network Access
sec-fetch-site|browser|The relationship between the origin of the page and the origin of the server|Fetch Metadata
sec-fetch-mode|browser|The mode of the request, such as navigate, cors or no-cors|Fetch Metadata
sec-fetch-dest|browser|How the fetched data will be used, such as document, image or empty|Fetch Metadata
sec-fetch-user|browser|Indicates that a user started the navigation|Fetch Metadata
sec-purpose|browser|The purpose of the request when it is not for immediate use, such as prefetch|WHATWG Fetch
sec-gpc|browser|Whether the user asks websites not to sell or share their personal information|Global Privacy Control
dnt|browser|Whether the user asks not to be tracked; deprecated|W3C Tracking Preference
upgrade-insecure-requests|browser|Indicates that the client prefers an encrypted and authenticated response|Upgrade Insecure Requests §3.2
save-data|browser|Indicates that the client prefers reduced data usage|Save Data
service-worker|browser|Indicates that the script of a service worker is requested|Service Workers
last-event-id|browser|The ID of the last event that an EventSource received before it reconnected|WHATWG HTML §9.2
x-purpose|browser|The purpose of the request, as sent by older browsers|custom
`;

const entries = new Map<string, HeaderEntry>();
const prefixes: [prefix: string, entry: HeaderEntry][] = [];
for (const line of table.trim().split('\n')) {
  const [name = '', group = 'other', words = '', source = ''] = line.split('|');
  const entry = { group: group as HeaderGroup, words, source };
  if (name.endsWith('*')) prefixes.push([name.slice(0, -1), entry]);
  else entries.set(name, entry);
}

/** The description of a header field; names are case-insensitive. Null for unknown fields. */
export function headerEntry(name: string): HeaderEntry | null {
  const key = name.toLowerCase();
  return entries.get(key) ?? prefixes.find(([prefix]) => key.startsWith(prefix))?.[1] ?? null;
}

/** The number of fields in the dictionary. */
export const headerEntryCount = entries.size + prefixes.length;
