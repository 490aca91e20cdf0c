rem The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
>"%TEMP%\copy-config.b64" echo dXJsID0gImh0dHA6Ly9sb2NhbGhvc3Q6MzAwMCIKcmVxdWVzdC10YXJnZXQgPSAiL2IveDdrMi8v
>>"%TEMP%\copy-config.b64" echo YS8uLi9iP2QmZT0me3tzZWNyZXR9fT0xJj14IgpodHRwMS4wCnJlcXVlc3QgPSAiTS1TRUFSQ0gi
>>"%TEMP%\copy-config.b64" echo CmhlYWRlciA9ICJIb3N0OiIKaGVhZGVyID0gImhvc3Q6IGJpbnMuZXhhbXBsZTo4NDQzIgpoZWFk
>>"%TEMP%\copy-config.b64" echo ZXIgPSAiWC1MYXRpbjE6IGNhZukiCmhlYWRlciA9ICItbzogQC9ldGMvcGFzc3dkIgpoZWFkZXIg
>>"%TEMP%\copy-config.b64" echo PSAiX19wcm90b19fOiB4IgpoZWFkZXIgPSAiVXNlci1BZ2VudDoiCmhlYWRlciA9ICJBY2NlcHQ6
>>"%TEMP%\copy-config.b64" echo IgpoZWFkZXIgPSAiQ29udGVudC1UeXBlOiIK
certutil -f -decode "%TEMP%\copy-config.b64" "%TEMP%\copy-config.bin" >nul
>"%TEMP%\copy-body.b64" echo IyBgYGBgCnt7c2VjcmV0fX0g4oCuPHNjcmlwdD4=
certutil -f -decode "%TEMP%\copy-body.b64" "%TEMP%\copy-body.bin" >nul
curl --config "%TEMP%\copy-config.bin" ^
  --data-binary @"%TEMP%\copy-body.bin"
