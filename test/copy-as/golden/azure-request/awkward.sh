# Replace NAME with the name of your function.
# The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
curl 'http://localhost:7071/api/NAME?d&e=&{{secret}}=1&=x' \
  --globoff \
  --http1.0 \
  -X 'M-SEARCH' \
  -H $'X-Latin1: caf\xe9' \
  -H '-o: @/etc/passwd' \
  -H '__proto__: x' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  -H 'Content-Type:' \
  --data-raw $'# ````\n{{secret}} \xe2\x80\xae<script>'
