import { Failure } from '#lib/model/errors.ts';

const unreachable = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
  'EHOSTDOWN',
  'ENETDOWN',
]);
const reset = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/**
 * An error of a connection or of Node's HTTP parser as a `Failure`: `connection-refused`, `destination-unreachable`, `timed-out`,
 * `connection-reset`, `response-malformed`, `response-too-long`, else `connection-closed`. Failures stay as they are.
 */
export function failureOfConnection(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { code = '', reason } = error as { code?: string; reason?: string };
  if (code === 'ECONNREFUSED') return new Failure('connection-refused', null, error);
  if (unreachable.has(code))
    return new Failure('destination-unreachable', `The system reports ${code}.`, error);
  if (code === 'ETIMEDOUT') return new Failure('timed-out', 'The system gave up connecting.', error);
  if (reset.has(code)) return new Failure('connection-reset', null, error);
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Failure('response-too-long', 'The headers of the response are longer than 64 KiB.', error);
  if (code === 'HPE_INVALID_EOF_STATE') return new Failure('connection-closed', null, error);
  if (code.startsWith('HPE_'))
    return new Failure('response-malformed', `${reason ?? 'Parse error'} (${code}).`, error);
  return new Failure('connection-closed', null, error);
}
