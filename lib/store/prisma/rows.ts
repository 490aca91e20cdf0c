import type { Bin, BinNumbers } from '#lib/model/bin.ts';
import { type InstanceLimits, limitsOf } from '#lib/model/bin-limits.ts';
import type { BinSchema } from '#lib/model/bin-schema.ts';
import type { BinUse } from '#lib/model/bin-use.ts';
import type { Block } from '#lib/model/block.ts';
import type { Link, Role } from '#lib/model/link.ts';
import type { StoredSecret } from '#lib/model/signing-secret.ts';
import type { BinRow, BlockRow, LinkRow, SchemaRow, SecretRow } from './database.ts';

/** Rows of Prisma's client as the model's types. Times and sizes are BIGINT in the database and safe as numbers. */

export function binOf(row: BinRow, instance: InstanceLimits): Bin {
  const { id, slug, name, description, capacity, frozen } = row;
  const chosen = { capacity, maxBytes: numberOf(row.maxBytes), expiresAfter: numberOf(row.expiresAfter) };
  return {
    id,
    slug,
    name,
    description,
    createdAt: Number(row.createdAt),
    ...limitsOf(chosen, instance),
    frozen,
    deletedAt: numberOf(row.deletedAt),
  };
}

export function binNumbersOf(row: BinRow): BinNumbers {
  return {
    kept: row.kept,
    keptBytes: Number(row.keptBytes),
    pinned: row.pinned,
    pinnedBytes: Number(row.pinnedBytes),
    rotatedOut: row.rotatedOut,
    lastRequestAt: numberOf(row.lastRequestAt),
    lastVisitAt: numberOf(row.lastVisitAt),
  };
}

function numberOf(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}

export function linkOf(row: LinkRow): Link {
  return {
    id: row.id,
    binId: row.binId,
    role: row.role as Role,
    label: row.label,
    captureSeq: row.captureSeq,
    redaction: row.redaction === null ? null : (JSON.parse(row.redaction) as Link['redaction']),
    createdAt: Number(row.createdAt),
    expiresAt: numberOf(row.expiresAt),
    lastUsedAt: numberOf(row.lastUsedAt),
  };
}

export function blockOf(row: BlockRow): Block {
  return {
    id: row.id,
    kind: row.kind as Block['kind'],
    value: row.value,
    reason: row.reason,
    createdAt: Number(row.createdAt),
    expiresAt: numberOf(row.expiresAt),
  };
}

/** How secrets are read: by provider, in the order in which they were written. */
export const secretOrder = [{ provider: 'asc' }, { id: 'asc' }] as const;

export function secretOf({ provider, encrypted, fingerprint, createdAt }: SecretRow): StoredSecret {
  return { provider, encrypted, fingerprint, createdAt: Number(createdAt) };
}

/** How schemas are read: oldest first. */
export const schemaOrder = { id: 'asc' } as const;

export function schemaOf({ publicId, name, filter, enabled, text, createdAt }: SchemaRow): BinSchema {
  return { id: publicId, name, filter, enabled, text, createdAt: Number(createdAt) };
}

/** The columns that `binUseOf` reads. */
export const binUseColumns = {
  id: true,
  slug: true,
  name: true,
  createdAt: true,
  lastSeq: true,
  keptBytes: true,
  refused: true,
} as const;

export function binUseOf(row: Pick<BinRow, keyof typeof binUseColumns>): BinUse {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    createdAt: Number(row.createdAt),
    received: row.lastSeq,
    bytes: Number(row.keptBytes),
    refused: row.refused,
  };
}
