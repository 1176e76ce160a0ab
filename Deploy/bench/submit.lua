-- One case per request, each with a key of its own, for Deploy/bench/api. Whatever is not 201 is told once.
local count, threads, told = 0, 0, false

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init()
    math.randomseed(os.time() + number * 7919)
    prefix = string.format("bench-%d-%d-", number, math.random(1e9))
    body = '{"handling":"350700","itemCode":"SB-0412","itemName":"失业保险关系转移接续","mode":"online",'
        .. '"applicant":{"kind":"natural","name":"样例","idType":"other","idNumber":"SAMPLE-1"},'
        .. '"fields":[{"name":"说明","value":"' .. string.rep("x", 700) .. '"}],'
        .. '"office":"衢州市跨省通办窗口","officer":"样员","role":"windowClerk"}'
    headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("TONGBAN_TOKEN") }
end

function request()
    count = count + 1
    headers["Idempotency-Key"] = prefix .. count
    return wrk.format("POST", "/v1/cases", headers, body)
end

function response(status, _, answer)
    if status ~= 201 and not told then
        told = true
        io.stderr:write(status, ": ", answer, "\n")
    end
end
