return {api = 1, directives = {jalan = function(args, body, ctx) return ctx.b.md("::jalan\n") end}}
