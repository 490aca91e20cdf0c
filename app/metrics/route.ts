import { services } from '../services.ts';

/** Numbers in the text format of Prometheus, version 0.0.4. They name no bin. */
export async function GET(): Promise<Response> {
  const { counts, connections, gate, room, subscriptions, waits, workers } = await services();
  const { usedBytes, maxBytes } = room.state();
  const { running, waiting } = workers.load();
  const lines = [
    '# HELP wirebin_captures_total Requests that were stored.',
    '# TYPE wirebin_captures_total counter',
    `wirebin_captures_total ${counts.captures}`,
    '# HELP wirebin_capture_bytes_total Stored bytes of their bodies.',
    '# TYPE wirebin_capture_bytes_total counter',
    `wirebin_capture_bytes_total ${counts.captureBytes}`,
    '# HELP wirebin_refused_total Requests that were rejected, by reason.',
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
    '# HELP wirebin_store_bytes Bytes of the database in use.',
    '# TYPE wirebin_store_bytes gauge',
    `wirebin_store_bytes ${usedBytes}`,
    ...(maxBytes === null
      ? []
      : [
          '# HELP wirebin_store_max_bytes Bytes of the database at which requests are rejected.',
          '# TYPE wirebin_store_max_bytes gauge',
          `wirebin_store_max_bytes ${maxBytes}`,
        ]),
    '# HELP wirebin_store_full Whether requests are rejected because the database is full, 1 or 0.',
    '# TYPE wirebin_store_full gauge',
    `wirebin_store_full ${gate.isFull ? 1 : 0}`,
    '# HELP wirebin_waiting_requests Requests whose response is delayed, held or slow right now.',
    '# TYPE wirebin_waiting_requests gauge',
    `wirebin_waiting_requests ${waits.count}`,
    '# HELP wirebin_following_programs Programs that wait for captures with /wait or /events.',
    '# TYPE wirebin_following_programs gauge',
    `wirebin_following_programs ${subscriptions.count()}`,
    '# HELP wirebin_worker_jobs Jobs of worker threads, running and waiting.',
    '# TYPE wirebin_worker_jobs gauge',
    `wirebin_worker_jobs{state="running"} ${running}`,
    `wirebin_worker_jobs{state="waiting"} ${waiting}`,
    '',
  ];
  return new Response(lines.join('\n'), {
    headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

export const dynamic = 'force-dynamic';
