<?php
// PHP adds headers that were not sent: Connection.
// The request was received as HTTP/2; PHP sends it as HTTP/1.1.
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Host: bins.example',
        'user-agent: hook/2',
        'cookie: a=1; b=2',
        'content-type: application/json',
        'Content-Length: 16',
    ],
    'content' => '{"event":"push"}',
    'protocol_version' => 1.1,
    'user_agent' => '',
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$reply = file_get_contents('http://localhost:3000/b/x7k2/push', false, $context);
echo $http_response_header[0], "\n", $reply;
