>"%TEMP%\copy-config.b64" echo dXJsID0gImh0dHA6Ly9sb2NhbGhvc3Q6MzAwMC9iL3g3azIiCmhlYWRlciA9ICJDb250ZW50LVR5
>>"%TEMP%\copy-config.b64" echo cGU6IGFwcGxpY2F0aW9uL3gtd3d3LWZvcm0tdXJsZW5jb2RlZCIKaGVhZGVyID0gIlgtUXVvdGU6
>>"%TEMP%\copy-config.b64" echo IGl0J3MgXCJxdW90ZWRcIiAkSE9NRSBcXCIKaGVhZGVyID0gIlVzZXItQWdlbnQ6IgpoZWFkZXIg
>>"%TEMP%\copy-config.b64" echo PSAiQWNjZXB0OiIKZGF0YS1yYXcgPSAidGV4dD1pdCdzK1wibWVcIiZtb3JlPSQoaWQpJmZyb209
>>"%TEMP%\copy-config.b64" echo JTJCMSIK
certutil -f -decode "%TEMP%\copy-config.b64" "%TEMP%\copy-config.bin" >nul
curl --config "%TEMP%\copy-config.bin"
