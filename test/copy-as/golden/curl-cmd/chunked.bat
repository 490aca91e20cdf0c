>"%TEMP%\copy-body.b64" echo NQ0KaGVsbG8NCjANClgtU3VtOiA1DQoNCg==
certutil -f -decode "%TEMP%\copy-body.b64" "%TEMP%\copy-body.bin" >nul
curl --url ^"http://localhost:3000/b/x7k2^" ^
  --header ^"Transfer-Encoding:^" ^
  --header ^"Content-Length:^" ^
  --header ^"User-Agent: pump/1^" ^
  --header ^"Transfer-Encoding: chunked^" ^
  --header ^"Trailer: X-Sum^" ^
  --header ^"Content-Type: text/plain^" ^
  --header ^"Accept:^" ^
  --data-binary @"%TEMP%\copy-body.bin"
