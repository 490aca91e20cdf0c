echo 'R0lGODlhAQABAAD/ADs=' | base64 -d |
curl 'http://localhost:8080/image' \
  -X PUT \
  -H 'Content-Type: image/gif' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  --data-binary @-
