import { ExpressionReader } from './expressions.ts';
import { KnownValues } from './known-values.ts';
import type { Script } from './script.ts';
import type { Tokens } from './token-cursor.ts';
import { unknown, type Value } from './values.ts';

/** The parameters that are read. Names may be shortened. */
const parameters = [
  'Uri',
  'Method',
  'CustomMethod',
  'Headers',
  'Body',
  'ContentType',
  'UserAgent',
  'TimeoutSec',
  'MaximumRedirection',
  'InFile',
  'Form',
  'HttpVersion',
  'WebSession',
  'SessionVariable',
] as const;
export type Parameter = (typeof parameters)[number];

/** Parameters that have no influence on a request. */
const ignored = ['OutFile', 'ErrorAction', 'Proxy', 'ProxyCredential'] as const;

const switches = [
  'UseBasicParsing',
  'SkipCertificateCheck',
  'SkipHeaderValidation',
  'SkipHttpErrorCheck',
  'PassThru',
  'DisableKeepAlive',
  'AllowInsecureRedirect',
  'AllowUnencryptedAuthentication',
  'UseDefaultCredentials',
  'PreserveAuthorizationOnRedirect',
  'FollowRelLink',
  'Resume',
  'Debug',
  'Verbose',
  'NoProxy',
  'ProxyUseDefaultCredentials',
] as const;

const named = new Map(
  [...parameters, ...ignored, ...switches].map((name) => [name.toLowerCase(), name] as const),
);

/** The parameter with a name, or the first that begins with it; null if none does. */
function parameterOf(name: string): Parameter | (typeof ignored)[number] | (typeof switches)[number] | null {
  const written = name.toLowerCase();
  if (written === '') return null;
  if (named.has(written)) return named.get(written)!;
  for (const [key, parameter] of named) if (key.startsWith(written)) return parameter;
  return null;
}

function isOneOf<T extends string>(names: readonly T[], name: string | null): name is T {
  return (names as readonly (string | null)[]).includes(name);
}

/** Of a command with many unknown parameters, so many notes name them. */
const mostNamed = 20;

/** The arguments of a command, and what has to be said about them. */
export class Arguments {
  readonly values = new Map<Parameter, Value>();
  readonly known = new KnownValues();
  skipsCertificate = false;
  /** Whether `@name` stands for arguments that are not known. */
  hasUnknownTable = false;

  set(parameter: Parameter, value: Value): void {
    this.values.set(parameter, value);
  }

  /** Reads the arguments from `start` on; the index where they end. */
  read(tokens: Tokens, start: number, script: Script): number {
    const reader = new ExpressionReader(tokens, start, script.variables);
    while (!reader.isAtEndOfCommand()) {
      const splat = reader.takeSplat();
      if (splat !== null) this.#splat(splat, script);
      else if (reader.isAtParameter()) this.#readParameter(reader, script);
      else {
        const value = reader.argument();
        if (!this.values.has('Uri')) this.set('Uri', value);
      }
    }
    return reader.at;
  }

  #readParameter(reader: ExpressionReader, script: Script): void {
    const { name, hasValue } = reader.takeParameter();
    const isAlone =
      isOneOf(switches, parameterOf(name.slice(1))) || reader.isAtParameter() || reader.isAtEndOfCommand();
    this.#give(name.slice(1), isAlone && !hasValue ? null : reader.argument(), script);
  }

  /** Takes an argument. Null for a parameter without a value. */
  #give(name: string, value: Value | null, script: Script): void {
    const parameter = parameterOf(name);
    if (parameter === 'SkipCertificateCheck')
      this.skipsCertificate = value?.kind !== 'literal' || value.json !== 'false';
    if (parameter === 'SessionVariable') script.variables.set(`$${textIn(value)}`, unknown);
    if (isOneOf(parameters, parameter)) this.set(parameter, value ?? unknown);
    else if (parameter === null && this.known.notes.length < mostNamed)
      this.known.ignored(`The parameter -${name.slice(0, 60)}`);
  }

  /** Takes the arguments in a table: `@name`. */
  #splat(name: string, script: Script): void {
    const table = script.variables.get(`$${name}`);
    if (table.kind === 'table')
      for (const [parameter, value] of table.entries) this.#give(parameter, value, script);
    else {
      this.hasUnknownTable = true;
      this.known.leftOut(`@${name.slice(0, 60)}`);
    }
  }
}

function textIn(value: Value | null): string {
  return value?.kind === 'text' ? value.text : '';
}
