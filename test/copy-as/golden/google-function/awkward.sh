# The sender left before the end of the request: this sends the 29 body bytes that came.
curl 'http://localhost:8080//a/../b?d&e=&{{secret}}=1&=x' \
  --path-as-is \
  --globoff \
  --http1.0 \
  -X PUT \
  -H 'Transfer-Encoding:' \
  -H 'Content-Length:' \
  -H 'X-Utf8: café' \
  -H $'X-Latin1: caf\xe9' \
  -H 'Transfer-Encoding: chunked' \
  -H '__proto__: x' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  -H 'Content-Type:' \
  --data-raw $'1d\r\n# ````\n{{secret}} \xe2\x80\xae<script>\r\n0\r\nX-Sum: 5\r\n\r\n'
