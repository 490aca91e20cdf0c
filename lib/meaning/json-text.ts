import { readJson } from '#lib/body/json.ts';
import type { Reader } from './meaning.ts';

/** JSON within a string, as Slack's payload and the messages of SNS are sent. */
export const jsonText: Reader = ({ value }) => {
  if (!/^\s*(?:\{\s*["}]|\[\s*[[{"\d\]-])/.test(value)) return null;
  const reading = readJson(value);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  const opened = reading.error === null ? reading.row(0).opens : null;
  if (!opened) return null;
  const { kind, children } = opened;
  const noun = kind === 'object' ? 'key' : 'item';
  return {
    words: `JSON in text, ${children} ${noun}${children === 1 ? '' : 's'}`,
    inside: [{ title: 'JSON', text: value, isJson: true, note: null }],
  };
};
