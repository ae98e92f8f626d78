-- expect: script-error
for _ in pairs({[{}] = 1, [print] = 2}) do end
