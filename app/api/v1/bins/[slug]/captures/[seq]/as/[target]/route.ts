import { ReadableStream } from 'node:stream/web';
import { destinationOf } from '#lib/copy-as/destination.ts';
import { copyTarget, copyTargets } from '#lib/copy-as/index.ts';
import type { CopyOptions } from '#lib/copy-as/target.ts';
import { fail } from '#lib/model/errors.ts';
import { copyShape } from '#lib/model/input.ts';
import { answering, queryOf, refusing } from '../../../../../../../answer.ts';
import { type CaptureParams, captureIn } from '../../capture-in.ts';

/** The capture as a command or document which sends it again: to this server, or to the base URL `to`. */
export const GET = answering<CaptureParams & { target: string }>(async (call) => {
  const { to, path, host, redact, drop } = queryOf(call.request, copyShape);
  const id = call.params.target;
  const target = copyTarget(id);
  if (!target)
    return fail('copy-target-unknown', `${id} is none of ${copyTargets.map((one) => one.id).join(', ')}.`);
  const destination = to === undefined ? { origin: call.origin } : destinationOf(to);
  if (!destination)
    return fail('invalid-input', `to: ${to} is no base URL such as http://localhost:8080/hooks.`);
  const options: CopyOptions = {
    ...destination,
    ...(path && { path }),
    ...(host && { host }),
    ...(drop && { drop }),
    redact,
  };
  const { capture, asker } = await captureIn(call, 'copy');
  const copy = await call.workers.run('copyCapture', { target: id, source: capture, options }, { asker });
  return new Response(ReadableStream.from(pieces(copy)) as BodyInit, {
    headers: {
      'Content-Type': target.mediaType,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
});

/** Bytes sent together: of many at once, all would be copied while nothing else is done. */
const together = 256 * 1024;

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += together) yield bytes.subarray(at, at + together);
}

export const { POST, PUT, PATCH, DELETE } = refusing('GET', 'HEAD');
