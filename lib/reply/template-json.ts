import { type JsonNode, jsonString } from '#lib/body/json/value-positions.ts';
import { jsonOf } from '#lib/filter/json-path.ts';

/** A number that a double does not keep as it was written: shown with all its digits, counted with as a double. */
class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  valueOf(): number {
    return Number(this.text);
  }

  /** Liquid's `==`. */
  equals(other: unknown): boolean {
    return String(other) === this.text;
  }
  gt(other: unknown): boolean {
    return Number(this.text) > Number(other);
  }
  geq(other: unknown): boolean {
    return Number(this.text) >= Number(other);
  }
  lt(other: unknown): boolean {
    return Number(this.text) < Number(other);
  }
  leq(other: unknown): boolean {
    return Number(this.text) <= Number(other);
  }
}

/** Values nested deeper than this are left out: templates have no use for them. */
const deepest = 200;

const values = new WeakMap<Uint8Array, unknown>();

/** A JSON body as a template sees it; null when it is none. The last of several members of a name counts, as everywhere. */
export function jsonValue(body: Uint8Array): unknown {
  if (values.has(body)) return values.get(body);
  const found = jsonOf(body);
  const value = found && templateValue(found.text, found.root, 0);
  values.set(body, value);
  return value;
}

function templateValue(text: string, node: JsonNode, depth: number): unknown {
  if (depth > deepest) return null;
  switch (node.kind) {
    case 'string':
      return jsonString(text, node);
    case 'number': {
      const digits = text.slice(node.start, node.end);
      return String(Number(digits)) === digits ? Number(digits) : new ExactNumber(digits);
    }
    case 'literal':
      return { true: true, false: false, null: null }[text.slice(node.start, node.end)];
    case 'array':
      return node.items.map((item) => templateValue(text, item, depth + 1));
    case 'object': {
      const object: Record<string, unknown> = Object.create(null);
      for (const { name, value } of node.members) object[name] = templateValue(text, value, depth + 1);
      return object;
    }
  }
}

/** The filter `json`: a value as JSON, numbers as they were sent. */
export function writeJson(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}:${writeJson(one)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
