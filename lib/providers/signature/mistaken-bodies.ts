import { queryFields } from '#lib/http/target.ts';
import { jsonForms } from './json-forms.ts';

/** A body that may have been signed instead of the received one. `but` completes the sentence "The signature matches …". */
export type BodyReading = { readonly bytes: Uint8Array; readonly but: string };

/** Longer bodies are not printed anew, bytes: each form is another signature to compute. */
const mostPrinted = 64 * 1024;

/** Bodies with common changes undone: line breaks, character encodings, byte order marks, forms that were read and written again. */
export function convertedBodies(body: Uint8Array): BodyReading[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  const bodies: [string | Uint8Array, string][] = [
    [text.replace(/\r?\n$/, ''), 'for the body without its last line break (it was added in transit)'],
    [`${text}\n`, 'for the body with a line break at its end (it was removed in transit)'],
    [`${text}\r\n`, 'for the body with CRLF at its end (it was removed in transit)'],
    [text.trim(), 'for the body without the whitespace around it (it was added in transit)'],
    [
      text.replaceAll('\r\n', '\n'),
      'for the body with LF line endings instead of CRLF (they were converted)',
    ],
    [
      text.replaceAll(/\r?\n/g, '\r\n'),
      'for the body with CRLF line endings instead of LF (they were converted)',
    ],
    [text.replace(/^\ufeff/, ''), 'for the body without its byte order mark (it was added in transit)'],
    [`\ufeff${text}`, 'for the body with a byte order mark (it was removed in transit)'],
    [text, 'for the body decoded and re-encoded as UTF-8 (the sender does not sign the bytes that it sends)'],
    [
      new TextDecoder('windows-1252').decode(body),
      'for the body in UTF-8 (it was converted to ISO 8859-1 in transit)',
    ],
    ['', 'for an empty body (the sender signed before it set the body)'],
  ];
  if (/^[\0-\xff]*[\x80-\xff][\0-\xff]*$/.test(text)) {
    const latin1 = Uint8Array.from(text, (character) => character.charCodeAt(0));
    bodies.push([latin1, 'for the body in ISO 8859-1 (it was converted to UTF-8 in transit)']);
  }
  return [...bodies, ...formsOf(text)].map(([content, but]) => ({
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    but,
  }));
}

/** The JSON of a body as other programs print it, with and without a line break at its end. */
export function printedBodies(body: Uint8Array): BodyReading[] {
  if (body.length > mostPrinted) return [];
  const bytes = (text: string) => new TextEncoder().encode(text);
  return jsonForms(new TextDecoder().decode(body)).flatMap(({ text, printer }) => [
    { bytes: bytes(text), but: `for the same JSON as printed by ${printer} (${printedAnew})` },
    {
      bytes: bytes(`${text}\n`),
      but: `for the same JSON as printed by ${printer}, with a line break at its end (${printedAnew})`,
    },
  ]);
}

const printedAnew = 'the body was parsed and printed again on its way';

function formsOf(text: string): [string, string][] {
  if (!/^[\w.~%+*[\]-]+=[^\s]*$/.test(text) || text.length > mostPrinted) return [];
  const fields = queryFields(text);
  const payload = fields.find(({ name }) => name === 'payload')?.value;
  const pairs = fields.map(({ name, value }): [string, string] => [name, value ?? '']);
  const again = 'the form was parsed and written again on its way';
  return [
    [text.replaceAll('+', '%20'), `for the form with spaces as %20 instead of + (${again})`],
    [text.replaceAll('%20', '+'), `for the form with spaces as + instead of %20 (${again})`],
    [new URLSearchParams(pairs).toString(), `for the form as URLSearchParams writes it (${again})`],
    ...(payload
      ? [[payload, 'for the field payload alone (the sender does not sign the form)'] as [string, string]]
      : []),
  ];
}
