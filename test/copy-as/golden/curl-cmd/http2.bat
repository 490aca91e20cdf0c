rem The request was received as HTTP/2, which few servers support without TLS. Remove --http2-prior-knowledge to send it as HTTP/1.1.
curl --url ^"http://localhost:3000/b/x7k2/push^" ^
  --http2-prior-knowledge ^
  --header ^"Host: bins.example^" ^
  --header ^"user-agent: hook/2^" ^
  --header ^"cookie: a=1; b=2^" ^
  --header ^"content-type: application/json^" ^
  --header ^"Accept:^" ^
  --data-raw ^"{\^"event\^":\^"push\^"}^"
