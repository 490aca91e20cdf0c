/** The pages outside components: titles, errors, the footer. */

export const metadataWords = {
  description: 'A URL that stores every request sent to it, exactly as it was received.',
  admin: 'Admin',
  replies: 'Reply settings',
  forwarding: 'Forwarding',
  report: 'Sender report',
  docs: 'Documentation',
  errors: 'Error reference',
  settings: (title: string) => `Settings of ${title}`,
};

export const footer = {
  abuse: 'Report abuse: {contact}',
};

export const myBins = 'My bins';

export const notFoundPage = {
  title: 'Page not found',
  inspectorUrl: '/i/',
  captureUrl: '/b/',
  about:
    'The path of an inspector URL begins with {inspector}, the path of a capture URL with {capture}. If you followed a link, it may have been cut off.',
};

export const noAccessPage = {
  titles: { replies: 'Reply settings', forwarding: 'Forwarding' },
  about: {
    replies:
      'Your link can view requests. It does not include the reply settings of this bin, which need a link that can edit it.',
    forwarding:
      'Your link can view requests. It does not include the forward rules of this bin, which need a link to the whole bin without masked secrets.',
  },
  ask: 'Ask the person who shared it with you for another link.',
  back: 'Back to the requests',
};

export const invalidLinkPage = {
  title: 'This link is not valid',
  about:
    'It may be incomplete, have expired or been revoked, or its bin was deleted. Ask the person who gave it to you for a new one.',
};

export const errorPage = {
  title: 'This page could not be loaded',
  about:
    'An error occurred on the server. Try again in a moment. The operator can find the cause in the server log.',
  reference: 'Reference in the log: {digest}',
  retry: 'Try again',
};

export const docsIndex = {
  title: 'Documentation',
  about:
    'It belongs to the version of Wirebin that this server runs, and needs no connection to the internet.',
};

export const docsPages = {
  guide: {
    title: 'Guide',
    about:
      'Reading, finding, sending, forwarding and sharing requests, the API for programs, and the settings of the server.',
  },
  api: {
    title: 'API reference',
    about: 'Every endpoint for programs, with its parameters, roles and errors.',
  },
  keys: {
    title: 'Keyboard shortcuts',
    about: 'They work in the inspector while no text field has the focus.',
  },
  fidelity: { title: 'Fidelity', about: 'What is kept of a request, and what each copy format sends.' },
  providers: {
    title: 'Providers',
    about: 'How each provider is recognised, what its signatures cover, and how it verifies URLs.',
  },
  security: {
    title: 'Security',
    about: 'What Wirebin protects, how to report a problem, and what the tests try.',
  },
  errors: {
    title: 'Error reference',
    about: 'Every error code of the API, with its meaning and what to do.',
  },
};

export const llmsText = {
  summary:
    'A request bin: it has URLs that accept any HTTP request, and keeps each request exactly as it was sent.',
  about:
    'Create a bin with POST /api/v1/bins. Send requests to its captureUrl. Wait for them with GET /api/v1/bins/{slug}/wait, and read them with GET /api/v1/bins/{slug}/captures/{seq}. Send the key of the bin as "Authorization: Bearer {key}".',
  pages: 'Documentation',
  machines: 'For programs',
  openApi: 'Every endpoint, parameter, role and problem code.',
};

export const errorsPage = {
  title: 'Error reference',
  fields: { code: 'code', title: 'title', hint: 'hint' },
  about:
    'Every error response is a problem document, {mediaType} (RFC 9457). Use {code} in programs: it does not change. {title} says what happened, {hint} says what to do.',
};
