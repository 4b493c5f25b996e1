package record

import (
	"context"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// ImportKind is the record kind of imports.
const ImportKind = "import"

// ImportState is where an import stands.
//
//	uploaded ──map──▶ ready ──start──▶ running ──▶ done
//	    └───────────────┴─────cancel──────┴──────▶ cancelled, or failed when the file cannot be read any more
type ImportState string

// The states. Uploaded lacks a column that says who a row is about; Ready can be started.
const (
	Uploaded  ImportState = "uploaded"
	Ready     ImportState = "ready"
	Running   ImportState = "running"
	Done      ImportState = "done"
	Failed    ImportState = "failed"
	Cancelled ImportState = "cancelled"
)

// ImportSpec is what was decided about an import; Chapter is the registering chapter's own part.
type ImportSpec struct {
	Sheet      string         `json:"sheet"`
	HeaderRow  int            `json:"header_row"` // 0: the table has none
	Columns    []ImportColumn `json:"columns"`
	Duplicates Duplicates     `json:"duplicates"`
	Chapter    map[string]any `json:"chapter,omitempty"`
}

// Duplicates says what becomes of a row that looks like a record that is there.
type Duplicates string

// The policies of an import.
const (
	SkipDuplicates  Duplicates = "skip"   // leave what is there as it is
	MergeDuplicates Duplicates = "merge"  // fill what is lacking there
	KeepDuplicates  Duplicates = "create" // take it in all the same
)

// ImportColumn is one column of the file and what it becomes.
type ImportColumn struct {
	Index   int        `json:"index"` // 0-based
	Letter  string     `json:"letter"`
	Title   string     `json:"title"`
	Samples []string   `json:"samples"` // masked where they name or reach a person
	Field   string     `json:"field"`   // a field's name, OwnField + a name, or "": ignored
	Format  string     `json:"format,omitempty"`
	Why     fault.Text `json:"why"`
	ByHand  bool       `json:"by_hand,omitempty"`
}

// OwnField starts the name of a field that is kept as a company's own data.
const OwnField = "custom:"

// ImportField is a field a column may become.
type ImportField struct {
	Name      string
	Label     fault.Text
	Aliases   []string
	Kind      ColumnKind
	Shape     string // what its values look like, for the guess: a type of sheet
	Most      int    // characters of a text; 0: 200
	Masked    bool
	Sensitive actor.Sensitive   // the group by which a role may be kept from seeing it
	Unique    bool              // no two rows share a value: a column that repeats itself is not guessed to be it
	Identity  bool              // says who the row is about: an import needs one such column
	Options   []Option          // of a Choice
	Words     map[string]string // other words for an option, in small letters
	Own       *Field            // the company's own field it fills; nil: a column of the record
	Whom      Whom              // finds people, for an own field that names one
}

// ImportRow is one row of the file on its way.
type ImportRow struct {
	Number   int
	Cells    []string
	Problems []ImportProblem
	Outcome  ImportOutcome
	Note     fault.Text        // about the outcome, for the preview
	Values   map[string]string // field → value as understood, for the preview
	Record   any               // the chapter's own
}

// ImportOutcome is what becomes of a row.
type ImportOutcome string

// The outcomes.
const (
	RowCreated ImportOutcome = "created"
	RowMerged  ImportOutcome = "merged"
	RowSkipped ImportOutcome = "skipped"
	RowFailed  ImportOutcome = "failed"
)

// ImportProblem is one thing wrong in a row: Column is 1-based, 0 when the whole row is meant.
type ImportProblem struct {
	Column     int
	Title      string
	Value      string
	What, Want fault.Text
}

// RowWriter takes the rows of one import into records; the chapter makes one for each run.
type RowWriter interface {
	// Judge reads the cells of a row and notes what is wrong with them. It asks nobody.
	Judge(row *ImportRow)
	// Foresee sets the outcome of judged rows as it would be now, and the values of the first PreviewRows. It writes nothing.
	Foresee(ctx context.Context, rows []*ImportRow) error
	// Take prepares sound rows outside the transaction; the returned function writes them and sets their outcomes.
	Take(ctx context.Context, rows []*ImportRow) (func(ctx context.Context, tx *db.Tx) error, error)
}

// PreviewRows is how many rows a preview shows.
const PreviewRows = 20

// Importer is what a chapter registers to have files imported into its records.
type Importer struct {
	Kind   string
	Access actor.Permission
	Fields []ImportField
	// More are the company's own fields that the actor may fill; they are offered behind Fields. May be nil.
	More func(ctx context.Context, a *actor.Actor) ([]ImportField, error)
	// Settle completes and checks the chapter's part of the spec, with rows of the file at hand. It runs after every change.
	Settle func(ctx context.Context, a *actor.Actor, spec *ImportSpec, sample []*ImportRow) error
	// Actor is whoever made an import, as he may act today; an error of a kind other than Internal ends the import.
	Actor func(ctx context.Context, org, member id.ID) (*actor.Actor, error)
	Open  func(ctx context.Context, a *actor.Actor, im *Import) (RowWriter, error)
	// Finish enqueues what follows a finished import, in its last transaction.
	Finish func(ctx context.Context, tx *db.Tx, a *actor.Actor, im *Import) error
}

// full is the importer with the actor's own fields among its fields.
func (i *Importer) full(ctx context.Context, a *actor.Actor) (*Importer, error) {
	if i.More == nil {
		return i, nil
	}
	more, err := i.More(ctx, a)
	if err != nil || len(more) == 0 {
		return i, err
	}
	whole := *i
	whole.Fields = slices.Concat(i.Fields, more)
	return &whole, nil
}

// Field finds a declared field.
func (i *Importer) Field(name string) (*ImportField, bool) {
	for n := range i.Fields {
		if i.Fields[n].Name == name {
			return &i.Fields[n], true
		}
	}
	return nil, false
}

// Faults of imports.
var (
	ErrImportState = fault.Declare("import.state", fault.Conflict, "这次导入现在不能这样做：{why}", "That cannot be done with this import now: {why_en}")
	errNoRows      = fault.Declare("import.no_rows", fault.Invalid, "表头下面没有数据", "There are no rows under the header")
)

func importState(zh, en string) error { return ErrImportState.New(fault.Args{"why": zh, "why_en": en}) }

// ImportType declares imports: whoever made one sees it, and whoever imports for the whole organisation.
var ImportType = &Type{
	Kind: ImportKind, Table: "import", Alias: "im", Label: fault.Text{ZH: "导入", EN: "Import"}, Read: actor.LeadImport, DefaultBy: "id",
	Columns: []Column{
		{Name: "id", Label: fault.Text{ZH: "编号", EN: "Id"}, Kind: Ref, Sort: true},
		{Name: "org_id", Label: fault.Text{ZH: "公司", EN: "Organisation"}, Kind: Ref, Refers: "organisation"},
		{Name: "record_kind", Label: fault.Text{ZH: "导入到", EN: "Into"}, Kind: Text, Filter: true},
		{Name: "file_id", Label: fault.Text{ZH: "文件", EN: "File"}, Kind: Ref, Refers: "file"},
		{Name: "file_name", Label: fault.Text{ZH: "文件名", EN: "File name"}, Kind: Text, Filter: true},
		{Name: "format", Label: fault.Text{ZH: "格式", EN: "Format"}, Kind: Text},
		{Name: "encoding", Label: fault.Text{ZH: "编码", EN: "Encoding"}, Kind: Text},
		{Name: "state", Label: fault.Text{ZH: "状态", EN: "State"}, Kind: Choice, Filter: true, Options: []Option{
			{Value: "uploaded", Label: fault.Text{ZH: "已上传", EN: "Uploaded"}}, {Value: "ready", Label: fault.Text{ZH: "可开始", EN: "Ready"}},
			{Value: "running", Label: fault.Text{ZH: "导入中", EN: "Running"}}, {Value: "done", Label: fault.Text{ZH: "已完成", EN: "Done"}},
			{Value: "failed", Label: fault.Text{ZH: "失败", EN: "Failed"}}, {Value: "cancelled", Label: fault.Text{ZH: "已取消", EN: "Cancelled"}}}},
		{Name: "spec", Label: fault.Text{ZH: "设置", EN: "Settings"}, Kind: Own},
		{Name: "sheets", Label: fault.Text{ZH: "工作表", EN: "Worksheets"}, Kind: Own},
		{Name: "row_total", Label: fault.Text{ZH: "行数", EN: "Rows"}, Kind: Number},
		{Name: "row_done", Label: fault.Text{ZH: "已处理", EN: "Done"}, Kind: Number},
		{Name: "row_at", Label: fault.Text{ZH: "处理到", EN: "Taken to"}, Kind: Number},
		{Name: "created", Label: fault.Text{ZH: "新建", EN: "Created"}, Kind: Number},
		{Name: "merged", Label: fault.Text{ZH: "合并", EN: "Merged"}, Kind: Number},
		{Name: "skipped", Label: fault.Text{ZH: "跳过", EN: "Skipped"}, Kind: Number},
		{Name: "failed", Label: fault.Text{ZH: "有问题", EN: "Failed"}, Kind: Number},
		{Name: "failure", Label: fault.Text{ZH: "失败原因", EN: "Why it failed"}, Kind: Text},
		{Name: "lease_until", Label: fault.Text{ZH: "接管时间", EN: "Lease until"}, Kind: Instant},
		{Name: "created_by", Label: fault.Text{ZH: "导入人", EN: "Made by"}, Kind: Member, Filter: true},
		{Name: "created_at", Label: fault.Text{ZH: "上传时间", EN: "Made at"}, Kind: Instant, Filter: true},
		{Name: "started_at", Label: fault.Text{ZH: "开始时间", EN: "Started at"}, Kind: Instant},
		{Name: "finished_at", Label: fault.Text{ZH: "结束时间", EN: "Ended at"}, Kind: Instant},
		{Name: "version", Label: fault.Text{ZH: "版本", EN: "Version"}, Kind: Number},
	},
}

// ImportCounts counts rows by what becomes of them.
type ImportCounts struct {
	Rows    int `json:"rows"`
	Created int `json:"created"`
	Merged  int `json:"merged"`
	Skipped int `json:"skipped"`
	Failed  int `json:"failed"`
}

// Count adds rows by their outcome; a row with problems has failed.
func (n *ImportCounts) Count(rows []*ImportRow) {
	for _, r := range rows {
		n.Rows++
		switch {
		case len(r.Problems) > 0:
			n.Failed++
		case r.Outcome == RowMerged:
			n.Merged++
		case r.Outcome == RowSkipped:
			n.Skipped++
		default:
			n.Created++
		}
	}
}
