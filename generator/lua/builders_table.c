#include "lua/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <math.h>
#include <string.h>

/* Tables, figures and charts; and tables of the program as hooks see and change them. */

static const char *const orientations[] = {"auto", "portrait", "landscape", NULL};

enum { COLUMN_LIMIT = 100, CHART_COLUMN_LIMIT = 20 };

/* The label of a field "label", checked; made up when there is a caption to number. */
static const char *take_label(lua_State *lua, int index, const char *prefix, const struct span *caption)
{
    bool none = lua_getfield(lua, index, "label") == LUA_TBOOLEAN && !lua_toboolean(lua, -1);
    const char *label = none || lua_isnil(lua, -1) ? NULL : take_text(lua, -1, "label");

    lua_pop(lua, 1);
    if (none)
        return NULL;
    if (label != NULL)
        return check_label(lua, label, prefix);
    return caption != NULL ? make_up(lua, prefix) : NULL;
}

/* The object in the field "of", from which something is made, and where it is: *place stays for nil. */
static const struct record *take_origin(lua_State *lua, int index, struct place *place)
{
    const struct record *record = NULL;

    if (lua_getfield(lua, index, "of") != LUA_TNIL) {
        const struct handle *handle = api_handle(lua, -1);
        if (handle == NULL || handle->kind != HANDLE_RECORD)
            sandbox_fail(lua, NULL, "of takes an object of the model, not a %s", luaL_typename(lua, -1));
        record = handle->record;
        *place = record->place;
    }
    lua_pop(lua, 1);
    return record;
}

/* What the fields of a table, figure or chart at index say of it; it is made of the object in its field "of". */
static struct caption take_caption(lua_State *lua, int index, const char *prefix, int *depth)
{
    struct caption caption = {.place = place_here(lua)};

    caption.object = take_origin(lua, index, &caption.place);
    caption.words = take_spans_field(lua, index, "caption");
    caption.label = take_label(lua, index, prefix, caption.words);
    caption.source = take_blocks_field(lua, index, "source", depth);
    caption.notes = take_blocks_field(lua, index, "notes", depth);
    caption.illustrative = take_flag(lua, index, "illustrative", false);
    return caption;
}

/* The record, an excerpt, an informant or a summary, says that it was made up. */
static bool is_illustrative(const struct record *record)
{
    if (record != NULL && strcmp(record->schema->name, "excerpt") == 0)
        return excerpt_is_made_up((const struct excerpt *)record);
    const struct field *field = record ? schema_field(record->schema, "illustrative") : NULL;

    return field != NULL && *(const bool *)((const char *)record + field->offset);
}

/* The column on top of the stack: its head, or {head = , align = , width = }. */
static void take_column(lua_State *lua, struct column *column)
{
    static const char *const options[] = {"head", "align", "width", "made_up", NULL};
    struct taken_spans head = {0};

    if (!lua_istable(lua, -1)) {
        take_spans(lua, -1, &head);
        column->head = head.first;
        return;
    }
    check_keys(lua, -1, options);
    column->head = take_spans_field(lua, -1, "head");
    column->alignment = (enum alignment)take_choice_field(lua, -1, "align", alignment_names, ALIGN_DEFAULT);
    column->made_up = take_flag(lua, -1, "made_up", false);
    lua_getfield(lua, -1, "width");
    column->width = luaL_optnumber(lua, -1, 0);
    lua_pop(lua, 1);
    if (!(column->width >= 0 && column->width <= 1))
        sandbox_fail(lua, "it is a share of the line: 0.25", "the width of a column is between 0 and 1");
}

