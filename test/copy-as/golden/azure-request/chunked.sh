# Replace NAME with the name of your function.
curl 'http://localhost:7071/api/NAME' \
  -H 'Transfer-Encoding:' \
  -H 'Content-Length:' \
  -H 'User-Agent: pump/1' \
  -H 'Transfer-Encoding: chunked' \
  -H 'Trailer: X-Sum' \
  -H 'Content-Type: text/plain' \
  -H 'Accept:' \
  --data-raw $'5\r\nhello\r\n0\r\nX-Sum: 5\r\n\r\n'
