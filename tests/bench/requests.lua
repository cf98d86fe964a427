-- wrk -s requests.lua ADDRESS -- FILE: asks for one line of the file after the other, "METHOD<tab>path<tab>body", and
-- ends with a line of JSON. Each thread begins at another place.

local requests, at, threads = {}, 0, 0

function setup(thread)
  thread:set("begin", threads * 7)
  threads = threads + 1
end

function init(args)
  wrk.headers["Accept-Encoding"] = "gzip, br"
  for line in io.lines(args[1]) do
    local method, path, body = line:match("^(%S+)\t(%S+)\t(.*)$")
    wrk.headers["Content-Type"] = body ~= "" and "application/json" or nil
    requests[#requests + 1] = wrk.format(method, path, wrk.headers, body ~= "" and body or nil)
  end
  at = begin
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "seconds": %.3f, "bytes": %d, "p50": %.3f, "p99": %.3f, "refused": %d, "broken": %d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