static void take_columns(lua_State *lua, int spec, struct table *table)
{
    lua_getfield(lua, spec, "columns");
    lua_Integer count = lua_istable(lua, -1) ? luaL_len(lua, -1) : 0;
    if (count < 1 || count > COLUMN_LIMIT)
        sandbox_fail(lua, "columns = {\"Tema\", {head = \"Jumlah\", align = \"right\"}}",
                     "a table needs from 1 to %d columns", COLUMN_LIMIT);
    table->column_count = (size_t)count;
    table->columns = arena_alloc(api_of(lua)->arena, (size_t)count * sizeof *table->columns);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(lua, -1, i);
        take_column(lua, &table->columns[i - 1]);
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

/* The cell on top of the stack: its content, or {content = , span = 2, head = true}. */
static void take_cell(lua_State *lua, struct cell *cell, int *depth)
{
    static const char *const options[] = {"content", "span", "head", NULL};
    struct taken_blocks content = {0};

    cell->column_span = 1;
    if (lua_istable(lua, -1) && last_position(lua, -1) == 0) {
        check_keys(lua, -1, options);
        cell->blocks = take_blocks_field(lua, -1, "content", depth);
        cell->is_head = take_flag(lua, -1, "head", false);
        lua_getfield(lua, -1, "span");
        cell->column_span = (int)luaL_optinteger(lua, -1, 1);
        lua_pop(lua, 1);
        return;
    }
    take_blocks(lua, -1, &content);
    cell->blocks = content.first;
    *depth = content.depth > *depth ? content.depth : *depth;
}

/* The row on top of the stack: {cell, ..., id = "row-1"}. Covered cells of a span are left out by the script. */
static struct row *take_row(lua_State *lua, struct table *table, int *depth)
{
    struct api *api = api_of(lua);
    struct row *row = arena_alloc(api->arena, sizeof *row);
    size_t column = 0;

    luaL_checktype(lua, -1, LUA_TTABLE);
    count_made(lua, 0, table->column_count, 0);
    row->cells = arena_alloc(api->arena, table->column_count * sizeof *row->cells);
    row->place = table->caption.place;
    row->object = take_origin(lua, -1, &row->place);
    row->made_up = is_illustrative(row->object);
    row->illustrative = row->made_up;
    row->illustrative |= take_flag(lua, -1, "illustrative", false);
    table->caption.illustrative |= row->illustrative;
    row->id = take_text_field(lua, -1, "id");
    if (row->id != NULL)
        check_label(lua, row->id, NULL);
    lua_Integer count = luaL_len(lua, -1);
    for (lua_Integer i = 1; i <= count; i++) {
        struct cell cell = {0};
        lua_geti(lua, -1, i);
        take_cell(lua, &cell, depth);
        lua_pop(lua, 1);
        if (cell.column_span < 1 || column + (size_t)cell.column_span > table->column_count)
            sandbox_fail(lua, "an empty cell is false", "a row has more cells than the table has columns (%zu)",
                         table->column_count);
        row->cells[column] = cell;
        column += (size_t)cell.column_span;
    }
    if (column != table->column_count)
        sandbox_fail(lua, "an empty cell is false", "a row has %zu cells, the table %zu columns", column,
                     table->column_count);
    for (size_t i = 0; i < column; i++)
        row->cells[i].column_span = row->cells[i].column_span ? row->cells[i].column_span : 1;
    return row;
}

static void take_rows(lua_State *lua, int rows, struct table *table, int *depth)
{
    struct row **end = &table->rows;

    luaL_checktype(lua, rows, LUA_TTABLE);
    lua_Integer count = luaL_len(lua, rows);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(lua, rows, i);
        *end = take_row(lua, table, depth);
        end = &(*end)->next;
        lua_pop(lua, 1);
    }
}

/* Some row has something in that column, or the heads of groups of rows are all there is. */
static bool is_used(const struct table *table, size_t column)
{
    bool plain_rows = false;

    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        bool is_group = row->cells[0].column_span > 1;
        if (!is_group && row->cells[column].blocks != NULL)
            return true;
        plain_rows |= !is_group;
    }
    return !plain_rows;
}

static void drop_column(struct table *table, size_t column)
{
    size_t behind = --table->column_count - column;

    memmove(table->columns + column, table->columns + column + 1, behind * sizeof *table->columns);
    for (struct row *row = table->rows; row != NULL; row = row->next) {
        if (row->cells[0].column_span > 1)
            row->cells[0].column_span--;
        else
            memmove(row->cells + column, row->cells + column + 1, behind * sizeof *row->cells);
    }
}

