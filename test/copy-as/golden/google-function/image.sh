echo 'iVBORw0KGgoAAQL/' | base64 -d |
curl 'http://localhost:8080/' \
  -H 'Content-Type: image/png' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  --data-binary @-
