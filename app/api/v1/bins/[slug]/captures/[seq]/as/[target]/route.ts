import { copyTarget, copyTargets } from '#lib/copy-as/index.ts';
import { destinationOf } from '#lib/copy-as/request/destination.ts';
import type { CopyOptions } from '#lib/copy-as/target.ts';
import { fail } from '#lib/model/errors.ts';
import { copyShape } from '#lib/model/input.ts';
import { apiHandler, queryOf, rejectMethods } from '../../../../../../../handler.ts';
import { inPieces } from '../../../../../../../in-pieces.ts';
import { type CaptureParams, captureIn } from '../../capture-in.ts';

/** The capture as a command or document which sends it again: to this server, or to the base URL `to`. */
export const GET = apiHandler<CaptureParams & { target: string }>(async (call) => {
  const { to, path, host, redact, drop } = queryOf(call.request, copyShape);
  const id = call.params.target;
  const target = copyTarget(id);
  if (!target)
    return fail(
      'copy-target-unknown',
      `The copy format ${id} does not exist. Use one of ${copyTargets.map((one) => one.id).join(', ')}.`,
    );
  const destination = to === undefined ? { origin: call.origin } : destinationOf(to);
  if (!destination)
    return fail('invalid-input', `to: must be a base URL, such as http://localhost:8080/hooks`);
  const options: CopyOptions = {
    ...destination,
    ...(path && { path }),
    ...(host && { host }),
    ...(drop && { drop }),
    redact,
  };
  const { capture, asker } = await captureIn(call, 'copy');
  const copy = await call.workers.run('copyCapture', { target: id, source: capture, options }, { asker });
  return new Response(inPieces(copy), {
    headers: {
      'Content-Type': target.mediaType,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
