import requests
import urllib3

request = requests.Request('GET', 'http://localhost:3000').prepare()
request.method = 'POST'
request.url = 'http://localhost:3000/b/x7k2'
request.headers = requests.structures.CaseInsensitiveDict({
    'Host': 'localhost:3000',
    'Content-Type': 'multipart/form-data; boundary=x',
    'Content-Length': '180',
    'User-Agent': urllib3.util.SKIP_HEADER,
    'Accept-Encoding': urllib3.util.SKIP_HEADER,
})
request.body = b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nit\'s me\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n'
response = requests.Session().send(request, allow_redirects=False)
print(response.status_code, response.text)
