import { AskerLeft } from '#lib/model/asker.ts';

/** A connection to a client, to which text is written. */
export type TextSink = {
  write(text: string): void;
  /** Whether so much waits to be sent that nothing should be added. */
  isFull(): boolean;
  /** Resolves once there is room again, or the client has left. */
  room(): Promise<void>;
};

/** Writes Server-Sent Events (WHATWG HTML §9.2). */
export type EventSink = {
  /** Sends an event with JSON as its data, once there is room for it. */
  event(name: string, data: unknown, id?: string): Promise<void>;
  /** Sends the last event, without waiting for room. */
  last(name: string, data: unknown): void;
  /** The time after which the client should connect again, milliseconds. */
  retry(milliseconds: number): void;
  /** Sends a comment, which clients ignore; not while the client is not reading. */
  comment(text: string): void;
};

/** The media type of a stream of events. */
export const eventStreamType = 'text/event-stream; charset=utf-8';

/** The most characters that wait to be sent to a client that reads slowly. The next captures are read when there is room. */
export const bufferLimit = 256 * 1024;
/** How long a client may read nothing while something waits for it, milliseconds. It can resume with `Last-Event-ID`. */
const stallMs = 60_000;

/** Writes events to a connection. Once `ended` resolves, nothing waits for room any more and nothing but the last event is sent. */
export function eventSink(text: TextSink, ended: Promise<unknown>): EventSink {
  let isOver = false;
  const over = ended.then(() => {
    isOver = true;
  });

  /** Resolves once there is room, or the stream is to end; fails when the client reads nothing for too long. */
  async function room(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const stalled = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new AskerLeft()), stallMs);
    });
    try {
      await Promise.race([text.room(), over, stalled]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async event(name, data, id) {
      if (text.isFull() && !isOver) await room();
      if (!isOver) text.write(eventText(name, data, id));
    },
    last: (name, data) => text.write(eventText(name, data)),
    retry: (milliseconds) => text.write(`retry: ${milliseconds}\n\n`),
    comment: (words) => {
      if (!text.isFull()) text.write(`: ${words}\n\n`);
    },
  };
}

function eventText(name: string, data: unknown, id?: string): string {
  const lines = [
    `event: ${name}`,
    ...(id === undefined ? [] : [`id: ${id}`]),
    `data: ${JSON.stringify(data)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}
