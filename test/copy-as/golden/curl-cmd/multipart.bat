>"%TEMP%\copy-body.b64" echo LS14DQpDb250ZW50LURpc3Bvc2l0aW9uOiBmb3JtLWRhdGE7IG5hbWU9Im5vdGUiDQoNCml0J3Mg
>>"%TEMP%\copy-body.b64" echo bWUNCi0teA0KQ29udGVudC1EaXNwb3NpdGlvbjogZm9ybS1kYXRhOyBuYW1lPSJmaWxlIjsgZmls
>>"%TEMP%\copy-body.b64" echo ZW5hbWU9ImEudHh0Ig0KQ29udGVudC1UeXBlOiB0ZXh0L3BsYWluDQoNCkAvZXRjL2hvc3RuYW1l
>>"%TEMP%\copy-body.b64" echo DQotLXgtLQ0K
certutil -f -decode "%TEMP%\copy-body.b64" "%TEMP%\copy-body.bin" >nul
curl --url ^"http://localhost:3000/b/x7k2^" ^
  --header ^"Content-Type: multipart/form-data; boundary=x^" ^
  --header ^"User-Agent:^" ^
  --header ^"Accept:^" ^
  --data-binary @"%TEMP%\copy-body.bin"
