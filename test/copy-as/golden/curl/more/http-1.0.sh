curl 'http://localhost:3000/b/x7k2' \
  --http1.0 \
  -H 'User-Agent: WooCommerce/8.4.0 Hookshot (WordPress/6.4.2)' \
  -H 'Accept:' \
  -H 'Content-Type:' \
  --data-raw 'webhook_id=1'
