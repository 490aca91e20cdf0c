/**
 * Reads the HTTP/1.1 responses on one connection, pipelined ones too. It calls `onResponse(status)` after the last byte of each.
 * Bodies may have a Content-Length, be chunked (RFC 9112, section 7.1), or end with the connection.
 */
export class ResponseReader {
  #onResponse;
  #status = 0;
  #step = 'head';
  #bodyLeft = 0;
  #unread = null;

  constructor(onResponse) {
    this.#onResponse = onResponse;
  }

  /** Reads the next bytes of the connection. */
  read(data) {
    const bytes = this.#unread ? Buffer.concat([this.#unread, data]) : data;
    this.#unread = null;
    for (let at = 0; at < bytes.length; ) {
      if (this.#step === 'until-end') return;
      if (this.#step === 'body' || this.#step === 'chunk') {
        const length = Math.min(this.#bodyLeft, bytes.length - at);
        at += length;
        this.#bodyLeft -= length;
        if (this.#bodyLeft > 0) return;
        if (this.#step === 'chunk') this.#step = 'chunk-size';
        else this.#complete();
        continue;
      }
      const mark = this.#step === 'head' ? '\r\n\r\n' : '\r\n';
      const end = bytes.indexOf(mark, at);
      if (end < 0) {
        this.#unread = bytes.subarray(at);
        return;
      }
      this.#readText(bytes.latin1Slice(at, end));
      at = end + mark.length;
    }
  }

  /** The server has ended the connection. */
  end() {
    if (this.#step === 'until-end') this.#complete();
  }

  #readText(text) {
    if (this.#step === 'head') return this.#readHead(text);
    if (this.#step === 'chunk-size') {
      const size = Number.parseInt(text, 16);
      if (size > 0) {
        this.#step = 'chunk';
        this.#bodyLeft = size + 2;
      } else {
        this.#step = 'trailers';
      }
    } else if (text === '') {
      this.#complete();
    }
  }

  #readHead(head) {
    this.#status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]);
    if (Number.isNaN(this.#status)) throw new Error(`This is not an HTTP response: ${head.slice(0, 100)}`);
    // Interim responses, such as 100 (Continue), precede the response.
    if (this.#status < 200) return;
    const length = /\r\ncontent-length:[ \t]*(\d+)/i.exec(head)?.[1];
    if (this.#status === 204 || this.#status === 304) {
      this.#complete();
    } else if (/\r\ntransfer-encoding:[^\r]*chunked/i.test(head)) {
      this.#step = 'chunk-size';
    } else if (length === undefined) {
      this.#step = 'until-end';
    } else if (length === '0') {
      this.#complete();
    } else {
      this.#step = 'body';
      this.#bodyLeft = Number(length);
    }
  }

  #complete() {
    this.#step = 'head';
    this.#onResponse(this.#status);
  }
}
