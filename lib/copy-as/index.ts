import { prepareRequest } from './request/prepare-request.ts';
import type { CopyOptions, CopySource, CopyTarget } from './target.ts';
import { alb, albMultiValue } from './targets/alb.ts';
import { azureHandler } from './targets/azure-handler.ts';
import { azureRequest } from './targets/azure-request.ts';
import { csharp } from './targets/csharp.ts';
import { curl } from './targets/curl.ts';
import { curlCmd } from './targets/curl-cmd.ts';
import { fetchTarget } from './targets/fetch.ts';
import { go } from './targets/go.ts';
import { googleFunction } from './targets/google-function.ts';
import { har } from './targets/har.ts';
import { httpFile } from './targets/http-file.ts';
import { httpMessage } from './targets/http-message.ts';
import { httpie } from './targets/httpie.ts';
import { java } from './targets/java.ts';
import { lambdaV1 } from './targets/lambda-v1.ts';
import { lambdaV2 } from './targets/lambda-v2.ts';
import { markdown } from './targets/markdown.ts';
import { node } from './targets/node.ts';
import { php } from './targets/php.ts';
import { postman } from './targets/postman.ts';
import { powershell } from './targets/powershell.ts';
import { pythonHttpClient } from './targets/python-http-client.ts';
import { pythonRequests } from './targets/python-requests.ts';
import { ruby } from './targets/ruby.ts';
import { rust } from './targets/rust.ts';
import { wget } from './targets/wget.ts';

/** Every copy target, in the order of menus, by group. */
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

/** The target with this ID; null when there is none. */
export function copyTarget(id: string): CopyTarget | null {
  return copyTargets.find((target) => target.id === id) ?? null;
}

/** The copy with all options applied. Throws a `TypeError` when `options.origin` is not a URL. */
export function copyAs(target: CopyTarget, source: CopySource, options: CopyOptions): string {
  return target.copy(prepareRequest(source, options), options);
}
