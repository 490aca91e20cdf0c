# Omitted, because this client sends only ASCII: 1 header line.
# .NET reorders headers.
# .NET joins repeated headers.
Add-Type -AssemblyName System.Net.Http
$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new('POST'), 'http://localhost:3000/b/x7k2/orders?id=1&id=2')
$request.Version = '1.1'
[void]$request.Headers.TryAddWithoutValidation('User-Agent', 'Shop/2.1')
[void]$request.Headers.TryAddWithoutValidation('X-Trace', '1')
[void]$request.Headers.TryAddWithoutValidation('x-trace', '2')
[void]$request.Headers.TryAddWithoutValidation('X-Empty', '')
$body = [System.Convert]::FromBase64String('eyJpZCI6MTIzNDU2Nzg5MDEyMzQ1Njc4OTAsInByaWNlIjoxMC41MCwKICJub3RlIjoiY2Fmw6kgYGBgIiwgIngiOiAiaXQncyJ9')
$request.Content = [System.Net.Http.ByteArrayContent]::new($body)
[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'application/json')
$handler = [System.Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$handler.UseCookies = $false
$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()
"$([int]$response.StatusCode) $($response.Content.ReadAsStringAsync().GetAwaiter().GetResult())"
