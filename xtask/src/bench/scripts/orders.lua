-- POST /orders: a fresh idempotency key for each request, the users in turn, a product and a quantity by chance.
-- Arguments: what tells this run's keys from those of others, the file of tokens, the first and the last product's id.
-- All but the key is put together beforehand, because the processor is shared with the store.

local threads = 0
local heads, tails, made = {}, {}, 0

function setup(thread)
   threads = threads + 1
   thread:set("number", threads)
end

function init(arguments)
   local key = arguments[1] .. "-" .. number .. "-"
   for token in io.lines(arguments[2]) do
      heads[#heads + 1] = "POST " .. wrk.path .. " HTTP/1.1\r\nHost: " .. wrk.headers["Host"]
         .. "\r\nAuthorization: Bearer " .. token
         .. "\r\nContent-Type: application/json\r\nIdempotency-Key: " .. key
   end
   for product = tonumber(arguments[3]), tonumber(arguments[4]) do
      for quantity = 1, 3 do
         local body = string.format('{"items":[{"product_id":%d,"quantity":%d}]}', product, quantity)
         tails[#tails + 1] = "\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
      end
   end
   math.randomseed(number)
end

function request()
   made = made + 1
   return heads[made % #heads + 1] .. made .. tails[math.random(#tails)]
end
