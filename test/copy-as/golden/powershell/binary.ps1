# .NET reorders headers.
Add-Type -AssemblyName System.Net.Http
$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new('PUT'), 'http://localhost:3000/b/x7k2/image')
$request.Version = '1.1'
$body = [System.Convert]::FromBase64String('R0lGODlhAQABAAD/ADs=')
$request.Content = [System.Net.Http.ByteArrayContent]::new($body)
[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'image/gif')
$handler = [System.Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$handler.UseCookies = $false
$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()
"$([int]$response.StatusCode) $($response.Content.ReadAsStringAsync().GetAwaiter().GetResult())"
