return {api = 1, directives = {
    sorot = function(args, body, ctx)
        return ctx.b.para(ctx.text or "")
    end,
}}
