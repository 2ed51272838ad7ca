-- What wrk prints at the end: one line of JSON. Times are in microseconds.
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"pages":%d,"microseconds":%d,"failed":%d,"p50":%.0f,"p99":%.0f,"slowest":%.0f}\n',
    summary.requests, summary.duration, errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
