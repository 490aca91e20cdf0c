import { CallFailed, troubleOfText, unreachable } from './call.ts';

/**
 * Sends a file to the API at `path`, saying how many bytes have gone as they do: `fetch` cannot tell. The answer's JSON; an
 * aborted upload throws the abort.
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
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
