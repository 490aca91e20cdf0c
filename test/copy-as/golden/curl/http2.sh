# The request was received as HTTP/2, which few servers support without TLS. Remove --http2-prior-knowledge to send it as HTTP/1.1.
curl 'http://localhost:3000/b/x7k2/push' \
  --http2-prior-knowledge \
  -H 'Host: bins.example' \
  -H 'user-agent: hook/2' \
  -H 'cookie: a=1; b=2' \
  -H 'content-type: application/json' \
  -H 'Accept:' \
  --data-raw '{"event":"push"}'
