import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';

/** The local Redis, with a prefix for this test; its keys are removed in the hook `whenDone`, after the test by default. */
export function ownRedis(whenDone: (cleanUp: () => Promise<void>) => void = onTestFinished): {
  environment: Record<string, string>;
  keys: () => Promise<string[]>;
} {
  const url = 'redis://127.0.0.1:6379';
  const prefix = `wirebin-test-${process.pid}-${Math.random().toString(36).slice(2)}:`;
  const client = new Redis(url);
  const keys = () => client.keys(`${prefix}*`);
  whenDone(async () => {
    const left = await keys();
    if (left.length > 0) await client.del(left);
    client.disconnect();
  });
  return { environment: { REDIS_URL: url, REDIS_PREFIX: prefix }, keys };
}
