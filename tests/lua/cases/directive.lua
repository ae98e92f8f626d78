-- code: none
return {api = 1, directives = {
    sorot = function(args, body, ctx)
        return ctx.b.callout("note", args.judul or ctx.text, args.id and ctx.b.para("#" .. args.id), body)
    end,
}}
