-- code: none
-- with: Di sini ada 1.800 kutipan, juga -1.234.567 , tetapi 999 , baris 1200 dan 1234.5 .
return {api = 1, assemble = function(ctx)
    assert(ctx.labels("count_excerpts", 1800) == "1.800 kutipan" and ctx.labels("count_excerpts", "1800") == "1800 kutipan")
    return ctx.b.para("Di sini ada ", 1800, " kutipan, juga ", -1234567, " , tetapi ", 999, " , baris ", tostring(1200),
        " dan ", 1234.5, " .")
end}
