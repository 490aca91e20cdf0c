# .NET reorders headers.
Add-Type -AssemblyName System.Net.Http
$request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new('POST'), 'http://localhost:3000/b/x7k2')
$request.Version = '1.1'
$body = [System.Convert]::FromBase64String('LS14DQpDb250ZW50LURpc3Bvc2l0aW9uOiBmb3JtLWRhdGE7IG5hbWU9Im5vdGUiDQoNCml0J3MgbWUNCi0teA0KQ29udGVudC1EaXNwb3NpdGlvbjogZm9ybS1kYXRhOyBuYW1lPSJmaWxlIjsgZmlsZW5hbWU9ImEudHh0Ig0KQ29udGVudC1UeXBlOiB0ZXh0L3BsYWluDQoNCkAvZXRjL2hvc3RuYW1lDQotLXgtLQ0K')
$request.Content = [System.Net.Http.ByteArrayContent]::new($body)
[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'multipart/form-data; boundary=x')
$handler = [System.Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$handler.UseCookies = $false
$response = [System.Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()
"$([int]$response.StatusCode) $($response.Content.ReadAsStringAsync().GetAwaiter().GetResult())"
