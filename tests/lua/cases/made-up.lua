-- code: none
-- with: rekaan
-- Tables, rows, charts and points take the mark that what they show was made up.
local function assemble(ctx)
    local b, real, made_up = ctx.b, ctx.model.find("excerpt", "IK-01.1"), nil
    for _, excerpt in ipairs(ctx.model.excerpts) do
        made_up = excerpt.illustrative and excerpt or made_up
    end
    assert(made_up.id == "IU-03.2" and not real.illustrative)
    return {
        b.table {columns = {"a"}, rows = {{"nyata", of = real}, {"rekaan", of = made_up}}, label = false},
        b.chart {points = {{label = "rekaan", value = 1, of = made_up}}, label = false},
        b.chart {points = {{label = "rekaan", value = 1}}, label = false, illustrative = true},
    }
end
return {api = 1, assemble = assemble}
