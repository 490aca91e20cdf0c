# The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
curl 'http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x' \
  --path-as-is \
  --globoff \
  --http1.0 \
  -X 'M-SEARCH' \
  -H 'Host:' \
  -H 'host: bins.example:8443' \
  -H $'X-Latin1: caf\xe9' \
  -H '-o: @/etc/passwd' \
  -H '__proto__: x' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  -H 'Content-Type:' \
  --data-raw $'# ````\n{{secret}} \xe2\x80\xae<script>'
