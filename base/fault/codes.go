package fault

// Codes that belong to no chapter.
var (
	ErrNotFound        = Declare("not_found", NotFound, "没有这条记录，或者你看不到它", "There is no such record, or it is not visible to you")
	ErrForbidden       = Declare("forbidden", Forbidden, "你的角色不能做这件事，需要的话请找管理员开通", "Your role may not do this; ask an administrator if you need it")
	ErrUnauthenticated = Declare("unauthenticated", Unauthenticated, "请先登录", "Please sign in first")
	ErrMalformed       = Declare("malformed", Malformed, "请求读不懂：{why}", "The request cannot be read: {why}")
	ErrInvalid         = Declare("invalid", Invalid, "有内容需要改一下", "Some fields need a change")
	ErrTooLarge        = Declare("too_large", TooLarge, "内容太大，最多 {limit}", "Too large, at most {limit}")
	ErrTooMany         = Declare("too_many", TooMany, "太频繁了，请 {seconds} 秒后再试", "Too often; try again in {seconds} seconds")
	ErrUnavailable     = Declare("unavailable", Unavailable, "系统暂时存不了数据，刚才的内容没有保存，请稍后再试", "The system cannot keep data right now; nothing was saved, please try again shortly")
	ErrVersion         = Declare("version", Conflict, "别人刚改过这条记录，请刷新后再改", "Somebody else has just changed this record; reload and change it again")
	ErrTaken           = Declare("taken", Conflict, "已经有了，不能重复", "It exists already")
	ErrInternal        = Declare("internal", Internal, "系统出错了，我们已记下，请稍后再试", "Something went wrong on our side; it has been recorded, please try again")
)

// Problems collects wrong fields; its Err is nil while there are none.
type Problems struct{ fields []Field }

// Add notes that field is wrong: what is wrong and what would be right.
func (p *Problems) Add(field string, what, want Text) {
	p.fields = append(p.fields, Field{Name: field, What: what, Want: want})
}

// Need adds «required» when the value is empty.
func (p *Problems) Need(field, value string, want Text) {
	if value == "" {
		p.Add(field, Text{"必填", "Required"}, want)
	}
}

// Err is an Invalid fault with the fields noted, or nil.
func (p *Problems) Err() error {
	if len(p.fields) == 0 {
		return nil
	}
	f := ErrInvalid.New()
	f.Fields = p.fields
	return f
}

// Wrong is the Invalid fault for a single field.
func Wrong(field string, what, want Text) *Fault {
	f := ErrInvalid.New()
	f.Fields = []Field{{Name: field, What: what, Want: want}}
	return f
}
