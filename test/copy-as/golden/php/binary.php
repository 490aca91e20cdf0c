<?php
// PHP adds headers that were not sent: Connection.
$context = stream_context_create(['http' => [
    'method' => 'PUT',
    'header' => [
        'Host: localhost:3000',
        'Content-Type: image/gif',
        'Content-Length: 14',
    ],
    'content' => base64_decode('R0lGODlhAQABAAD/ADs='),
    'protocol_version' => 1.1,
    'user_agent' => '',
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$reply = file_get_contents('http://localhost:3000/b/x7k2/image', false, $context);
echo $http_response_header[0], "\n", $reply;
