import requests
import urllib3

request = requests.Request('GET', 'http://localhost:3000').prepare()
request.method = 'POST'
request.url = 'http://localhost:3000/b/x7k2'
request.headers = requests.structures.CaseInsensitiveDict({
    'Host': 'localhost:3000',
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-Quote': 'it\'s "quoted" $HOME \\',
    'Content-Length': '35',
    'User-Agent': urllib3.util.SKIP_HEADER,
    'Accept-Encoding': urllib3.util.SKIP_HEADER,
})
request.body = b'text=it\'s+"me"&more=$(id)&from=%2B1'
response = requests.Session().send(request, allow_redirects=False)
print(response.status_code, response.text)
