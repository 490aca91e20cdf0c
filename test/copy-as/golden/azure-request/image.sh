# Put the name of your function in the place of NAME.
echo 'iVBORw0KGgoAAQL/' | base64 -d |
curl 'http://localhost:7071/api/NAME' \
  -H 'Content-Type: image/png' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  --data-binary @-
