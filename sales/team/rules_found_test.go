package team

import "testing"

func TestAnswers(t *testing.T) {
	m := &Member{Name: "单晓梅", Initials: "sxm", Phone: "+8613800136621", Email: "Shan.XM@example.com"}
	for fragment, want := range map[string]bool{
		"晓梅": true, "单": true, "单晓梅": true, "sx": true, "SXM": true, "shanxiao": true, "shan.xm@": true, "6621": true, "138 0013 6621": true, "13800136621": true,
		"": false, " ": false, "王": false, "xm": false, "dan": false, "0013": false, "621": false, "1380013": false, "example.com": false, "梅晓": false,
	} {
		if got := answers(m, fragment); got != want {
			t.Errorf("%q: %v", fragment, got)
		}
	}
	if answers(&Member{Name: "李四", Initials: "ls"}, "6621") {
		t.Error("somebody without a phone is found by one")
	}
}
