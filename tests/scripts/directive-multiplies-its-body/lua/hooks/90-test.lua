return {
    api = 1,
    directives = {
        jalan = function(args, body, ctx)
            local all = {}
            for i = 1, 40 do
                all[i] = body
            end
            return all
        end,
    },
}
