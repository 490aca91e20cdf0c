import type { Handshake } from '../handshake.ts';
import { headCheck } from '../url-check.ts';

export const mailchimp: Handshake = {
  provider: 'mailchimp',
  ways: [{ ...headCheck, method: 'GET' }],
  warning: 'Every GET request gets 200, regardless of the rules.',
};
