curl 'http://localhost:3000/b/x7k2' \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Content-Type:' \
  --data-raw $'a\xe2\x80\xaeb\xe2\x80\x8bc\td\xc2\xa0\x21'
