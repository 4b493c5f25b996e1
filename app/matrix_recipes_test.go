package app_test

import (
	"xiaoguan/app/apptest"
)

// recipe is a request that succeeds for whoever may make it, and what access has to do with it. In path, query and body
// $id is the subject, $word its word, $n a new number, $s1 a salesperson, $east a group, $mode nothing else.
type recipe struct {
	route  string // as registered, without the prefix
	query  string
	body   string
	about  string                          // the kind of the subject; "" when the request is about none
	need   string                          // the permission whose scope decides on the subject, where it is not the route's
	seen   string                          // the permission with which a subject that is out of reach is at least seen: then 403
	pool   bool                            // also for what nobody owns, for whoever may claim
	want   int                             // of success
	out    int                             // for a subject of one's organisation out of reach; 0 is 404
	gone   int                             // for a foreign or unknown subject; 0 is 404
	state  func(role, relation string) int // within reach, but refused for another reason; 0 is not refused
	only   []string                        // the relations asked about; nil is all
	told   bool                            // its refusal is journaled, since it tells something
	writes bool                            // success changes something: every allowed cell gets a subject of its own
	alone  bool                            // it ends or moves the session: every allowed cell gets a person of its own
	once   bool                            // it is dear: one allowed cell stands for all
	form   string                          // the content type of a body that is not JSON
	stream bool                            // the answer has no end
}

func ifNobodys(status int) func(role, relation string) int {
	return func(_, relation string) int {
		if relation == nobodys {
			return status
		}
		return 0
	}
}

// claimed: what one owns may be claimed again, what others own never.
func claimed(_, relation string) int {
	if relation != own && relation != nobodys {
		return 409
	}
	return 0
}

var insideOrg = []string{own, colleague, below, elsewhere, nobodys}

var leadRecipes = []recipe{
	{route: "GET /leads", want: 200, query: "?limit=200&count=true"},
	{route: "GET /leads", want: 200, query: "?limit=200&count=true&filter=owner_id:empty:"},
	{route: "GET /leads", want: 200, query: "?limit=200&count=true&filter=owner_id:eq:$id", about: "member", out: 200, gone: 200},
	{route: "GET /leads", want: 200, query: "?limit=200&sort=-name&filter=name:q:$word", about: "lead", out: 200, gone: 200},
	{route: "GET /leads/summary", want: 200},
	{route: "GET /leads/{id}", about: "lead", want: 200, pool: true},
	{route: "GET /leads/{id}/timeline", about: "lead", want: 200, pool: true},
	{route: "GET /sources", want: 200},
	{route: "PATCH /leads/{id}", about: "lead", body: `{"region":"$n市","tags":["新签"]}`, want: 200, writes: true},
	{route: "POST /leads/{id}/win", about: "lead", body: `{}`, want: 200, writes: true, state: ifNobodys(409)},
	{route: "POST /leads/{id}/lose", about: "lead", body: `{"reason":"价格"}`, want: 200, writes: true},
	{route: "POST /leads/{id}/reopen", about: "lost", want: 200, writes: true},
	{route: "POST /leads/{id}/mark-key", about: "lead", body: `{"key":true,"reason":"样板"}`, want: 200, writes: true},
	{route: "POST /leads/{id}/reveal-phone", about: "lead", want: 200, writes: true},
	{route: "POST /leads/{id}/touches", about: "lead", body: `{"kind":"phone","result":"progress","content":"谈了"}`, want: 201, writes: true},
	{route: "POST /leads/{id}/postpone", about: "lead", body: `{"next_due":"$day"}`, want: 200, writes: true},
	{route: "POST /leads", body: `{"name":"新$n公司"}`, want: 201, writes: true},
	{route: "POST /leads", body: `{"name":"$word公司"}`, about: "lead", only: insideOrg, want: 409, out: 409, told: true},
	{route: "POST /leads", body: `{"name":"新$n公司","owner_id":"$id"}`, about: "member", need: "lead.assign", want: 201, out: 422, gone: 422, writes: true},
	{route: "POST /leads/{id}/claim", about: "lead", want: 200, out: 409, pool: true, state: claimed, writes: true},
	{route: "POST /leads/{id}/assign", about: "lead", body: `{"owner_id":"$s1"}`, want: 200, pool: true, writes: true},
	{route: "POST /leads/{id}/assign", about: "lead", body: `{"owner_id":"$foreign"}`, want: 422, out: 422, gone: 422},
	{route: "POST /leads/assign", about: "lead", body: `{"ids":["$id"],"owner_id":"$s1"}`, want: 200, out: 200, gone: 200, pool: true, writes: true},
	{route: "GET /search", query: "?q=$word", about: "lead", want: 200, out: 200, gone: 200},
	{route: "GET /search", query: "?q=$word", about: "customer", want: 200, out: 200, gone: 200},
	{route: "GET /search", query: "?q=$word", about: "member", want: 200, out: 200, gone: 200},
	{route: "GET /day", want: 200},
	{route: "GET /day", query: "?member=$id", about: "member", want: 200},
	{route: "GET /insight/conversion", query: "?by=source", want: 200},
	{route: "GET /insight/conversion", query: "?by=person&basis=period", want: 200},
	{route: "GET /insight/funnel", want: 200},
	{route: "GET /insight/board", want: 200},
	{route: "GET /insight/trend", want: 200},
	{route: "GET /live", want: 200, stream: true},
}

