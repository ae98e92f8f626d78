return {api = 1, directives = {kata = function(args, body, ctx)
    local excerpt = ctx.named("excerpt")
    return excerpt and ctx.b.md(excerpt.text)
end}}
