import base64
import requests
import urllib3

request = requests.Request('GET', 'http://localhost:3000').prepare()
request.method = 'PUT'
request.url = 'http://localhost:3000/b/x7k2/image'
request.headers = requests.structures.CaseInsensitiveDict({
    'Host': 'localhost:3000',
    'Content-Type': 'image/gif',
    'Content-Length': '14',
    'User-Agent': urllib3.util.SKIP_HEADER,
    'Accept-Encoding': urllib3.util.SKIP_HEADER,
})
request.body = base64.b64decode('R0lGODlhAQABAAD/ADs=')
response = requests.Session().send(request, allow_redirects=False)
print(response.status_code, response.text)
