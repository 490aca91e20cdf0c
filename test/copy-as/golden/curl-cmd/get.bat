>"%TEMP%\copy-config.b64" echo dXJsID0gImh0dHA6Ly9sb2NhbGhvc3Q6MzAwMCIKcmVxdWVzdC10YXJnZXQgPSAiL2IveDdrMi9h
>>"%TEMP%\copy-config.b64" echo JTIwYi9jP3RhZz1hJnRhZz1iJTI2YyZmbGFnJmVtcHR5PSIKaGVhZGVyID0gIlVzZXItQWdlbnQ6
>>"%TEMP%\copy-config.b64" echo IE1vemlsbGEvNS4wIgpoZWFkZXIgPSAiQWNjZXB0OiB0ZXh0L2h0bWwsICovKjtxPTAuOCIKaGVh
>>"%TEMP%\copy-config.b64" echo ZGVyID0gIkFjY2VwdC1FbmNvZGluZzogZ3ppcCwgYnIiCmhlYWRlciA9ICJDb29raWU6IHNlc3Np
>>"%TEMP%\copy-config.b64" echo b249YWJjOyB0aGVtZT1cImRhcmtcIiIKaGVhZGVyID0gIlJlZmVyZXI6IGh0dHBzOi8vc2hvcC5l
>>"%TEMP%\copy-config.b64" echo eGFtcGxlLyIK
certutil -f -decode "%TEMP%\copy-config.b64" "%TEMP%\copy-config.bin" >nul
curl --config "%TEMP%\copy-config.bin"
