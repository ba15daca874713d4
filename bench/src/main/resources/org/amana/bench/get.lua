-- GETs of the given paths in turn. Arguments: the paths.
local paths, n = {}, 0

function init(args)
  for i = 1, #args do paths[i] = args[i] end
end

function request()
  n = n % #paths + 1
  return wrk.format("GET", paths[n])
end
