// The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
// A browser writes header names in lower case, sorts them, and adds headers of its own.
// The Host header differs: the browser sends the host of the URL.
// A browser changes this target. To send it unchanged, copy as curl or Python (http.client).
// The request was received as HTTP/1.0; a browser sends it as HTTP/1.1.
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
