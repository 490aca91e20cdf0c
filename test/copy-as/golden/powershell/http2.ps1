# .NET reorders headers.
# The request was received as HTTP/2; this copy sends it as HTTP/1.1.
Add-Type -AssemblyName System.Net.Http
$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new('POST'), 'http://localhost:3000/b/x7k2/push')
$request.Version = '1.1'
[void]$request.Headers.TryAddWithoutValidation('Host', 'bins.example')
[void]$request.Headers.TryAddWithoutValidation('user-agent', 'hook/2')
[void]$request.Headers.TryAddWithoutValidation('cookie', 'a=1; b=2')
$body = [System.Text.Encoding]::ASCII.GetBytes('{"event":"push"}')
$request.Content = [System.Net.Http.ByteArrayContent]::new($body)
[void]$request.Content.Headers.TryAddWithoutValidation('content-type', 'application/json')
$handler = [System.Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$handler.UseCookies = $false
$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()
"$([int]$response.StatusCode) $($response.Content.ReadAsStringAsync().GetAwaiter().GetResult())"
