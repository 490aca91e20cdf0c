curl 'http://localhost:3000/b/x7k2' \
  -H 'Host:' \
  -H 'host: bins.example' \
  -H 'X-Trace;' \
  -H 'x-trace: 2' \
  -H 'X-Trace: 1' \
  -H $'X-Latin1: caf\xe9' \
  -H 'X-Utf8: café' \
  -H 'User-Agent:' \
  -H 'Accept:'
