# Replace NAME with the name of your function.
# Sent as HTTP/1.1, because local servers do not support HTTP/2 without TLS.
curl 'http://localhost:7071/api/NAME' \
  -H 'user-agent: hook/2' \
  -H 'cookie: a=1; b=2' \
  -H 'content-type: application/json' \
  -H 'Accept:' \
  --data-raw '{"event":"push"}'
