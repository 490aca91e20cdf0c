import { humanSize } from '#lib/body/size.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/names.ts';
import { bodyText } from './body-text.ts';
import type { Output } from './output.ts';
import { printable } from './printable.ts';

/** A request in one line: `#12  POST  /orders  200  GitHub push  1.3 KB`. */
export function captureLine(
  { paint }: Pick<Output, 'paint'>,
  { seq, method, path, reply, provider, body, malformed }: CaptureSummary,
): string {
  const status = reply === null ? 'waiting' : String(reply.status);
  const event = provider && `${providerName(provider)}${provider.event ? ` ${provider.event}` : ''}`;
  return [
    paint('dim', `#${seq}`),
    paint('bold', printable(method)),
    malformed ? '(malformed message)' : printable(path),
    statusPainted({ paint }, status, reply?.status ?? null),
    ...(event ? [printable(event)] : []),
    ...(body.size > 0 ? [paint('dim', humanSize(body.size))] : []),
  ].join('  ');
}

function statusPainted({ paint }: Pick<Output, 'paint'>, text: string, status: number | null): string {
  if (status === null) return paint('yellow', text);
  return paint(status < 400 ? 'green' : 'red', text);
}

/** A request for reading: its line, its headers and its body. Control characters of the sender are shown as escapes. */
export function captureText(output: Pick<Output, 'paint'>, capture: CaptureJson, body: Uint8Array): string {
  const { paint } = output;
  const client = capture.client?.address ?? capture.peer.address;
  const facts = [
    `${paint('dim', 'received')} ${capture.receivedAt} ${paint('dim', 'from')} ${printable(client)}`,
    ...(capture.signature ? [`${paint('dim', 'signature')} ${capture.signature}`] : []),
    ...(capture.body.truncated
      ? [paint('yellow', `Only ${capture.body.stored} of ${capture.body.size} bytes of the body are stored.`)]
      : []),
    ...(capture.note ? [`${paint('dim', 'note')} ${printable(capture.note)}`] : []),
  ];
  const headers = [...capture.headers, ...capture.trailers].map(
    ([name, value]) => `${paint('cyan', printable(name))}: ${printable(value)}`,
  );
  const content = bodyText(capture.contentType, body);
  return [
    captureLine(output, capture),
    ...facts,
    '',
    ...headers,
    ...(content === '' ? [] : ['', content]),
  ].join('\n');
}
