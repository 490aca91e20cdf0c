curl 'https://bins.example/b/x7k2' \
  --http1.1 \
  -X POST \
  -H 'User-Agent:' \
  -H 'Accept:'
