import type { TextSink } from '#lib/live/event-sink.ts';
import { isAbandoned } from '#lib/model/asker.ts';
import { followingCallOf } from '../../../../following-call.ts';
import { apiHandler, rejectMethods } from '../../../../handler.ts';

/** Characters that wait to be sent to a client that reads slowly. */
const bufferLimit = 256 * 1024;

/** Server-Sent Events: the captures of a bin that match a filter, those that are stored and then each as it is received. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const encoder = new TextEncoder();
  let controller!: ReadableStreamDefaultController;
  let hasRoom: () => void = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (own) => {
        controller = own;
      },
      pull: () => hasRoom(),
      cancel: () => hasRoom(),
    },
    { highWaterMark: bufferLimit, size: (chunk) => chunk.byteLength },
  );
  const text: TextSink = {
    write: (text) => controller.enqueue(encoder.encode(text)),
    isFull: () => (controller.desiredSize ?? 0) <= 0,
    room: () =>
      new Promise((resolve) => {
        hasRoom = resolve;
      }),
  };
  await new Promise<void>((begin, fail) => {
    let hasBegun = false;
    const open = () => {
      hasBegun = true;
      begin();
      return text;
    };
    call.following.events(followingCallOf(call), open).then(
      () => controller.close(),
      (error) => {
        if (!hasBegun) return fail(error);
        if (!isAbandoned(error)) call.reportError(error);
        controller.error(error);
      },
    );
  });
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
});

export const { HEAD, POST, PUT, PATCH, DELETE } = rejectMethods('GET');
