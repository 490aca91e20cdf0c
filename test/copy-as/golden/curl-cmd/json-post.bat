>"%TEMP%\copy-config.b64" echo dXJsID0gImh0dHA6Ly9sb2NhbGhvc3Q6MzAwMC9iL3g3azIvb3JkZXJzP2lkPTEmaWQ9MiIKaGVh
>>"%TEMP%\copy-config.b64" echo ZGVyID0gIlVzZXItQWdlbnQ6IFNob3AvMi4xIgpoZWFkZXIgPSAiQ29udGVudC1UeXBlOiBhcHBs
>>"%TEMP%\copy-config.b64" echo aWNhdGlvbi9qc29uIgpoZWFkZXIgPSAiWC1UcmFjZTogMSIKaGVhZGVyID0gIngtdHJhY2U6IDIi
>>"%TEMP%\copy-config.b64" echo CmhlYWRlciA9ICJYLU5hbWU6IGNhZsOpIgpoZWFkZXIgPSAiWC1FbXB0eTsiCmhlYWRlciA9ICJB
>>"%TEMP%\copy-config.b64" echo Y2NlcHQ6Igo=
certutil -f -decode "%TEMP%\copy-config.b64" "%TEMP%\copy-config.bin" >nul
>"%TEMP%\copy-body.b64" echo eyJpZCI6MTIzNDU2Nzg5MDEyMzQ1Njc4OTAsInByaWNlIjoxMC41MCwKICJub3RlIjoiY2Fmw6kg
>>"%TEMP%\copy-body.b64" echo YGBgIiwgIngiOiAiaXQncyJ9
certutil -f -decode "%TEMP%\copy-body.b64" "%TEMP%\copy-body.bin" >nul
curl --config "%TEMP%\copy-config.bin" ^
  --data-binary @"%TEMP%\copy-body.bin"
