-- PUTs of blobs with names never used before. Arguments: path prefix, query, body bytes, run id.
local threads = 0
local prefix, query, body, run, n = "", "", "", "", 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(args)
  prefix, query, run = args[1], args[2], args[4]
  math.randomseed(7)
  local piece = {}
  for i = 1, 1024 do piece[i] = string.char(math.random(0, 255)) end
  body = string.rep(table.concat(piece), math.ceil(tonumber(args[3]) / 1024)):sub(1, tonumber(args[3]))
  wrk.headers["x-ms-blob-type"] = "BlockBlob"
  wrk.headers["x-ms-version"] = "2021-12-02"
end

function request()
  n = n + 1
  local path = prefix .. run .. "-" .. id .. "-" .. n
  if query ~= "" then path = path .. "?" .. query end
  return wrk.format("PUT", path, nil, body)
end
