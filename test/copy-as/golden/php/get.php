<?php
// PHP adds headers that were not sent: Connection.
$context = stream_context_create(['http' => [
    'method' => 'GET',
    'header' => [
        'Host: localhost:3000',
        'User-Agent: Mozilla/5.0',
        'Accept: text/html, */*;q=0.8',
        'Accept-Encoding: gzip, br',
        'Cookie: session=abc; theme="dark"',
        'Referer: https://shop.example/',
    ],
    'protocol_version' => 1.1,
    'user_agent' => '',
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$reply = file_get_contents('http://localhost:3000/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=', false, $context);
echo $http_response_header[0], "\n", $reply;
