import { CallFailed, troubleOfText, unreachable } from './call.ts';
import { callErrors } from './words.ts';

/**
 * Uploads a file to the API at `path` and returns the JSON of the response. `onProgress` gets the bytes sent so far, which
 * `fetch` cannot report. An aborted upload throws an `AbortError`.
 */
export function upload<T>(
  path: string,
  {
    key,
    file,
    signal,
    onProgress,
  }: { key: string; file: Blob; signal: AbortSignal; onProgress: (bytes: number) => void },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1${path}`);
    request.setRequestHeader('Authorization', `Bearer ${key}`);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as T);
      else reject(new CallFailed(troubleOfText(request.status, request.responseText)));
    };
    request.onerror = () => reject(new CallFailed(unreachable));
    request.onabort = () => reject(new DOMException(callErrors.uploadStopped, 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
