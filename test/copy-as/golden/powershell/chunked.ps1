# .NET reorders headers.
# Omitted, because .NET cannot send trailers: 1 trailer line.
Add-Type -AssemblyName System.Net.Http
$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new('POST'), 'http://localhost:3000/b/x7k2')
$request.Version = '1.1'
[void]$request.Headers.TryAddWithoutValidation('User-Agent', 'pump/1')
[void]$request.Headers.TryAddWithoutValidation('Transfer-Encoding', 'chunked')
[void]$request.Headers.TryAddWithoutValidation('Trailer', 'X-Sum')
$body = [System.Text.Encoding]::ASCII.GetBytes('hello')
$request.Content = [System.Net.Http.ByteArrayContent]::new($body)
[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'text/plain')
$handler = [System.Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$handler.UseCookies = $false
$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()
"$([int]$response.StatusCode) $($response.Content.ReadAsStringAsync().GetAwaiter().GetResult())"
