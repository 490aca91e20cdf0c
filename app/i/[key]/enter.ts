import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { type Entry, openDeleted, openEntry } from '#lib/access/entry.ts';
import { failureCode } from '#lib/model/errors.ts';
import { services } from '../../services.ts';

/** What the key in the address opens, a deleted bin that may be restored included; once a request. */
export const enter = cache(async (key: string): Promise<Entry> => {
  const { store } = await services();
  try {
    return await openEntry(store, key, Date.now());
  } catch (error) {
    const code = failureCode(error);
    if (code === 'bin-deleted') return openDeleted(store, key, Date.now());
    if (code === 'key-unknown') return notFound();
    throw error;
  }
});

/** The same for the pages below a bin's own, where a deleted bin says so. */
export async function enterBelow(key: string): Promise<Entry> {
  const entry = await enter(key);
  if (entry.bin.deletedAt !== null) redirect(`/i/${key}`);
  return entry;
}