var customerRecipes = []recipe{
	{route: "GET /customers", want: 200, query: "?limit=200&count=true"},
	{route: "GET /customers", want: 200, query: "?limit=200&filter=name:q:$word", about: "customer", out: 200, gone: 200},
	{route: "POST /customers", body: `{"kind":"company","name":"客$n集团"}`, want: 201, writes: true},
	{route: "POST /customers", body: `{"kind":"company","name":"$word集团"}`, about: "customer", only: insideOrg, want: 409, out: 409, told: true},
	{route: "POST /customers", body: `{"kind":"company","name":"女$n集团","parent_id":"$id"}`, about: "customer", need: "customer.read", want: 201, out: 422, gone: 422, writes: true},
	{route: "GET /customers/{id}", about: "customer", want: 200},
	{route: "PATCH /customers/{id}", about: "customer", body: `{"version":1,"region":"$n市"}`, want: 200, writes: true},
	{route: "POST /customers/{id}/contacts", about: "customer", body: `{"name":"联$n"}`, want: 201, writes: true},
	{route: "PATCH /contacts/{id}", about: "contact", body: `{"version":1,"title":"总监"}`, want: 200, writes: true},
	{route: "POST /customers/{id}/reveal-phone", about: "customer", seen: "customer.read", body: `{}`, want: 200, writes: true},
}

var matchRecipes = []recipe{
	{route: "GET /match-batches", want: 200},
	{route: "POST /match-batches", about: "lead", body: `{"ids":["$id"]}`, want: 201, out: 201, gone: 201, writes: true},
	{route: "GET /match-batches/{id}", about: "batch", want: 200},
	{route: "POST /match-batches/{id}/apply", about: "batch", want: 200, writes: true},
	{route: "POST /match-batches/{id}/undo", about: "applied", want: 200, writes: true},
	{route: "GET /match-settings", want: 200},
	{route: "PUT /match-settings", body: `{"automatic":false}`, want: 200, writes: true},
}

var teamRecipes = []recipe{
	{route: "GET /setup", want: 200},
	{route: "POST /setup", body: `{"company":"丙","name":"丙","phone":"13900000000","password":"` + apptest.Password + `"}`, want: 404},
	{route: "POST /session", body: `{"account":"甲.readonly@example.com","password":"` + apptest.Password + `"}`, want: 200, writes: true},
	{route: "GET /session", want: 200},
	{route: "DELETE /session", want: 204, alone: true, writes: true},
	{route: "DELETE /sessions", want: 204, alone: true, writes: true},
	{route: "POST /session/password", body: `{"old":"` + apptest.Password + `","new":"另一个-密码-77"}`, want: 204, alone: true, writes: true},
	{route: "POST /session/organisation", about: "org", body: `{"org_id":"$id"}`, want: 200, writes: true},
	{route: "GET /groups", want: 200},
	{route: "POST /groups", body: `{"name":"新组$n"}`, want: 201, writes: true},
	{route: "PATCH /groups/{id}", about: "group", body: `{"version":1,"name":"改组$n"}`, want: 200, writes: true},
	{route: "GET /members", want: 200, query: "?limit=200"},
	{route: "POST /members", body: `{"name":"新人$n","email":"m$n@example.com","role":"salesperson","group_id":"$east","password":"` + apptest.Password + `"}`, want: 201, writes: true},
	{route: "PATCH /members/{id}", about: "member", body: `{"version":1,"level":4}`, want: 200, writes: true},
	{route: "POST /members/{id}/leave", about: "member", only: []string{colleague, below, elsewhere, foreign, unknown}, want: 200, writes: true},
	{route: "POST /members/{id}/return", about: "left", body: `{"group_id":"$east"}`, want: 200, writes: true},
	{route: "POST /members/{id}/reset-password", about: "member", only: []string{colleague, below, elsewhere, foreign, unknown}, body: `{"password":"又一个-密码-88"}`, want: 204, writes: true},
	{route: "GET /roles", want: 200},
	{route: "POST /roles", body: `{"name":"新角色$n","copy_of":"salesperson"}`, want: 201, writes: true},
	{route: "PATCH /roles/{key}", body: `{"name":"改过的$n","version":1,"grants":{"lead.read":"own"}}`, about: "role", want: 200, writes: true},
	{route: "DELETE /roles/{key}", about: "role", want: 204, writes: true},
	{route: "GET /permissions", want: 200},
	{route: "GET /access/explain", query: "?kind=lead&id=$id", about: "lead", want: 200, out: 200},
	{route: "GET /access/explain", query: "?kind=customer&id=$id", about: "customer", want: 200, out: 200},
	{route: "GET /audit", want: 200},
	{route: "GET /audit", query: "?subject_kind=lead&subject_id=$id", about: "lead", want: 200, out: 200, gone: 200},
	{route: "GET /calendar", query: "?year=2026", want: 200},
	{route: "PUT /calendar/{day}", body: `{"off":true,"name":"年会"}`, want: 204, writes: true},
	{route: "DELETE /calendar/{day}", want: 204, writes: true, once: true},
	{route: "GET /modes", want: 200},
	{route: "GET /reasons", want: 200},
	{route: "GET /tags", want: 200},
	{route: "DELETE /demo", want: 409, alone: true},
	{route: "POST /demo", want: 201, alone: true, writes: true, once: true},
}

// recipes are all requests of the matrix.
func recipes() (all []recipe) {
	for _, list := range [][]recipe{leadRecipes, customerRecipes, matchRecipes, importRecipes, teamRecipes, noticeRecipes, approvalRecipes, viewRecipes, manyRecipes, alongRecipes, settingRecipes, binRecipes} {
		all = append(all, list...)
	}
	return all
}
