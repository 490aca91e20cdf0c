>"%TEMP%\copy-body.b64" echo R0lGODlhAQABAAD/ADs=
certutil -f -decode "%TEMP%\copy-body.b64" "%TEMP%\copy-body.bin" >nul
curl --url ^"http://localhost:3000/b/x7k2/image^" ^
  --request ^"PUT^" ^
  --header ^"Content-Type: image/gif^" ^
  --header ^"User-Agent:^" ^
  --header ^"Accept:^" ^
  --data-binary @"%TEMP%\copy-body.bin"
