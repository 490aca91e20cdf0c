import type { ByteReading } from '../byte-rows.ts';
import { lastAtMost } from '../line-break.ts';
import { type GrpcFrame, grpcMessages } from './grpc-messages.ts';
import { inflate } from './inflate.ts';
import { readProtobuf } from './read-protobuf.ts';

/**
 * Reads the messages of a gRPC or gRPC-Web body, decompressed and without base64. Byte ranges are those of the body where the
 * bytes are in it as they are shown; else they are left out, and errors are at the message that contains them.
 */
export function readGrpc(body: Uint8Array, isBase64: boolean): ByteReading {
  const { bytes, frames, fault } = grpcMessages(body, { isBase64, inflate });
  const starts = frames.map(({ at }) => at);
  const frameOf = (offset: number): GrpcFrame | undefined =>
    frames[lastAtMost(starts, Math.min(offset, bytes.length - 1))];
  const notes = new Map(frames.map(({ at, note }) => [at, note]));
  const rows = readProtobuf(bytes, true, (at) => notes.get(at) ?? null);
  if (bytes === body) return rows;

  const isPlain = (frame: GrpcFrame | undefined) => frame?.sentAt != null && frame.isAsSent;
  const sentAt = (offset: number): number => {
    const frame = frameOf(offset);
    if (frame === undefined || frame.sentAt === null) return 0;
    return frame.isAsSent ? frame.sentAt + offset - frame.at : frame.sentAt;
  };
  return {
    ...rows,
    get count() {
      return rows.count;
    },
    get done() {
      return rows.done;
    },
    get fault() {
      if (fault !== null) return fault;
      return rows.fault && { ...rows.fault, offset: sentAt(rows.fault.offset) };
    },
    get notes() {
      return rows.notes;
    },
    paths: (index) =>
      rows.paths!(index).flatMap((path) => {
        if (path.name !== 'Range') return [path];
        const from = Number(/\d+/.exec(path.text)![0]);
        if (!isPlain(frameOf(from))) return [];
        const moved = sentAt(from) - from;
        return [{ ...path, text: path.text.replace(/\d+/g, (offset) => String(Number(offset) + moved)) }];
      }),
    placeOfRow: (index) => ({ line: 1, column: sentAt(rows.placeOfRow!(index).column - 1) + 1 }),
    rowAtPlace(line, column) {
      const frame = [...frames].reverse().find((it) => it.sentAt !== null && it.sentAt < column);
      if (frame === undefined) return null;
      const within = frame.isAsSent ? column - 1 - frame.sentAt! : 0;
      return rows.rowAtPlace!(line, frame.at + within + 1);
    },
  };
}
