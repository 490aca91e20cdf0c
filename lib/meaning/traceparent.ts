import type { Reader } from './reader.ts';

/** The IDs of a trace (W3C Trace Context §3.2). */
export const traceparent: Reader = ({ name, value }) => {
  if (name?.toLowerCase() !== 'traceparent') return null;
  const found = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(value);
  if (!found) return null;
  const [, trace = '', span = '', flags = '00'] = found;
  const sampled = (Number.parseInt(flags, 16) & 1) === 1 ? 'sampled' : 'not sampled';
  return { words: `trace ${trace.slice(0, 8)}…, span ${span.slice(0, 8)}…, ${sampled}`, details: [] };
};
