import type { InstanceJson } from '#components/api/admin.ts';
import { binarySize } from '#components/bin/binary-size.ts';
import { adminPanel } from './words.ts';

/** Says that new requests are not stored, and what the operator can do. */
export function StoreFullNote({
  usedBytes,
  maxBytes,
}: Pick<InstanceJson['database'], 'usedBytes' | 'maxBytes'>) {
  return (
    <p role="alert" className="mt-6 rounded-control bg-bad-tint px-3 py-2 text-bad">
      {adminPanel.full(binarySize(usedBytes), binarySize(maxBytes ?? usedBytes))}
    </p>
  );
}
