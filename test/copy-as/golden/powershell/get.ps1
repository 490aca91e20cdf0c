# .NET reorders headers.
# .NET changes this target. To send it unchanged, copy as curl or Python (http.client).
Add-Type -AssemblyName System.Net.Http
$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new('GET'), 'http://localhost:3000/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=')
$request.Version = '1.1'
[void]$request.Headers.TryAddWithoutValidation('User-Agent', 'Mozilla/5.0')
[void]$request.Headers.TryAddWithoutValidation('Accept', 'text/html, */*;q=0.8')
[void]$request.Headers.TryAddWithoutValidation('Accept-Encoding', 'gzip, br')
[void]$request.Headers.TryAddWithoutValidation('Cookie', 'session=abc; theme="dark"')
[void]$request.Headers.TryAddWithoutValidation('Referer', 'https://shop.example/')
$handler = [System.Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$handler.UseCookies = $false
$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()
"$([int]$response.StatusCode) $($response.Content.ReadAsStringAsync().GetAwaiter().GetResult())"
