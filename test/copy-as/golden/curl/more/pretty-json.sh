curl 'http://localhost:3000/b/x7k2' \
  -X PUT \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Content-Type: application/json' \
  --data-raw '{
  "name": "café 你好",
  "text": "it'\''s !important"
}
'