/* The first column names the rows, so it stays. */
static void drop_empty_columns(struct table *table)
{
    for (size_t i = table->column_count; i-- > 1;) {
        if (!is_used(table, i))
            drop_column(table, i);
    }
}

/* Further labels, of what else the table shows. */
static void take_also(lua_State *lua, int spec, struct table *table)
{
    lua_getfield(lua, spec, "also");
    for (lua_Integer i = 1; lua_istable(lua, -1) && i <= luaL_len(lua, -1); i++) {
        lua_rawgeti(lua, -1, i);
        list_add(&table->also, api_of(lua)->arena, (void *)take_text(lua, -1, "also"));
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

const struct table *take_table(lua_State *lua, int spec, int rows, int *depth)
{
    static const char *const options[] = {"caption",    "label",        "columns",     "rows",    "source",
                                          "notes",      "head",         "orientation", "section", "of",
                                          "drop_empty", "illustrative", "also",        NULL};
    struct table *table = arena_alloc(api_of(lua)->arena, sizeof *table);

    spec = lua_absindex(lua, spec);
    rows = lua_absindex(lua, rows);
    check_keys(lua, spec, options);
    table->caption = take_caption(lua, spec, "tbl", depth);
    take_also(lua, spec, table);
    take_columns(lua, spec, table);
    take_rows(lua, rows, table, depth);
    if (take_flag(lua, spec, "drop_empty", false))
        drop_empty_columns(table);
    table->has_head = take_flag(lua, spec, "head", true);
    table->orientation = (enum orientation)take_choice_field(lua, spec, "orientation", orientations, ORIENTATION_AUTO);
    return table;
}

static int table_block(lua_State *lua)
{
    int depth = 0;

    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    struct block *block = make_block(lua, BLOCK_TABLE);
    lua_getfield(lua, 1, "rows");
    if (!lua_istable(lua, 2))
        return sandbox_fail(lua, "rows = {{\"a\", \"b\"}, ...}", "a table needs rows");
    block->table = take_table(lua, 1, 2, &depth);
    block->place = block->table->caption.place;
    return give_blocks(lua, block, depth + 2);
}

static void push_content(lua_State *lua, struct block *blocks)
{
    if (blocks != NULL)
        api_push_prose(lua, blocks);
    else
        lua_pushliteral(lua, "");
}

static void push_columns(lua_State *lua, const struct table *table)
{
    lua_createtable(lua, (int)table->column_count, 0);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        lua_createtable(lua, 0, 3);
        api_push_line(lua, column->head);
        lua_setfield(lua, -2, "head");
        set_text(lua, "align", alignment_names[column->alignment]);
        lua_pushnumber(lua, column->width);
        lua_setfield(lua, -2, "width");
        set_flag(lua, "made_up", column->made_up);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

static void push_row(lua_State *lua, const struct table *table, const struct row *row)
{
    lua_Integer position = 0;

    lua_createtable(lua, (int)table->column_count, 1);
    for (size_t i = 0; i < table->column_count; i += (size_t)row->cells[i].column_span) {
        const struct cell *cell = &row->cells[i];
        if (cell->column_span == 1 && !cell->is_head) {
            push_content(lua, cell->blocks);
        } else {
            lua_createtable(lua, 0, 3);
            push_content(lua, cell->blocks);
            lua_setfield(lua, -2, "content");
            set_number(lua, "span", (size_t)cell->column_span);
            set_flag(lua, "head", cell->is_head);
        }
        lua_rawseti(lua, -2, ++position);
    }
    set_text(lua, "id", row->id);
    set_flag(lua, "illustrative", row->illustrative);
    if (row->object != NULL)
        set_record(lua, "of", row->object);
}

void push_table(lua_State *lua, const char *section, const struct table *table)
{
    lua_Integer count = 0;

    lua_createtable(lua, 0, 9);
    set_text(lua, "section", section);
    set_text(lua, "label", table->caption.label);
    api_push_line(lua, table->caption.words);
    lua_setfield(lua, -2, "caption");
    push_columns(lua, table);
    lua_setfield(lua, -2, "columns");
    set_flag(lua, "head", table->has_head);
    set_flag(lua, "illustrative", table->caption.illustrative);
    set_text(lua, "orientation", orientations[table->orientation]);
    api_push_prose(lua, table->caption.source);
    lua_setfield(lua, -2, "source");
    api_push_prose(lua, table->caption.notes);
    lua_setfield(lua, -2, "notes");
    lua_newtable(lua);
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        push_row(lua, table, row);
        lua_rawseti(lua, -2, ++count);
    }
}

/* A file of content/figures/, as "figures/peta.png". */
static const char *check_figure(lua_State *lua, const char *file)
{
    const struct list *figures = &api_of(lua)->study->figures;
    struct nearest nearest = {.word = file};

    for (size_t i = 0; i < figures->count; i++) {
        if (strcmp(figures->items[i], file) == 0)
            return file;
        text_nearest(&nearest, figures->items[i]);
    }
    sandbox_fail_near(lua, &nearest, "there is no figure 'content/%s'", file);
}

/* b.figure{file = "figures/peta.png", alt = , caption = , label = , source = }, or framework = in place of file */
static int figure_block(lua_State *lua)
{
    static const char *const options[] = {"file", "framework", "alt", "caption", "label", "source", NULL};
    struct figure *figure = arena_alloc(api_of(lua)->arena, sizeof *figure);
    int depth = 0;

    check_keys(lua, 1, options);
    struct block *block = make_block(lua, BLOCK_FIGURE);
    figure->caption = take_caption(lua, 1, "fig", &depth);
    figure->file = take_text_field(lua, 1, "file");
    figure->alt = take_text_field(lua, 1, "alt");
    if (lua_getfield(lua, 1, "framework") != LUA_TNIL) {
        figure->framework = (const struct framework *)check_record(lua, -1, "framework");
        figure->caption.place = figure->framework->record.place;
    }
    lua_pop(lua, 1);
    if ((figure->file == NULL) == (figure->framework == NULL) || figure->alt == NULL)
        return sandbox_fail(lua, "alt says in words what it shows",
                            "a figure needs file and alt, or framework and alt");
    if (figure->file != NULL)
        check_figure(lua, figure->file);
    block->figure = figure;
    return give_blocks(lua, block, depth + 1);
}

/* The object in the field "of" of what is on top: what a point leads to, "code:misi", and whether it was made up. */
static void take_target(lua_State *lua, struct chart_point *point)
{
    if (lua_getfield(lua, -1, "of") != LUA_TNIL) {
        const struct handle *handle = api_handle(lua, -1);
        point->target = target_of_object(lua, -1);
        point->illustrative = handle->kind == HANDLE_RECORD && is_illustrative(handle->record);
    }
    lua_pop(lua, 1);
}

/* The number on top of the stack, which has a place on a scale. */
static double take_finite(lua_State *lua, const char *label)
{
    double number = lua_tonumber(lua, -1);

    if (!isfinite(number))
        sandbox_fail(lua, "leave the point out where there is nothing to divide by", "a value of '%s' is %s", label,
                     isnan(number) ? translated("not a number (0/0)") : translated("infinite (a division by 0)"));
    return number;
}

/* The end of an interval in the field key, "low" or "high", of what is on top; its text is in the field text_key. */
static const char *take_end(lua_State *lua, const char *key, const char *text_key, const char *label, double *end)
{
    const char *text = NULL;

    if (lua_getfield(lua, -1, key) == LUA_TNUMBER) {
        *end = take_finite(lua, label);
        text = take_text(lua, -1, key);
    }
    lua_pop(lua, 1);
    const char *typed = text ? take_text_field(lua, -1, text_key) : NULL;
    return typed ? typed : text;
}

/* The value of a point on top of the stack: {value = , text = , low = , high = }. */
static void take_value(lua_State *lua, struct chart_point *point)
{
    if (lua_getfield(lua, -1, "value") != LUA_TNUMBER || point->label == NULL)
        sandbox_fail(lua, "{label = \"2021\", value = 23.8, text = \"23,8\"}", "a point needs a label and a number");
    point->value = take_finite(lua, point->label);
    const char *value = take_number(lua, -1, "value");
    lua_pop(lua, 1);
    const char *text = take_text_field(lua, -1, "text");
    point->text = text ? text : value;
    point->low_text = take_end(lua, "low", "low_text", point->label, &point->low);
    point->high_text = take_end(lua, "high", "high_text", point->label, &point->high);
    if ((point->low_text == NULL) != (point->high_text == NULL))
        sandbox_fail(lua, "{value = 23.8, low = 21, high = 26.5}", "the interval of '%s' has one end only",
                     point->label);
}

/* The point on top of the stack: {label, value} or {label = , value = , text = }. */
static void take_point(lua_State *lua, struct chart_point *point)
{
    luaL_checktype(lua, -1, LUA_TTABLE);
    point->label = take_text_field(lua, -1, "label");
    take_value(lua, point);
    take_target(lua, point);
}

/* The heads of columns: of bars, dots and lines they name several series, all others need them. */
static void take_heads(lua_State *lua, struct chart *chart)
{
    bool has_heads = chart->kind >= CHART_HEAT;
    lua_Integer count = lua_getfield(lua, 1, "columns") == LUA_TTABLE ? luaL_len(lua, -1) : 0;

    if ((has_heads && count < 1) || count > CHART_COLUMN_LIMIT)
        sandbox_fail(lua, "columns = {\"Informan kunci\", ...}, points = {{label = \"Misi\", values = {3, ...}}, ...}",
                     has_heads ? N_("a chart of this kind needs from 1 to %d columns")
                               : N_("a chart has up to %d columns"),
                     CHART_COLUMN_LIMIT);
    chart->column_count = (size_t)count;
    chart->columns = arena_alloc(api_of(lua)->arena, (size_t)count * sizeof *chart->columns);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(lua, -1, i);
        chart->columns[i - 1] = take_text(lua, -1, "a column's head");
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

/* A cell of a row that has no number. */
static struct chart_point no_number(const char *label)
{
    return (struct chart_point){.label = label, .text = "–", .missing = true};
}

/* The number on top of the stack, in that column of the row label, or false for none. */
static struct chart_point take_heat(lua_State *lua, const char *label, int column)
{
    if (lua_isboolean(lua, -1) && !lua_toboolean(lua, -1))
        return no_number(label);
    if (lua_type(lua, -1) != LUA_TNUMBER)
        sandbox_fail(lua, NULL, "value %d of row '%s' is not a number", column, label);
    double number = take_finite(lua, label);
    return (struct chart_point){.label = label, .text = take_number(lua, -1, "value"), .value = number};
}

/* The number of one series on top of the stack: {value = , text = , low = , high = }, or false for none. */
static struct chart_point take_of_series(lua_State *lua, const char *label)
{
    struct chart_point point = no_number(label);

    if (lua_istable(lua, -1)) {
        point.missing = false;
        take_value(lua, &point);
    }
    return point;
}

/* The name on top of the stack, to which the one before it leads. */
static struct chart_point take_name(lua_State *lua, const char *label)
{
    if (lua_type(lua, -1) != LUA_TSTRING)
        sandbox_fail(lua, "{label = \"Input\", values = {\"Kondisi awal\", \"Misi\"}}", "a value of '%s' is not text",
                     label);
    return (struct chart_point){.label = label, .text = take_text(lua, -1, "value")};
}

/* The mark on top of the stack: {mark = "support", text = "mendukung (3)", link = }. */
static struct chart_point take_mark(lua_State *lua, const char *label)
{
    static const char *const options[] = {"mark", "text", "link", "illustrative", NULL};
    struct chart_point point = {.label = label};

    if (!lua_istable(lua, -1))
        sandbox_fail(lua, "{mark = \"support\", text = \"mendukung (3)\"}", "a mark of row '%s' is not a table", label);
    int mark = lua_absindex(lua, -1);
    check_keys(lua, mark, options);
    point.mark = (enum chart_mark)take_choice_field(lua, mark, "mark", chart_mark_names, MARK_SILENT);
    point.text = take_text_field(lua, mark, "text");
    if (point.text == NULL)
        sandbox_fail(lua, "{mark = \"support\", text = \"mendukung (3)\"}", "a mark of row '%s' has no text", label);
    point.path = take_text_field(lua, mark, "link");
    point.illustrative = point.mark == MARK_ILLUSTRATIVE || take_flag(lua, mark, "illustrative", false);
    return point;
}

/* Where the cells of the row on top of the stack lead, in place of its object: links = {page or false, ...}. */
static void take_links(lua_State *lua, const struct chart *chart, struct chart_point *points)
{
    bool has_links = lua_getfield(lua, -1, "links") == LUA_TTABLE;

    for (size_t i = 0; i < chart->column_count && has_links; i++) {
        if (lua_geti(lua, -1, (lua_Integer)i + 1) == LUA_TSTRING)
            points[i].path = take_text(lua, -1, "link");
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

/* The row on top of the stack: {label = , values = }, or {label = , marks = } of a board. */
static void take_row_points(lua_State *lua, const struct chart *chart, struct chart_point *points)
{
    bool has_marks = chart->kind == CHART_BOARD;

    luaL_checktype(lua, -1, LUA_TTABLE);
    const char *label = take_text_field(lua, -1, "label");
    if (lua_getfield(lua, -1, has_marks ? "marks" : "values") != LUA_TTABLE || label == NULL ||
        luaL_len(lua, -1) != (lua_Integer)chart->column_count)
        sandbox_fail(lua,
                     has_marks
                         ? "{label = \"Kesehatan\", marks = {{mark = \"support\", text = \"mendukung (3)\"}, ...}}"
                         : "{label = \"Misi\", values = {3, 0, 1}}",
                     has_marks ? N_("a row needs a label and %d marks") : N_("a row needs a label and %d values"),
                     (int)chart->column_count);
    for (size_t i = 0; i < chart->column_count; i++) {
        lua_geti(lua, -1, (lua_Integer)i + 1);
        points[i] = has_marks                   ? take_mark(lua, label)
                    : chart->kind == CHART_FLOW ? take_name(lua, label)
                    : chart->kind >= CHART_HEAT ? take_heat(lua, label, (int)i + 1)
                                                : take_of_series(lua, label);
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
    if (chart->kind == CHART_HEAT)
        take_links(lua, chart, points);
    bool made_up = take_flag(lua, lua_absindex(lua, -1), "illustrative", false);
    for (size_t i = 0; i < chart->column_count && !has_marks; i++) {
        take_target(lua, &points[i]);
        points[i].illustrative |= made_up;
    }
}

static void take_points(lua_State *lua, struct chart *chart)
{
    size_t width = chart->column_count > 0 ? chart->column_count : 1;

    lua_getfield(lua, 1, "points");
    lua_Integer count = lua_istable(lua, -1) ? luaL_len(lua, -1) : 0;
    if (count < 1)
        sandbox_fail(lua, "points = {{label = \"2021\", value = 23.8}, ...}", "a chart needs points");
    /* First alone: the product of what a script says of itself might wrap around. */
    count_made(lua, 0, (size_t)count, 0);
    count_made(lua, 0, (size_t)count * (width - 1), 0);
    chart->point_count = (size_t)count * width;
    chart->points = arena_alloc(api_of(lua)->arena, chart->point_count * sizeof *chart->points);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(lua, -1, i);
        if (chart->column_count > 0)
            take_row_points(lua, chart, &chart->points[(size_t)(i - 1) * width]);
        else
            take_point(lua, &chart->points[i - 1]);
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

/* How many tables the list at key of the table at the bottom holds, which is pushed; without one it counts none. */
static size_t push_rules(lua_State *lua, const char *key)
{
    size_t count = lua_getfield(lua, 1, key) == LUA_TTABLE ? (size_t)luaL_len(lua, -1) : 0;

    count_made(lua, 0, count, 0);
    return count;
}

/* The target on top of the stack: {label = , value = , text = }. */
static struct chart_rule take_target_rule(lua_State *lua)
{
    struct chart_point point = {0};

    take_point(lua, &point);
    return (struct chart_rule){.label = point.label, .text = point.text, .value = point.value};
}

/* The event on top of the stack: {at = the label of a point, label = }. */
static struct chart_rule take_event_rule(lua_State *lua, const struct chart *chart)
{
    luaL_checktype(lua, -1, LUA_TTABLE);
    struct chart_rule rule = {.label = take_text_field(lua, -1, "label")};
    const char *at = take_text_field(lua, -1, "at");

    for (size_t i = 0; i < chart->point_count && at != NULL && rule.label != NULL; i++) {
        rule.point = i;
        if (strcmp(chart->points[i].label, at) == 0)
            return rule;
    }
    sandbox_fail(lua, "{at = \"2021\", label = \"Perpres 72/2021\"}",
                 "an event needs a label, and that of a point in 'at'");
    return rule;
}

static void take_rules(lua_State *lua, struct chart *chart)
{
    size_t targets = push_rules(lua, "targets"), events = push_rules(lua, "events");

    bool is_map = chart->kind == CHART_HEAT || chart->kind == CHART_BOARD;
    if (targets + events > 0 && (is_map || (events > 0 && chart->kind != CHART_LINE)))
        sandbox_fail(lua, NULL, "only bars, dots and lines have targets, and only lines have events");
    chart->rules = arena_alloc(api_of(lua)->arena, (targets + events + 1) * sizeof *chart->rules);
    for (size_t i = 0; i < targets + events; i++) {
        bool is_target = i < targets;
        lua_geti(lua, is_target ? -2 : -1, (lua_Integer)(is_target ? i : i - targets) + 1);
        chart->rules[chart->rule_count++] = is_target ? take_target_rule(lua) : take_event_rule(lua, chart);
        lua_pop(lua, 1);
    }
    lua_pop(lua, 2);
}

/* b.chart{kind = "bar", points = , columns = , unit = , caption = , label = , source = } */
static int chart_block(lua_State *lua)
{
    static const char *const options[] = {"kind",  "points", "columns",      "unit",    "caption", "label", "source",
                                          "notes", "of",     "illustrative", "targets", "events",  NULL};
    int depth = 0;

    if (api_handle(lua, 1) != NULL)
        return sandbox_fail(lua, "local statistics = require(\"statistics\") ... statistics.block(ctx, statistic)",
                            "b.chart makes no chart of a statistic: lib/statistics.lua does");
    check_keys(lua, 1, options);
    struct chart *chart = arena_alloc(api_of(lua)->arena, sizeof *chart);
    struct block *block = make_block(lua, BLOCK_CHART);
    chart->kind = (enum chart_kind)take_choice_field(lua, 1, "kind", chart_kind_names, CHART_BAR);
    chart->unit = take_text_field(lua, 1, "unit");
    chart->caption = take_caption(lua, 1, "fig", &depth);
    take_heads(lua, chart);
    take_points(lua, chart);
    take_rules(lua, chart);
    for (size_t i = 0; i < chart->point_count; i++)
        chart->caption.illustrative |= chart->points[i].illustrative;
    block->chart = chart;
    return give_blocks(lua, block, depth + 1);
}

void builders_of_tables(lua_State *lua)
{
    static const luaL_Reg functions[] = {
        {"table", table_block}, {"figure", figure_block}, {"chart", chart_block}, {NULL, NULL}};

    luaL_setfuncs(lua, functions, 0);
}
