-- One of the paths of the file TONGBAN_PATHS per request, by turns. Whatever is not 200 is told once.
local paths, turn, told = {}, 0, false

function init()
    for path in io.lines(os.getenv("TONGBAN_PATHS")) do
        paths[#paths + 1] = path
    end
end

function request()
    turn = turn % #paths + 1
    return wrk.format("GET", paths[turn])
end

function response(status, _, answer)
    if status ~= 200 and not told then
        told = true
        io.stderr:write(status, ": ", answer, "\n")
    end
end
