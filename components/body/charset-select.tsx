'use client';

import { charsetSelect as words } from './words.ts';

type Props = {
  /** Null for the declared one. */
  charset: string | null;
  onCharset: (charset: string | null) => void;
};

/** Encodings that senders use, by their WHATWG names; the most common first. */
const encodings = [
  'utf-8',
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'iso-8859-2',
  'iso-8859-15',
  'koi8-r',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-874',
  'utf-16le',
  'utf-16be',
];

/** Chooses the character encoding in which content is read, whatever was declared. */
export function CharsetSelect({ charset, onCharset }: Props) {
  return (
    <select
      aria-label={words.label}
      title={words.label}
      value={charset ?? ''}
      onChange={(event) => onCharset(event.target.value === '' ? null : event.target.value)}
      className="h-6 max-w-44 rounded-control border border-line bg-ground px-1 text-quiet hover:text-ink touch:h-9"
    >
      <option value="">{words.declared}</option>
      {encodings.map((encoding) => (
        <option key={encoding} value={encoding}>
          {encoding === 'utf-8' ? words.utf8 : encoding}
        </option>
      ))}
    </select>
  );
}
