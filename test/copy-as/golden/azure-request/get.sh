# Replace NAME with the name of your function.
curl 'http://localhost:7071/api/NAME?tag=a&tag=b%26c&flag&empty=' \
  -H 'User-Agent: Mozilla/5.0' \
  -H 'Accept: text/html, */*;q=0.8' \
  -H 'Accept-Encoding: gzip, br' \
  -H 'Cookie: session=abc; theme="dark"' \
  -H 'Referer: https://shop.example/'
