/** How many names of open containers are remembered in all: hostile input must not fill memory. */
const mostNames = 250_000;

/** A container whose end has not been read, with the names that have come in it. */
export type Naming = { names: Set<string> | null };

/** Notices names that come twice in the same container, of as many as are remembered. */
export class RepeatedNames {
  private remembered = 0;

  /** Whether a name came before in this container; from here on it has. */
  repeats(container: Naming, name: string): boolean {
    if (container.names?.has(name)) return true;
    if (this.remembered === mostNames) return false;
    container.names ??= new Set();
    container.names.add(name);
    this.remembered++;
    return false;
  }

  /** A container has ended: what came in it makes room. */
  forget(container: Naming): void {
    this.remembered -= container.names?.size ?? 0;
  }
}
