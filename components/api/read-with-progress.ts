import { whileReachable } from './call.ts';

/** Reads the body of a response; `onProgress` gets the bytes received so far. */
export async function readWithProgress(
  response: Response,
  onProgress: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return new Uint8Array(await whileReachable(response.arrayBuffer()));
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await whileReachable(reader.read());
    if (done) break;
    parts.push(value);
    size += value.length;
    onProgress(size);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
