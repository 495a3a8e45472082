-- A wrk script: the requests of one case, read from the file $LANTU_BENCH_CASE, and one line of JSON at the end.
-- The file: method, number of headers, the headers, body with {n} for a number never used before, then one path a line.
local lines = {}
for line in io.lines(os.getenv("LANTU_BENCH_CASE")) do lines[#lines + 1] = line end

local method, headers, at = lines[1], {}, 3
for _ = 1, tonumber(lines[2]) do
  local name, value = lines[at]:match("^([^:]+): (.*)$")
  headers[name] = value
  at = at + 1
end
local body = lines[at]
local first = at + 1
local count = #lines - at
local serial = tonumber(os.getenv("LANTU_BENCH_SERIAL") or "0")
local turn = 0

function request()
  local path = lines[first + turn % count]
  turn = turn + 1
  local sent = nil
  if #body > 0 then sent = body:gsub("{n}", tostring(serial + turn)) end
  return wrk.format(method, path, headers, sent)
end

function done(summary, latency, _)
  local failed = summary.errors
  io.write(string.format(
    '@@{"requests":%d,"seconds":%.4f,"bytes":%d,"p50":%.3f,"p99":%.3f,"max":%.3f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, failed.status, failed.connect + failed.read + failed.write + failed.timeout))
end
