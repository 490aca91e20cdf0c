import { fromBytes } from '#lib/http/byte-string.ts';
import { all } from '#lib/http/header-lookup.ts';
import { rustByteString, rustString } from '../literals/rust-string.ts';
import { originForm, survivesUrlParser } from '../request/address.ts';
import { bodyText } from '../request/body-text.ts';
import { changedTarget, commentLines, noTrailers, onlyHttp11 } from '../request/client-caveats.ts';
import { framingOf, isSendable } from '../request/client-headers.ts';
import { without } from '../request/whole-headers.ts';
import type { CopyTarget, RequestSource } from '../target.ts';

/** The request as a program for Rust with reqwest 0.12 and its feature `blocking`. */
export const rust: CopyTarget = {
  id: 'rust',
  title: 'Rust (reqwest)',
  group: 'Code',
  mediaType: 'text/x-rust; charset=utf-8',
  exact:
    'Method, header values and body are exact. reqwest writes header names in lower case, reorders headers, adds missing Accept and Host headers, may rewrite the target, and sends HTTP/1.1 without trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const sent = source.headers.filter(isSendable);
    const headers = without(sent, ['Content-Length', 'Transfer-Encoding']);
    const missing = ['Accept', 'Host'].filter((name) => all(headers, name).length === 0);
    const comment = commentLines('//', source, [
      'Cargo.toml: reqwest = { version = "0.12", features = ["blocking"] }',
      'reqwest writes header names in lower case and orders lines by itself.',
      missing.length > 0 && `reqwest adds lines that were not sent: ${missing.join(', ')}.`,
      framingOf(source) === 'chunked' &&
        'The body was sent with chunked encoding; reqwest sends Content-Length instead.',
      changedTarget(!survivesUrlParser(source.target, server), 'reqwest'),
      onlyHttp11(source, 'reqwest'),
      noTrailers(source, 'reqwest'),
    ]);
    return `${comment}use reqwest::{blocking::Client, header::HeaderValue, redirect::Policy, Method};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().http1_only().redirect(Policy::none()).build()?;
    let response = client
        .request(Method::from_bytes(${rustByteString(source.method)})?, ${rustString(server.origin + originForm(source.target))})
${headers
  .map(
    ([name, value]) =>
      `        .header(${rustString(name)}, HeaderValue::from_bytes(${rustByteString(value)})?)\n`,
  )
  .join('')}${framingOf(source) === 'none' ? '' : `        .body(${body(source)})\n`}        .send()?;
    println!("{} {}", response.status(), response.text()?);
    Ok(())
}`;
  },
};

/** The type says how long the array is, which `Into<Body>` does not take; `&[u8]` it does. */
function body({ body }: RequestSource): string {
  const text = bodyText(body);
  return text === null ? `&${rustByteString(fromBytes(body))}[..]` : rustString(text);
}
