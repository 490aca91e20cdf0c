<?php
// PHP adds headers that were not sent: Connection.
// The body was sent with chunked encoding; PHP sends Content-Length instead.
// Omitted, because PHP cannot send trailers: 1 trailer line.
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Host: localhost:3000',
        'User-Agent: pump/1',
        'Trailer: X-Sum',
        'Content-Type: text/plain',
    ],
    'content' => 'hello',
    'protocol_version' => 1.1,
    'user_agent' => '',
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$reply = file_get_contents('http://localhost:3000/b/x7k2', false, $context);
echo $http_response_header[0], "\n", $reply;
