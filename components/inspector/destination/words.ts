import { countWords } from '#components/ui/count-words.ts';

export const destinationNames = {
  self: 'this bin',
  bin: (slug: string) => `bin ${slug}`,
};

export const destinationFields = {
  label: 'Destination',
  self: 'This bin',
  url: 'Another URL',
  urlLabel: 'URL',
  urlPlaceholder: 'http://localhost:8080/hook',
  urlPlaceholderPublic: 'https://example.com/hook',
  urlHelp: 'With a path, the request is sent to exactly this URL. Without one, its own path is used.',
  urlHelpForMany:
    'With a path, all requests are sent to exactly this URL. Without one, each keeps its own path.',
  /** Below the field, where private destinations are refused. */
  publicOnly: 'This server sends to public addresses only, unless it is started with `EGRESS_ALLOW`.',
  /** `host` with its port, as in the setting. */
  privateRefused: (host: string) =>
    `This server does not send to its own machine or network. To allow this destination, start the server with \`EGRESS_ALLOW=${host}\`.`,
  urlMissing: 'Enter the URL to send to.',
  urlInvalid: 'This is not a URL that requests can be sent to.',
  off: 'This server sends to its own bins only. The operator can change this with EGRESS.',
  recent: 'Recent destinations',
  forget: (url: string) => `Forget ${url}`,
};

export const sendOptions = {
  host: 'Host header',
  hostChoices: { destination: 'Host of the destination', original: 'As in the request' },
  followRedirects: 'Follow redirects',
  followRedirectsHelp:
    'Up to three. To another origin, only Accept…, Content-… and User-Agent headers are sent.',
  verifyCertificate: 'Verify the certificate',
  notVerified:
    'The certificate is not verified. Anyone between this server and the destination can read the request.',
  timeLimit: 'Time limit',
  seconds: (milliseconds: number) => `${countWords(milliseconds / 1000)} s`,
};
