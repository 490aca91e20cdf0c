import requests

request = requests.Request('GET', 'http://localhost:3000').prepare()
request.method = 'GET'
request.url = 'http://localhost:3000/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty='
request.headers = requests.structures.CaseInsensitiveDict({
    'Host': 'localhost:3000',
    'User-Agent': 'Mozilla/5.0',
    'Accept': 'text/html, */*;q=0.8',
    'Accept-Encoding': 'gzip, br',
    'Cookie': 'session=abc; theme="dark"',
    'Referer': 'https://shop.example/',
})
request.body = None
response = requests.Session().send(request, allow_redirects=False)
print(response.status_code, response.text)
