import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import type { MediaType } from '#lib/http/media-type.ts';
import { percentDecoded } from '#lib/http/percent-decoded.ts';
import { type QueryField, queryFields } from '#lib/http/target.ts';
import type { BodyKind, Found } from './body-kind.ts';
import { type FormCharset, formCharset } from './form-charset.ts';
import type { Rows } from './rows.ts';
import { asWindows1252 } from './windows-1252.ts';

/** A form as its fields, and the character encoding in which they are read. */
export type FormReading = Rows<QueryField> & FormCharset;

const ampersand = 0x26;

/**
 * Reads application/x-www-form-urlencoded (URL Standard §5.1): its fields in the order sent, with duplicates, each decoded
 * and as sent. Empty pieces between ampersands are not fields. What is not valid in the form's character encoding stays as sent.
 */
export function readForm(body: Uint8Array, mediaType: MediaType | null = null): FormReading {
  const charset = formCharset(body, mediaType);
  const decode = charset.encoding === 'utf-8' ? undefined : decoderOf(charset.encoding);
  const starts: number[] = [];
  let at = skipAmpersands(body, 0);
  return {
    ...charset,
    get count() {
      return starts.length;
    },
    get done() {
      return at === body.length;
    },
    readUpTo(count) {
      while (starts.length < count && at < body.length) {
        starts.push(at);
        at = skipAmpersands(body, fieldEnd(body, at));
      }
      return starts.length;
    },
    textOf(index) {
      const { name, value } = this.row(index);
      return value === null ? name : `${name}=${value}`;
    },
    row(index) {
      const start = starts[index]!;
      return queryFields(fromBytes(body.subarray(start, fieldEnd(body, start))), decode)[0]!;
    },
  };
}

/** Decodes names and values in an encoding other than UTF-8. */
function decoderOf(encoding: string): (raw: string) => string {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (raw) => {
    try {
      const text = decoder.decode(percentDecoded(toBytes(raw)));
      return encoding === 'windows-1252' ? asWindows1252(text) : text;
    } catch {
      return raw;
    }
  };
}

function skipAmpersands(body: Uint8Array, at: number): number {
  while (body[at] === ampersand) at++;
  return at;
}

function fieldEnd(body: Uint8Array, at: number): number {
  const end = body.indexOf(ampersand, at);
  return end < 0 ? body.length : end;
}

/** The fields of a form. */
export const form = {
  id: 'form',
  title: 'Form',
  fits: ({ mediaType, text, whole }) => ({
    named: mediaType?.essence === 'application/x-www-form-urlencoded',
    found: foundForm(text, whole),
  }),
  read: (body, mediaType) => readForm(body, mediaType),
} satisfies BodyKind<'form', FormReading>;

/** At least two fields as browsers write them: nothing outside ASCII, no space. */
const strictFields = /^[\w.~%+*[\]-]+=[^\s&="<>{}]*(?:&[\w.~%+*[\]-]+=[^\s&="<>{}]*)+&?\s*$/;

function foundForm(text: string, whole: boolean): Found {
  const fields = whole ? text : text.slice(0, text.lastIndexOf('&'));
  if (strictFields.test(fields)) return 'likely';
  // Hand-written forms have braces, quotes and spaces in values, but not in names.
  return /^[^\s"'<>{}[\]&=][^\s"'<>{}&=]*(?:[=&]|$)/.test(text) ? 'possible' : 'no';
}
