import type { InstanceJson } from '#components/api/admin.ts';
import { humanSize } from '#lib/body/size.ts';

/** Says that no requests are stored, and what helps. */
export function FullNote({ usedBytes, maxBytes }: Pick<InstanceJson['database'], 'usedBytes' | 'maxBytes'>) {
  return (
    <p role="alert" className="mt-6 rounded-control bg-bad-tint px-3 py-2 text-bad">
      The database is full ({humanSize(usedBytes)}, limit {humanSize(maxBytes ?? usedBytes)}). New requests
      are rejected with 507. Stored requests are kept. Delete bins or raise STORE_MAX_BYTES.
    </p>
  );
}
