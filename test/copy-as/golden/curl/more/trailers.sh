curl 'http://localhost:3000/b/x7k2' \
  -H 'Transfer-Encoding:' \
  -H 'Content-Length:' \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Transfer-Encoding: chunked' \
  -H 'Trailer: X-Sum' \
  -H 'Content-Type:' \
  --data-raw $'5\r\nhello\r\n0\r\nX-Sum: 5\r\n\r\n'
