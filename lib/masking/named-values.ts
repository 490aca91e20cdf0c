import type { MaskRules } from './mask-rules.ts';
import type { Span } from './span.ts';

/** The replacement of a masked value, valid JSON. */
const replacement = '"[redacted]"';

type Container = {
  readonly start: number;
  readonly isArray: boolean;
  readonly isNamed: boolean;
  member: string;
};

/**
 * Finds the values of a JSON text that rules name; containers are masked as a whole. Called for each token in order, with offsets
 * in the text.
 */
export class NamedValues {
  readonly spans: Span[] = [];
  private readonly rules: MaskRules;
  private readonly open: Container[] = [];
  /** The open objects, without arrays. */
  private readonly objects: Container[] = [];

  constructor(rules: MaskRules) {
    this.rules = rules;
  }

  /** The name of the member that follows. */
  name(name: string): void {
    const around = this.open.at(-1);
    if (around) around.member = name;
  }

  /** A value that is not a container; true when it is masked. */
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

  /** The text ends: closes every open container. */
  endAll(end: number): void {
    while (this.open.length > 0) this.end(end);
  }

  /** Whether the rules mask the next value. Elements of an array have the path of the array and are masked with it. */
  private isNamed(): boolean {
    const around = this.open.at(-1);
    if (!around || around.isArray) return false;
    const { longest } = this.rules;
    const path = this.objects.slice(-longest).map(({ member }) => member);
    return this.rules.field(path, this.objects.length <= longest);
  }
}
