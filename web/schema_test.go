package web

import (
	"reflect"
	"testing"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
)

type pair[A, B any] struct {
	A A
	B B
}

func TestSchemaName(t *testing.T) {
	for hint, want := range map[string]string{"addGroupBodyBody": "addGroupBody", "winInputBody": "winBody", "somebody": "somebody", "loneBody": "loneBody"} {
		if got := bodyName(hint); got != want {
			t.Errorf("%s is named %q, want %q", hint, got, want)
		}
	}
	for _, c := range []struct {
		value any
		want  string
	}{
		{fault.Text{}, "FaultText"},
		{&fault.Text{}, "FaultText"},
		{fault.Fault{}, "Fault"},
		{pair[fault.Text, day.Day]{}, "WebPairFaultTextDay"},
		{pair[*fault.Text, int]{}, "WebPairFaultTextInt"},
		{pair[[]fault.Text, string]{}, "WebPairFaultTextString"},
		{struct{}{}, "Hint"},
		{[]string{}, "Hint"},
	} {
		if got := schemaName(reflect.TypeOf(c.value), "hint"); got != c.want {
			t.Errorf("%T is named %q, want %q", c.value, got, c.want)
		}
	}
}
