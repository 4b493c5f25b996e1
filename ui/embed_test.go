package ui

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestLookup(t *testing.T) {
	files := fstest.MapFS{
		"index.html":             {Data: []byte("desk")},
		"m.html":                 {Data: []byte("phone")},
		"theme.js":               {Data: []byte("x")},
		"assets/desk-1a2b.js":    {Data: []byte("x")},
		"assets/desk-1a2b.js.br": {Data: []byte("x")},
		".vite/manifest.json":    {Data: []byte("{}")},
	}
	const js = "text/javascript; charset=utf-8"
	desk := Answer{File: "index.html", Type: "text/html; charset=utf-8", Cache: CacheNever, Page: true}
	phone := desk
	phone.File = "m.html"
	missing := Answer{Cache: CacheNever}
	for name, c := range map[string]struct {
		path, accept string
		want         Answer
	}{
		"首页":         {"/", "br", desk},
		"空路径":        {"", "", desk},
		"桌面的路由":      {"/leads/0192-aa", "br", desk},
		"手机首页":       {"/m", "", phone},
		"手机的路由":      {"/m/leads/1", "br", phone},
		"m 开头的别的路由":  {"/match/1", "", desk},
		"资源有压缩的":     {"/assets/desk-1a2b.js", "gzip, br", Answer{File: "assets/desk-1a2b.js.br", Encoding: "br", Type: js, Cache: CacheForever}},
		"不认压缩的浏览器":   {"/assets/desk-1a2b.js", "gzip", Answer{File: "assets/desk-1a2b.js", Type: js, Cache: CacheForever}},
		"拒绝 br":      {"/assets/desk-1a2b.js", "br;q=0, gzip", Answer{File: "assets/desk-1a2b.js", Type: js, Cache: CacheForever}},
		"根下的脚本每次问":   {"/theme.js", "br", Answer{File: "theme.js", Type: js, Cache: CacheCheck}},
		"没有的资源不是首页":  {"/assets/gone-ffff.js", "br", missing},
		"页面文件名不直接给":  {"/index.html", "", missing},
		"构建清单不外露":    {"/.vite/manifest.json", "", missing},
		"压缩件不单独给":    {"/assets/desk-1a2b.js.br", "", missing},
		"爬不出去":       {"/../../etc/passwd.txt", "", missing},
		"爬不出去的路由是首页": {"/../../etc/passwd", "", desk},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Lookup(files, c.path, c.accept)); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("没构建过就没有页面", func(t *testing.T) {
		if got := Lookup(fstest.MapFS{".gitkeep": {}}, "/", ""); got.File != "" {
			t.Errorf("got %+v", got)
		}
	})
}
