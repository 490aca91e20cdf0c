/** The pages outside components: titles, errors, the footer. */

export const metadataWords = {
  description: 'A URL that stores every request sent to it, exactly as it was received.',
  admin: 'Admin',
  replies: 'Reply settings',
  forwarding: 'Forwarding',
  report: 'Sender report',
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

export const errorsPage = {
  title: 'Error reference',
  fields: { code: 'code', title: 'title', hint: 'hint' },
  about:
    'Every error response is a problem document, {mediaType} (RFC 9457). Use {code} in programs: it does not change. {title} says what happened, {hint} says what to do.',
};
