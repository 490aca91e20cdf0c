import { z } from 'zod';
import { copyTarget, copyTargets } from '#lib/copy-as/index.ts';
import { fail } from '#lib/model/errors.ts';
import { answering, queryOf, refusing } from '../../../../../../../answer.ts';
import { type CaptureParams, captureIn } from '../../capture-in.ts';

/** The capture as a command or document which sends it again, to this server. */
export const GET = answering<CaptureParams & { target: string }>(async (call) => {
  queryOf(call.request, z.strictObject({}));
  const id = call.params.target;
  const target = copyTarget(id);
  if (!target)
    return fail('copy-target-unknown', `${id} is none of ${copyTargets.map((one) => one.id).join(', ')}.`);
  const capture = await captureIn(call, 'copy');
  return new Response(target.copy(capture, { origin: call.origin }), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
});

export const { POST, PUT, PATCH, DELETE } = refusing('GET', 'HEAD');
