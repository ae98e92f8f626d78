-- expect: none
assert(string.format("%s|%10s", {}, print) == "table|  function")
