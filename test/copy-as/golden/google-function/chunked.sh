curl 'http://localhost:8080/' \
  -H 'Transfer-Encoding:' \
  -H 'Content-Length:' \
  -H 'User-Agent: pump/1' \
  -H 'Transfer-Encoding: chunked' \
  -H 'Trailer: X-Sum' \
  -H 'Content-Type: text/plain' \
  -H 'Accept:' \
  --data-raw $'5\r\nhello\r\n0\r\nX-Sum: 5\r\n\r\n'
