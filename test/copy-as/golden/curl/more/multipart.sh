curl 'http://localhost:3000/b/x7k2' \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Content-Type: multipart/form-data; boundary=x' \
  --data-raw $'--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n@/etc/hostname\r\n--x--\r\n'
