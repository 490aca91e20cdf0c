import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { type Entry, openByKey, openDeletedBin } from '#lib/access/open-bin.ts';
import { failureCode } from '#lib/model/errors.ts';
import { services } from '../../services.ts';

/** The bin and link of the key in the URL, including a deleted bin that can be restored; looked up once per request. */
export const enter = cache(async (key: string): Promise<Entry> => {
  const { store } = await services();
  try {
    return await openByKey(store, key, Date.now());
  } catch (error) {
    const code = failureCode(error);
    if (code === 'bin-deleted') return openDeletedBin(store, key, Date.now());
    if (code === 'key-unknown') return notFound();
    throw error;
  }
});

/** The same for the pages below the inspector: for a deleted bin they redirect to the inspector, which says that it is deleted. */
export async function enterBelow(key: string): Promise<Entry> {
  const entry = await enter(key);
  if (entry.bin.deletedAt !== null) redirect(`/i/${key}`);
  return entry;
}
