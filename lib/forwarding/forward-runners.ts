import { leaseFor, type ProcessLease } from '#lib/deliveries/process-lease.ts';
import { RuleRunner, type RunnerParts } from './rule-runner.ts';

/** The lease on running forward rules: one process runs those of all bins. */
const leaseName = 'forward rules';

/** How often rules are looked for that other processes changed, and the lease is renewed, milliseconds. */
const interval = 5000;

type Parts = RunnerParts & {
  /** Whether this process may run rules. */
  readonly runs: boolean;
  /** Held while this process runs rules, so that what it was sending when it was killed is sent by another one. */
  readonly lease: ProcessLease;
};

/**
 * Runs the forward rules of all bins, in one process at a time. Without rules it asks the database for some every few seconds, and does nothing
 * else. Captures of this process wake their rules at once; those of other processes are found then.
 */
export class ForwardRunners {
  readonly #parts: Parts;
  /** By bin, then by the id of the rule. */
  readonly #running = new Map<number, Map<string, RuleRunner>>();
  /** Rules that are being removed. */
  readonly #removing = new Set<string>();
  #holdsLease = false;
  #isClosing = false;
  #refreshing: Promise<void> | null = null;
  #isStale = false;
  readonly #timer: NodeJS.Timeout;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.refresh(), interval);
    this.#timer.unref();
    void this.refresh();
  }

  /** A rule that runs in this process. */
  of(binId: number, id: string): RuleRunner | undefined {
    return this.#running.get(binId)?.get(id);
  }

  /** A capture of a bin was committed. */
  wake(binId: number): void {
    const rules = this.#running.get(binId);
    if (rules) for (const runner of rules.values()) runner.captured();
  }

  /** Reads the rules again. Resolves when this process runs them as they are, if it is the one that does. Never fails. */
  refresh(): Promise<void> {
    if (this.#refreshing) {
      this.#isStale = true;
      return this.#refreshing;
    }
    this.#refreshing = this.#refreshAll()
      .catch((error) => this.#parts.reportError(error))
      .finally(() => {
        this.#refreshing = null;
      });
    return this.#refreshing;
  }

  /** Stops a rule while it is removed: then `allow` is called, also when that failed. */
  async stop(id: string): Promise<void> {
    this.#removing.add(id);
    for (const rules of this.#running.values()) {
      const runner = rules.get(id);
      rules.delete(id);
      await runner?.stop({ abort: true });
    }
  }

  allow(id: string): void {
    this.#removing.delete(id);
  }

  /** Begins nothing more. Resolves when what is being sent has ended, which others stop. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#timer);
    const stopping = this.#stopAll({ abort: false });
    await this.#refreshing;
    await Promise.all([stopping, this.#stopAll({ abort: false })]);
    await this.#giveUp().catch(this.#parts.reportError);
  }

  async #refreshAll(): Promise<void> {
    do {
      this.#isStale = false;
      await this.#refreshOnce();
    } while (this.#isStale && !this.#isClosing);
  }

  async #refreshOnce(): Promise<void> {
    if (this.#isClosing || !this.#parts.runs) return;
    const { store, now } = this.#parts;
    const versions = this.#versions();
    const all = await store.listEveryForward();
    if (all.length === 0) {
      await this.#stopAll({ abort: true });
      return this.#giveUp();
    }
    if (!(await this.#takeLease())) return this.#stopAll({ abort: true });
    for (const { binId } of await store.interruptItems(now())) this.#parts.changed(binId);
    const known = new Set<string>();
    for (const { binId, forward, head } of all) {
      if (this.#removing.has(forward.id)) continue;
      known.add(forward.id);
      const rules = this.#running.get(binId) ?? new Map<string, RuleRunner>();
      this.#running.set(binId, rules);
      const runner = rules.get(forward.id);
      if (!runner) rules.set(forward.id, new RuleRunner(binId, forward, this.#parts));
      else if (runner.version === versions.get(runner)) runner.update(forward, head);
      // Otherwise it has changed the rule itself, and has it as it is.
    }
    for (const [binId, rules] of this.#running) {
      for (const [id, runner] of rules) {
        if (known.has(id)) continue;
        rules.delete(id);
        void runner.stop({ abort: true });
      }
      if (rules.size === 0) this.#running.delete(binId);
    }
  }

  #versions(): Map<RuleRunner, number> {
    const runners = [...this.#running.values()].flatMap((rules) => [...rules.values()]);
    return new Map(runners.map((runner) => [runner, runner.version]));
  }

  async #takeLease(): Promise<boolean> {
    const { store, owner, now, lease } = this.#parts;
    const at = now();
    const isTaken = await store.takeLease({ name: leaseName, holder: owner, now: at, until: at + leaseFor });
    if (this.#holdsLease && !isTaken) lease.end();
    if (isTaken && !this.#holdsLease) {
      try {
        await lease.begin();
      } catch (error) {
        lease.end();
        throw error;
      }
    }
    // After the process was suspended, its own items would look as if it were gone.
    else if (isTaken) await lease.renew();
    this.#holdsLease = isTaken;
    return isTaken;
  }

  async #giveUp(): Promise<void> {
    if (!this.#holdsLease) return;
    this.#holdsLease = false;
    this.#parts.lease.end();
    await this.#parts.store.releaseLease(leaseName, this.#parts.owner);
  }

  async #stopAll(how: { abort: boolean }): Promise<void> {
    const runners = [...this.#running.values()].flatMap((rules) => [...rules.values()]);
    this.#running.clear();
    await Promise.all(runners.map((runner) => runner.stop(how)));
  }
}
