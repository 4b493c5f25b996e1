package sheet

import (
	"context"
	"encoding/xml"
	"io"
	"path"
	"strings"
)

// workbook is an opened xlsx: its parts, the shared strings and the kinds of number its styles stand for.
type workbook struct {
	zip     *archive
	sheets  []sheetPart
	strings sharedStrings
	styles  []numberStyle
	epoch   int // days to add to a serial: 1462 when the workbook counts from 1904
}

type sheetPart struct {
	name   string
	part   string
	hidden bool
}

func (b *Book) openXLSX(ctx context.Context, r io.ReaderAt, size int64, limits Limits) error {
	zip, err := openArchive(r, size, limits)
	if err != nil {
		return err
	}
	w := &workbook{zip: zip}
	budget := limits.Total
	if err := w.load(ctx, &budget); err != nil {
		w.Close()
		return err
	}
	b.body = w
	for _, s := range w.sheets {
		b.sheets = append(b.sheets, SheetInfo{Name: s.name, Hidden: s.hidden})
	}
	return nil
}

func (w *workbook) Close() error { return w.strings.Close() }

// load reads everything but the worksheets.
func (w *workbook) load(ctx context.Context, budget *int64) error {
	if !w.zip.has("_rels/.rels") {
		return ErrKind.New(args("kind", "zip"))
	}
	main, _, err := w.targets(ctx, "", budget)
	if err != nil {
		return err
	}
	if main == "" {
		main = "xl/workbook.xml"
	}
	if strings.HasSuffix(strings.ToLower(main), ".bin") {
		return ErrOldExcel.New()
	}
	_, related, err := w.targets(ctx, main, budget)
	if err != nil {
		return err
	}
	if err := w.loadSheets(ctx, main, related, budget); err != nil {
		return err
	}
	for _, rel := range related {
		switch {
		case rel.kind == "sharedStrings":
			err = w.loadStrings(ctx, rel.target, budget)
		case rel.kind == "styles" && w.zip.has(rel.target):
			err = w.loadStyles(ctx, rel.target, budget)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type relation struct{ kind, target string }

// targets reads the relations of a part ("" for the package) by id; main is the target that is the workbook.
func (w *workbook) targets(ctx context.Context, of string, budget *int64) (main string, related map[string]relation, err error) {
	dir, base := path.Split(of)
	p, err := w.zip.open(ctx, dir+"_rels/"+base+".rels", budget)
	if err != nil {
		return "", nil, err
	}
	defer p.Close()
	related = map[string]relation{}
	err = p.walk(func(e xml.StartElement) error {
		if e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return nil
		}
		rel := relation{kind: path.Base(attr(e, "Type")), target: strings.ReplaceAll(attr(e, "Target"), `\`, "/")}
		if strings.HasPrefix(rel.target, "/") {
			rel.target = strings.TrimPrefix(path.Clean(rel.target), "/")
		} else {
			rel.target = path.Join(dir, rel.target)
		}
		if len(related) >= w.zip.limits.Entries {
			return ErrEntries.New(args("limit", w.zip.limits.Entries))
		}
		related[attr(e, "Id")] = rel
		if rel.kind == "officeDocument" {
			main = rel.target
		}
		return nil
	})
	return main, related, err
}

// loadSheets reads the list of worksheets from the workbook part, in its order; chart sheets hold no table.
func (w *workbook) loadSheets(ctx context.Context, main string, related map[string]relation, budget *int64) error {
	p, err := w.zip.open(ctx, main, budget)
	if err != nil {
		return err
	}
	defer p.Close()
	names, used := map[string]bool{}, map[string]bool{}
	err = p.walk(func(e xml.StartElement) error {
		if v := attr(e, "date1904"); e.Name.Local == "workbookPr" && (v == "1" || v == "true") {
			w.epoch = 1462
		}
		if e.Name.Local != "sheet" || len(p.open) != 3 {
			return nil
		}
		rel, ok := related[attr(e, "id")]
		if !ok {
			return p.broken("工作表没有对应的部分", "a sheet without its part")
		}
		if rel.kind != "worksheet" {
			return nil
		}
		s := sheetPart{name: attr(e, "name"), part: rel.target, hidden: attr(e, "state") != "" && attr(e, "state") != "visible"}
		if names[s.name] || used[strings.ToLower(s.part)] {
			return p.broken("两张工作表同名或同一部分："+shorten(s.name), "two sheets of one name or one part: "+shorten(s.name))
		}
		names[s.name], used[strings.ToLower(s.part)] = true, true
		if w.sheets = append(w.sheets, s); len(w.sheets) > w.zip.limits.Sheets {
			return ErrSheets.New(args("limit", w.zip.limits.Sheets))
		}
		if !w.zip.has(s.part) {
			return ErrPart.New(args("part", shorten(s.part)))
		}
		return nil
	})
	if err == nil && len(w.sheets) == 0 {
		return ErrNoTable.New()
	}
	return err
}
