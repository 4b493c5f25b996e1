package door

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/store/files"
)

// The bounds of an upload beside those of the file.
const (
	formMost  = 1 << 20 // bytes around the file
	partsMost = 20
	fieldMost = 1 << 10 // bytes of a field
)

var errNoFile = fault.Declare("import.no_file", fault.Invalid, "没有收到文件", "No file has arrived")

// workbook is the media type of xlsx.
const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// uploadForm is the form of an upload, as the document describes it.
type uploadForm struct {
	File   string `json:"file" format:"binary" doc:"xlsx or csv, with its name"`
	ModeID id.ID  `json:"mode_id,omitempty" doc:"absent: decided later"`
}

// upload is what a form brought.
type upload struct {
	file *files.File
	mode id.ID
}

// apiUpload takes a file as multipart form: file, and mode_id where it is decided already.
func (s *Service) apiUpload(w http.ResponseWriter, r *http.Request, a *actor.Actor) error {
	r.Body = http.MaxBytesReader(w, r.Body, files.Limit+formMost)
	up, err := s.receive(r, a)
	if err != nil {
		if up.file != nil {
			s.Imports.Discard(up.file)
		}
		return err
	}
	var chapter map[string]any
	if !up.mode.IsZero() {
		chapter = map[string]any{"mode_id": up.mode}
	}
	im, p, err := s.Imports.Begin(r.Context(), a, lead.Kind, up.file, chapter)
	if err != nil {
		return err
	}
	v, err := s.view(a, im, p)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	return json.NewEncoder(w).Encode(v)
}

// receive reads the form to its end, the file to disk.
func (s *Service) receive(r *http.Request, a *actor.Actor) (up upload, err error) {
	form, err := r.MultipartReader()
	if err != nil {
		return up, fault.ErrMalformed.Wrap(err, fault.Args{"why": "multipart/form-data"})
	}
	for range partsMost {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			if up.file == nil {
				return up, errNoFile.New()
			}
			return up, nil
		}
		if err != nil {
			return up, broken(err)
		}
		switch {
		case part.FormName() == "file" && part.FileName() != "" && up.file == nil:
			if up.file, err = s.store(a, part); err != nil {
				return up, err
			}
		case part.FormName() == "mode_id":
			if up.mode, err = readMode(part); err != nil {
				return up, err
			}
		}
	}
	return up, fault.ErrMalformed.New(fault.Args{"why": "multipart/form-data"})
}

// store writes the file to disk; what fails half-way leaves nothing there.
func (s *Service) store(a *actor.Actor, part *multipart.Part) (*files.File, error) {
	in := &watched{r: part}
	file, err := s.Imports.Receive(a, path.Base(strings.ReplaceAll(part.FileName(), `\`, "/")), in)
	switch {
	case err == nil:
		return file, nil
	case in.err != nil:
		return nil, broken(in.err)
	}
	if _, known := fault.Of(err); known {
		return nil, err
	}
	return nil, fault.ErrUnavailable.Wrap(err) // the disk
}

func readMode(part *multipart.Part) (id.ID, error) {
	text, err := io.ReadAll(io.LimitReader(part, fieldMost))
	if err != nil {
		return id.ID{}, broken(err)
	}
	mode, err := id.Parse(strings.TrimSpace(string(text)))
	if err != nil {
		return id.ID{}, fault.Wrong("mode_id", label("没有这个销售模式", "No such mode"), label("见 /modes", "See /modes"))
	}
	return mode, nil
}

// broken words a form that stops half-way or is too big.
func broken(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return files.ErrTooBig.Wrap(err)
	}
	return fault.ErrMalformed.Wrap(err, fault.Args{"why": "multipart/form-data"})
}

// watched remembers how reading failed, to tell the sender's fault from the disk's.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.r.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

// apiProblems sends the problems of an import as xlsx.
func (s *Service) apiProblems(w http.ResponseWriter, r *http.Request, a *actor.Actor) error {
	which, err := id.Parse(r.PathValue("id"))
	if err != nil {
		return fault.ErrNotFound.Wrap(err)
	}
	return s.Imports.WriteProblems(r.Context(), a, which, func(im *record.Import) io.Writer {
		name := strings.TrimSuffix(im.FileName, path.Ext(im.FileName))
		h := w.Header()
		h.Set("Content-Type", workbook)
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": label("问题-", "problems-").In(a.Lang) + name + ".xlsx"}))
		return w
	})
}
