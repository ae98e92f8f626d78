-- expect: none
for _, name in ipairs {"os", "io", "debug", "load", "loadstring", "loadfile", "dofile", "collectgarbage",
                        "coroutine", "package", "module", "warn"} do
    assert(rawget(_G, name) == nil, name)
end
assert(string.dump == nil and string.pack == nil and math.random)
