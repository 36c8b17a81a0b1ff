package cli

import (
	"strconv"
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/storage"
)

// faultLine is what is wrong with the store, and where, in somebody's language.
func faultLine(p *locale.Printer, f storage.Fault) string {
	return p.T("check.line", locale.A{"place": faultPlace(p, f), "fault": faultText(p, f)})
}

func faultText(p *locale.Printer, f storage.Fault) string {
	args := locale.A{}
	for name, v := range f.Args {
		if text, ok := v.(string); ok {
			v = model.CleanLine(text)
		}
		args[name] = v
	}
	return p.T("check.fault."+f.Says, args)
}

func faultPlace(p *locale.Printer, f storage.Fault) string {
	key := model.CleanLine(f.Key)
	where, bucket, _ := strings.Cut(model.CleanLine(f.Where), ", bucket ")
	if where == "file" {
		return filePlace(p, key, bucket)
	}
	args := locale.A{"key": key}
	name := "check.place." + where
	if view, ok := strings.CutPrefix(where, "view/"); ok {
		args["view"], name = view, "check.place.view"
	}
	if !p.Has(name) {
		args["bucket"], name = where, "check.place.other"
	}
	return strings.TrimRight(p.T(name, args), " ,")
}

func filePlace(p *locale.Printer, key, bucket string) string {
	number, isPage := strings.CutPrefix(key, "page ")
	page, err := strconv.Atoi(number)
	switch name, isBucket := strings.CutPrefix(key, "bucket "); {
	case isPage && err == nil && bucket != "":
		return p.T("check.place.page-of", locale.A{"page": page, "bucket": bucket})
	case isPage && err == nil:
		return p.T("check.place.page", locale.A{"page": page})
	case isBucket:
		return p.T("check.place.bucket", locale.A{"bucket": name})
	}
	return p.T("check.place.file")
}
