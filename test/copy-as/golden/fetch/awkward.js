// The sender left before the end of the request: this sends the 29 body bytes that came.
// A browser writes header names in lower case, orders them, and adds lines of its own.
// The Host line was another one: the browser sends the host of the URL.
// A browser changes this target: to send it as it was, copy as curl or as Python (http.client).
// The request came as HTTP/1.0; a browser sends it as HTTP/1.1.
const response = await fetch('http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x', {
  method: 'M-SEARCH',
  headers: [
    ['X-Latin1', 'caf\xe9'],
    ['-o', '@/etc/passwd'],
    ['__proto__', 'x'],
  ],
  body: new TextEncoder().encode('# ````\n{{secret}} \u{202e}<script>'),
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
});
console.log(response.status, await response.text());
