#ifndef LAMPIRAN_LUA_API_EVIDENCE_H
#define LAMPIRAN_LUA_API_EVIDENCE_H

/*
 * What hooks see of the evidence: `triangulation` of a code, `evidence` of an objective, `criteria` of an informant,
 * `transcript_lines` of an excerpt, `trail` and `small_count` of the model.  Read-only tables, made when they are first
 * asked for and kept with their object.
 */

struct lua_State;

/* Adds the functions for objects called name ("" for the model) to the table on top. */
void api_evidence_fields(struct lua_State *lua, const char *name);

#endif
