import { createContext, Script } from 'node:vm';

const context = createContext({ work: null });
const script = new Script('work()');

/**
 * The result of synchronous work, which is interrupted after some milliseconds; null then. What it has done until then stays done. For
 * work that has a cheaper alternative: else the deadline of the job is enough.
 */
export function withinTime<T>(milliseconds: number, work: () => T): T | null {
  context.work = work;
  try {
    return script.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  } finally {
    context.work = null;
  }
}
