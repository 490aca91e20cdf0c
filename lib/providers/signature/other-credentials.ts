/** Credentials that people enter instead of the secret that signs webhooks, known by their documented forms. */
const credentials: readonly (readonly [form: RegExp, name: string])[] = [
  // Clerk's keys have the form of Stripe's.
  [/^(?:sk|pk)_(?:test|live)_\w+\$?$/, 'an API key of Stripe or Clerk'],
  [/^rk_(?:test|live)_\w+$/, 'a Stripe API key'],
  [/^we_\w{14,}$/, 'the ID of a Stripe webhook endpoint'],
  [/^(?:gh[pousr]_\w{20,}|github_pat_\w{20,})$/, 'a GitHub access token'],
  [/^glpat-[\w-]{10,}/, 'a GitLab access token'],
  [/^(?:xox[abeprs]|xoxe\.xox[bp]|xapp)-[\w-]+$/, 'a Slack token'],
  [/^(?:ck|cs)_[\da-f]{40}$/, 'a WooCommerce REST API key'],
  [/^shp(?:at|ca|pa|ua)_[\da-f]{32}$/, 'a Shopify access token'],
  [/^EAA[A-Za-z\d]{30,}$/, 'an access token of Meta or Square'],
  [/^(?:sandbox-)?sq0\w{3}-[\w-]+$/, 'a Square application ID or secret'],
  [/^lin_(?:api|oauth)_\w+$/, 'a Linear API key'],
  [/^pdl_(?:live|sdbx)_apikey_\w+$/, 'a Paddle API key'],
  [/^ntfset_\w+$/, 'the ID of a Paddle notification destination'],
  [/^re_\w{6,}_\w{16,}$/, 'a Resend API key'],
  [/^sk-[\w-]{20,}$/, 'an API key of OpenAI or Anthropic'],
  [/^ep_\w{20,}$/, 'the ID of a Svix endpoint'],
  [/^(?:AC|SK)[\da-f]{32}$/, 'a Twilio account or key SID'],
  [/^pat-\w{2,3}\d?-[\da-f-]{36}$/, 'a HubSpot access token'],
  [/^SG\.[\w-]{16,}\.[\w-]{16,}$/, 'a SendGrid API key'],
  [/^[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}$/, 'a Discord bot token'],
  [/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/, 'a JSON Web Token'],
  [/^-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
];

/** The credential that a text is, to follow "This is": `a Stripe API key`; null if it has no known form. */
export function otherCredential(secret: string): string | null {
  const text = secret.trim();
  return credentials.find(([form]) => form.test(text))?.[1] ?? null;
}
