curl 'http://localhost:3000/b/x7k2/$(touch)/`id`/'\''?{{x}}=[1-3]' \
  --globoff \
  -H 'User-Agent: '\''; rm -rf ~ #' \
  -H '-o: @/etc/passwd' \
  -H 'Accept:' \
  -H 'Content-Type:' \
  --data-raw '@/etc/passwd $(id) `id` '\''; rm -rf ~ #
!!'
