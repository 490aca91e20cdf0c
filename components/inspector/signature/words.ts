export const signatureLines = {
  label: 'Signature',
  loadBody: 'Load body and verify',
  verify: 'Verify',
  howComputed: 'How it is computed',
  secretHelp: 'Verified in this browser as you type. The secret is never sent to the server.',
  save: 'Save in this browser, for this bin',
  saveHelp: 'Otherwise the secret is forgotten when you leave the list of requests.',
  findings: 'Why the signature is not valid',
  noFindings:
    'Wrong secret, or the body was changed in transit. Common mix-ups (encoding, prefix, whitespace) were tried and do not match.',
  url: 'Webhook URL',
  urlHelp: 'The URL is part of the signed content. Enter it as it is configured at the provider.',
};

/** What the server found when the request arrived, with the signing secrets of the bin. */
export const validOnArrival = 'Checked on arrival: valid.';

export const signatureComputation = {
  algorithm: 'Algorithm',
  signedContent: 'Signed content',
  received: (header: string) => `Received in ${header}`,
  expected: 'Expected with this secret',
  truncated: (bytes: number) => `… (${bytes} bytes in total)`,
};

/** The state of a signature: `short` for a chip, `sentence` for the overview. `timestamp` is one of the sentences below. */
export const signatureStates = {
  present: {
    short: 'Signed',
    sentence: (header: string) => `Signature present (${header}).`,
    unverified: 'Not verified yet.',
  },
  valid: {
    short: 'Signature valid',
    sentence: 'Signature valid.',
    withTimestamp: (timestamp: string) => `Signature valid. ${timestamp}`,
  },
  validOutOfTime: { short: 'Signature valid, timestamp out of range' },
  invalid: { short: 'Signature not valid', sentence: 'Signature not valid with this secret.' },
  unsigned: {
    short: 'Not signed',
    sentence: (provider: string) =>
      `Not signed. Set a secret in the ${provider} webhook’s settings to have it sign requests.`,
  },
  bodyNotLoaded: 'The signature can be verified once the body is loaded.',
  masked: 'The signature cannot be verified through a masked link.',
  bodyIncomplete: 'The signature cannot be verified: it covers the body, and the stored body is incomplete.',
  /** `missing` is a sentence that follows a colon. */
  unverifiable: (header: string, algorithm: string, missing: string) =>
    `Signature in ${header}: ${algorithm}. Cannot be verified here: ${missing}`,
  /** For the verification of a URL by a provider that signs other requests. */
  verificationUnsigned: (provider: string) =>
    `${provider} never signs this request, which only tests the URL. Events are signed.`,
  neverSigned: (provider: string, advice: string) => `${provider} does not sign requests. ${advice}`,
};

/** How the time of a signature compares with the receive time; `age` is a duration such as `1 h 6 min`. */
export const timestamps = {
  matches: 'Timestamp matches the receive time.',
  old: (age: string) => `Timestamp ${age} old.`,
  ahead: (age: string) => `Timestamp ${age} in the future.`,
  tooOld: (age: string, provider: string, limit: string) =>
    `Timestamp ${age} old; ${provider}’s libraries reject anything over ${limit}.`,
  tooFarAhead: (age: string, provider: string, limit: string) =>
    `Timestamp ${age} in the future; ${provider}’s libraries reject anything over ${limit}.`,
};
