# Replace NAME with the name of your function.
echo 'R0lGODlhAQABAAD/ADs=' | base64 -d |
curl 'http://localhost:7071/api/NAME' \
  -X PUT \
  -H 'Content-Type: image/gif' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  --data-binary @-
