echo 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9
awAAAABJRU5ErkJggg==' | base64 -d |
curl 'http://localhost:3000/b/x7k2' \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Content-Type: image/png' \
  --data-binary @-
