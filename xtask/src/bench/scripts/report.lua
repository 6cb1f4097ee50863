-- What every run ends with: one line of JSON.

-- The latency that at most one in a hundred of the accepted requests exceeded. wrk does not tell accepted and refused
-- requests apart in its latencies, so all that is slower is counted as if it had been accepted.
local function slowest_percent(latency, accepted)
   local slower, at = 0, #latency
   while at > 1 do
      local _, count = latency(at)
      slower = slower + count
      if slower > accepted / 100 then break end
      at = at - 1
   end
   if at < 1 then return 0 end
   return (latency(at))
end

function done(summary, latency)
   local errors = summary.errors
   local accepted = summary.requests - errors.status
   io.write(string.format(
      '\n{"microseconds":%d,"answered":%d,"refused":%d,"connect":%d,"read":%d,"write":%d,"timeout":%d,"p50":%d,"p99":%d}\n',
      summary.duration, summary.requests, errors.status, errors.connect, errors.read, errors.write, errors.timeout,
      latency:percentile(50), slowest_percent(latency, accepted)))
end
