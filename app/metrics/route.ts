import { services } from '../services.ts';

/** Numbers in the text format of Prometheus, version 0.0.4. They name no bin. */
export async function GET(): Promise<Response> {
  const { counts, connections } = await services();
  const lines = [
    '# HELP wirebin_captures_total Requests that were kept.',
    '# TYPE wirebin_captures_total counter',
    `wirebin_captures_total ${counts.captures}`,
    '# HELP wirebin_capture_bytes_total Bytes kept of their bodies.',
    '# TYPE wirebin_capture_bytes_total counter',
    `wirebin_capture_bytes_total ${counts.captureBytes}`,
    '# HELP wirebin_refused_total Requests turned away before their body was read, by reason.',
    '# TYPE wirebin_refused_total counter',
    ...Object.entries(counts.refused).map(([why, count]) => `wirebin_refused_total{why="${why}"} ${count}`),
    '# HELP wirebin_malformed_messages_total Messages that are not valid HTTP, by whether their request line names a bin.',
    '# TYPE wirebin_malformed_messages_total counter',
    `wirebin_malformed_messages_total{to="bin"} ${counts.malformedToBins}`,
    `wirebin_malformed_messages_total{to="elsewhere"} ${counts.malformedElsewhere}`,
    '# HELP wirebin_connections Connections that are open.',
    '# TYPE wirebin_connections gauge',
    `wirebin_connections ${connections().all}`,
    '# HELP wirebin_connections_rejected_total Connections that were rejected or closed, by reason.',
    '# TYPE wirebin_connections_rejected_total counter',
    ...Object.entries(counts.connectionsRejected).map(
      ([reason, count]) => `wirebin_connections_rejected_total{reason="${reason}"} ${count}`,
    ),
    '',
  ];
  return new Response(lines.join('\n'), {
    headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

export const dynamic = 'force-dynamic';
