# .NET reorders headers.
Add-Type -AssemblyName System.Net.Http
$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new('POST'), 'http://localhost:3000/b/x7k2')
$request.Version = '1.1'
[void]$request.Headers.TryAddWithoutValidation('X-Quote', 'it''s "quoted" $HOME \')
$body = [System.Text.Encoding]::ASCII.GetBytes('text=it''s+"me"&more=$(id)&from=%2B1')
$request.Content = [System.Net.Http.ByteArrayContent]::new($body)
[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'application/x-www-form-urlencoded')
$handler = [System.Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$handler.UseCookies = $false
$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()
"$([int]$response.StatusCode) $($response.Content.ReadAsStringAsync().GetAwaiter().GetResult())"
