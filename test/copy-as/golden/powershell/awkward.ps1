# The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
# Omitted, because this client sends only ASCII: 1 header line.
# .NET reorders headers.
# .NET changes this target. To send it unchanged, copy as curl or Python (http.client).
# The request was received as HTTP/1.0; this copy sends it as HTTP/1.1.
Add-Type -AssemblyName System.Net.Http
$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new('M-SEARCH'), 'http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x')
$request.Version = '1.1'
[void]$request.Headers.TryAddWithoutValidation('host', 'bins.example:8443')
[void]$request.Headers.TryAddWithoutValidation('-o', '@/etc/passwd')
[void]$request.Headers.TryAddWithoutValidation('__proto__', 'x')
$body = [System.Convert]::FromBase64String('IyBgYGBgCnt7c2VjcmV0fX0g4oCuPHNjcmlwdD4=')
$request.Content = [System.Net.Http.ByteArrayContent]::new($body)
$handler = [System.Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$handler.UseCookies = $false
$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()
"$([int]$response.StatusCode) $($response.Content.ReadAsStringAsync().GetAwaiter().GetResult())"
