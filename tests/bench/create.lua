-- wrk: creates participants, each with an external id of its own.
local prefix, count = "", 0
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("id", threads)
end
function init()
  math.randomseed(os.time() * 100 + id)
  prefix = string.format("w%d-%08x-", id, math.random(0, 2147483647))
end
function request()
  count = count + 1
  return wrk.format("POST", nil, nil, '{"displayName":"Bench Person","externalId":"' .. prefix .. count .. '"}')
end
