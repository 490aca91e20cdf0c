# Replace NAME with the name of your function.
curl 'http://localhost:7071/api/NAME' \
  -H 'Content-Type: multipart/form-data; boundary=x' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  --data-raw $'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nit\'s me\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n'
