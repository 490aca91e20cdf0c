import { AskerLeft } from '#lib/model/asker.ts';

/** Writes Server-Sent Events (WHATWG HTML §9.2). */
export type EventSink = {
  /** Sends an event with JSON as its data. Resolves once there is room for another; fails when the client stopped reading. */
  event(name: string, data: unknown, id?: string): Promise<void>;
  /** Sends the last event, without waiting for room. */
  last(name: string, data: unknown): void;
  /** The time after which the client should connect again, milliseconds. */
  retry(milliseconds: number): void;
  /** Sends a comment, which clients ignore; not while the client is not reading. */
  comment(text: string): void;
};

/** Characters that wait to be sent to a client that reads slowly, before the next capture is read. */
const bufferLimit = 256 * 1024;
/** How long a client may read nothing while something waits for it, milliseconds. It can resume with `Last-Event-ID`. */
const stallMs = 60_000;

/**
 * A stream of events that `send` writes; it ends when `send` returns. Once `ended` resolves, `send` no longer waits for room, so that
 * it can end.
 */
export function eventStream(ended: Promise<unknown>, send: (sink: EventSink) => Promise<void>): Response {
  const encoder = new TextEncoder();
  let hasRoom: () => void = () => {};
  let isOver = false;
  const over = ended.then(() => {
    isOver = true;
  });

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string) => controller.enqueue(encoder.encode(text));
        const isFull = () => (controller.desiredSize ?? 0) <= 0;
        const sink: EventSink = {
          async event(name, data, id) {
            if (isFull() && !isOver) await room();
            if (isOver) return;
            write(eventText(name, data, id));
          },
          last: (name, data) => write(eventText(name, data)),
          retry: (milliseconds) => write(`retry: ${milliseconds}\n\n`),
          comment: (text) => {
            if (!isFull()) write(`: ${text}\n\n`);
          },
        };
        send(sink).then(
          () => close(controller),
          // An error destroys the connection. Next logs it unless it is an AbortError, as of a client that left or stopped reading.
          (error) => controller.error(error),
        );
      },
      pull: () => hasRoom(),
      cancel: () => hasRoom(),
    },
    { highWaterMark: bufferLimit, size: (chunk) => chunk.byteLength },
  );

  /** Resolves once the client has read, or the stream is to end; fails when it reads nothing for too long. */
  async function room(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const stalled = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new AskerLeft()), stallMs);
    });
    const roomy = new Promise<void>((resolve) => {
      hasRoom = resolve;
    });
    try {
      await Promise.race([roomy, over, stalled]);
    } finally {
      clearTimeout(timer);
    }
  }

  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Compressing, or a proxy that buffers, would keep events back.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

function close(controller: ReadableStreamDefaultController): void {
  try {
    controller.close();
  } catch {
    // The client has left, and the stream is closed already.
  }
}

function eventText(name: string, data: unknown, id?: string): string {
  const lines = [
    `event: ${name}`,
    ...(id === undefined ? [] : [`id: ${id}`]),
    `data: ${JSON.stringify(data)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}
