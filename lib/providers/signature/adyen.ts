import { utf8OrNull } from '#lib/http/byte-string.ts';
import { jsonSourceAt, withJsonAt } from '../recognise/edit-body.ts';
import { at, parsed } from '../recognise/reading.ts';
import { textPiece } from './pieces.ts';
import type { Scheme } from './scheme.ts';
import { claim } from './schemes.ts';

const item = ['notificationItems', '0', 'NotificationRequestItem'];
const signed = [
  ['pspReference'],
  ['originalReference'],
  ['merchantAccountCode'],
  ['merchantReference'],
  ['amount', 'value'],
  ['amount', 'currency'],
  ['eventCode'],
  ['success'],
];

/** https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures: some fields of each item. */
export const adyenScheme: Scheme = {
  words: 'HMAC-SHA256 of eight fields of the first item, in base64',
  method: { kind: 'hmac', hash: 'SHA-256' },
  encoding: 'base64',
  key: 'hex',
  secret: 'HMAC key',
  read({ body }) {
    const json = parsed(utf8OrNull(body) ?? '');
    const signature = at(json, [...item, 'additionalData', 'hmacSignature']);
    if (typeof signature !== 'string') return null;
    const fields = signed.map(
      (steps) => [steps.join('.'), String(at(json, [...item, ...steps]) ?? '')] as const,
    );
    return claim('additionalData.hmacSignature', signature, {
      parts: fields,
      signatures: [signature],
      messages: [
        fields.flatMap(([name, value], index) => [
          ...(index > 0 ? [textPiece(':')] : []),
          textPiece(value, name),
        ]),
      ],
    });
  },
  write(request, { signature }) {
    if (jsonSourceAt(request.body, item) === null) return request;
    const body = withJsonAt(
      request.body,
      [...item, 'additionalData', 'hmacSignature'],
      JSON.stringify(signature),
    );
    return { ...request, body: body ?? request.body };
  },
};
