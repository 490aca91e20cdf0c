import { readJson } from '#lib/body/json/read-json.ts';
import type { Reader } from './reader.ts';

/** JSON inside a string, as in the payload of Slack and the messages of SNS. */
export const jsonText: Reader = ({ value }) => {
  if (!/^\s*(?:\{\s*["}]|\[\s*[[{"\d\]-])/.test(value)) return null;
  const reading = readJson(value);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  const opened = reading.error === null ? reading.row(0).opens : null;
  if (!opened) return null;
  const { kind, children } = opened;
  const noun = kind === 'object' ? 'key' : 'item';
  return {
    words: `JSON in a string, ${children} ${noun}${children === 1 ? '' : 's'}`,
    details: [{ title: 'JSON', text: value, isJson: true, note: null }],
  };
};
