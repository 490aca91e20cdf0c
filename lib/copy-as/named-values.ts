import type { MaskRules } from './mask-rules.ts';
import type { Span } from './secret-values.ts';

/** Whatever a kept back value was, this is JSON in its place. */
const replacement = '"[redacted]"';

type Container = {
  readonly start: number;
  readonly isArray: boolean;
  readonly isNamed: boolean;
  member: string;
};

/**
 * The values of a JSON text that rules name, whole: a container with all that is in it. Told of what is read, in order;
 * offsets are those of the text.
 */
export class NamedValues {
  readonly spans: Span[] = [];
  private readonly rules: MaskRules;
  private readonly open: Container[] = [];
  /** Those of them that have names in them. */
  private readonly objects: Container[] = [];

  constructor(rules: MaskRules) {
    this.rules = rules;
  }

  /** The name of the member that follows. */
  name(name: string): void {
    const around = this.open.at(-1);
    if (around) around.member = name;
  }

  /** A value that is no container; true when it is kept back. */
  value(start: number, end: number): boolean {
    const isNamed = this.isNamed();
    if (isNamed) this.spans.push({ start, end, replacement });
    return isNamed;
  }

  /** A container opens with `{` or `[`. */
  begin(start: number, character: string): boolean {
    const isNamed = this.isNamed();
    const container = { start, isArray: character === '[', isNamed, member: '' };
    this.open.push(container);
    if (!container.isArray) this.objects.push(container);
    return isNamed;
  }

  /** The innermost container ends. */
  end(end: number): void {
    const container = this.open.pop();
    if (container && !container.isArray) this.objects.pop();
    if (container?.isNamed) this.spans.push({ start: container.start, end, replacement });
  }

  /** The text ends, whatever was open. */
  endAll(end: number): void {
    while (this.open.length > 0) this.end(end);
  }

  /** An array's elements stand where the array does: when it is not kept back, no more are they. */
  private isNamed(): boolean {
    const around = this.open.at(-1);
    if (!around || around.isArray) return false;
    const { longest } = this.rules;
    const path = this.objects.slice(-longest).map(({ member }) => member);
    return this.rules.field(path, this.objects.length <= longest);
  }
}
