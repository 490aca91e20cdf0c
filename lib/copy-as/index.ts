import { alb, albMultiValue } from './alb.ts';
import { azureHandler } from './azure-handler.ts';
import { azureRequest } from './azure-request.ts';
import { csharp } from './csharp.ts';
import { curl } from './curl.ts';
import { curlCmd } from './curl-cmd.ts';
import { fetchTarget } from './fetch.ts';
import { go } from './go.ts';
import { googleFunction } from './google-function.ts';
import { har } from './har.ts';
import { httpFile } from './http-file.ts';
import { httpMessage } from './http-message.ts';
import { httpie } from './httpie.ts';
import { java } from './java.ts';
import { lambdaV1 } from './lambda-v1.ts';
import { lambdaV2 } from './lambda-v2.ts';
import { markdown } from './markdown.ts';
import { node } from './node.ts';
import { php } from './php.ts';
import { postman } from './postman.ts';
import { powershell } from './powershell.ts';
import { prepared } from './prepare.ts';
import { pythonHttpClient } from './python-http-client.ts';
import { pythonRequests } from './python-requests.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import type { CopyOptions, CopySource, CopyTarget } from './target.ts';
import { wget } from './wget.ts';

/** Every form a request can be copied in, in the order menus show them: those of one group stand together. */
export const copyTargets: readonly CopyTarget[] = [
  curl,
  curlCmd,
  powershell,
  httpie,
  wget,
  httpMessage,
  httpFile,
  fetchTarget,
  node,
  pythonHttpClient,
  pythonRequests,
  go,
  php,
  ruby,
  java,
  csharp,
  rust,
  har,
  postman,
  lambdaV2,
  lambdaV1,
  alb,
  albMultiValue,
  azureRequest,
  azureHandler,
  googleFunction,
  markdown,
];

/** The form with this id; null when there is none. */
export function copyTarget(id: string): CopyTarget | null {
  return copyTargets.find((target) => target.id === id) ?? null;
}

/** The copy with every option done. Throws a `TypeError` when `options.origin` is not a URL. */
export function copyAs(target: CopyTarget, source: CopySource, options: CopyOptions): string {
  return target.copy(prepared(source, options), options);
}
