/** The most names of open containers stored in total: hostile input must not fill memory. */
const mostNames = 250_000;

/** A container whose end has not been read, with the names found in it. */
export type Naming = { names: Set<string> | null };

/** Finds names that occur twice in the same container, as far as they are stored. */
export class RepeatedNames {
  private remembered = 0;

  /** Whether a name occurred before in this container; records it. */
  repeats(container: Naming, name: string): boolean {
    if (container.names?.has(name)) return true;
    if (this.remembered === mostNames) return false;
    container.names ??= new Set();
    container.names.add(name);
    this.remembered++;
    return false;
  }

  /** Forgets the names of a container that has ended. */
  forget(container: Naming): void {
    this.remembered -= container.names?.size ?? 0;
  }
}
