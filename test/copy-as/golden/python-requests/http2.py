# The request was received as HTTP/2; requests sends it as HTTP/1.1.
import requests
import urllib3

request = requests.Request('GET', 'http://localhost:3000').prepare()
request.method = 'POST'
request.url = 'http://localhost:3000/b/x7k2/push'
request.headers = requests.structures.CaseInsensitiveDict({
    'Host': 'bins.example',
    'user-agent': 'hook/2',
    'cookie': 'a=1; b=2',
    'content-type': 'application/json',
    'Content-Length': '16',
    'Accept-Encoding': urllib3.util.SKIP_HEADER,
})
request.body = b'{"event":"push"}'
response = requests.Session().send(request, allow_redirects=False)
print(response.status_code, response.text)
