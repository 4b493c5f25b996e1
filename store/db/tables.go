package db

// Class says how a table may be spread over machines and which schema rules bind it.
type Class uint8

// The classes of table.
const (
	Tenant Class = iota + 1 // belongs to an organisation: org_id first in every key, named in every statement
	System                  // the list of organisations, identities, sessions, jobs: not spread
	Index                   // rebuildable: search documents and their text
)

// Tables is every table of the product with its class; the schema test fails on one that is missing here.
var Tables = map[string]Class{
	"organisation": System, "identity": System, "identity_org": System, "session": System, "sign_in_failure": System,
	"heartbeat": System, "secret": System,

	"idempotency": Tenant, "number_block": Tenant, "file": Tenant, "file_link": Tenant,
	"journal_entry": Tenant, "journal_personal": Tenant,
	"team_group": Tenant, "group_parent": Tenant, "member": Tenant, "membership": Tenant, "tag": Tenant, "member_tag": Tenant, "calendar_day": Tenant,
	"sales_mode": Tenant, "stage": Tenant, "reason": Tenant,
	"customer": Tenant, "customer_key": Tenant, "customer_tag": Tenant, "contact": Tenant, "customer_contact": Tenant, "contact_point": Tenant, "external_id": Tenant, "owner_spell": Tenant,
	"lead": Tenant, "lead_tag": Tenant, "touch": Tenant, "match_batch": Tenant, "match_item": Tenant, "match_setting": Tenant,
	"import": Tenant, "import_problem": Tenant, "lead_stat": Tenant, "lead_board": Tenant,
	"role": Tenant, "role_grant": Tenant, "role_mask": Tenant,

	"absence": Tenant, "notice": Tenant, "notice_setting": Tenant, "approval_rule": Tenant, "approval": Tenant, "approval_step": Tenant,

	"saved_view": Tenant, "view_pin": Tenant, "bulk_batch": Tenant, "bulk_item": Tenant, "bin_item": Tenant,

	"collaborator": Tenant, "probe": Tenant,

	"own_field": Tenant, "own_value": Tenant, "word": Tenant,

	"search_doc": Index, "search_text": Index,
}
