import { fromBytes } from '#lib/http/byte-string.ts';
import { base64, bodyText } from '../request/body-text.ts';
import { asciiEscaper, hex, hexByte, textEscaper } from './escape.ts';

const text = textEscaper("'", (code) => {
  if (code < 0x100) return hexByte(code);
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
});
const bytes = asciiEscaper("'", hexByte);

/** A Python 3 string literal for a byte string, in ASCII: encoded as latin-1, as http.client does, it is those bytes. */
export function pythonByteString(value: string): string {
  return `'${bytes(value)}'`;
}

/** A Python expression for a body: text where it is some, else base64, for which `import base64` has to be there. */
export function pythonBody(body: Uint8Array): string {
  const readable = bodyText(body);
  if (readable === null) return `base64.b64decode('${base64(body)}')`;
  const isAscii = !/[^\0-\x7f]/.test(readable);
  return isAscii ? `b'${bytes(fromBytes(body))}'` : `'${text(readable)}'.encode()`;
}
