package app

import (
	"context"

	"piket/internal/locale"
	"piket/internal/report"
	"piket/model"
)

// Minutes gives a signed handover to the office's print command, or writes
// its pages to a file where there is none, and says where they went. The
// refusal of one that is not signed is handover-no-paper.
func (a *App) Minutes(ctx context.Context, id model.HandoverID, lang locale.Lang) (where string, err error) {
	history, err := a.store.Records(ctx, id.Stream())
	if err != nil {
		return "", err //nolint:wrapcheck // says it all
	}
	h := model.FoldHandover(history)
	if !h.Sealed() {
		return "", &model.Error{Kind: model.KindConflict, Key: "handover-no-paper", Args: model.Args{"handover": string(id)}}
	}
	p, err := a.Printer(lang)
	if err != nil {
		return "", err
	}
	minutes := report.Minutes{Record: *h.Record, Section: a.settings.Section, Countersigned: h.Countersigned}
	if command := a.settings.Print; len(command) > 0 {
		return command[0], report.Print(ctx, command, report.HandoverText(p, minutes)) //nolint:wrapcheck // a refusal as it is
	}
	pages, err := report.HandoverPDF(p, minutes)
	if err != nil {
		return "", err //nolint:wrapcheck // says it all
	}
	return report.SavePages(a.folder.Papers(), string(id), pages) //nolint:wrapcheck // a refusal as it is
}

// PrintLog gives a span of the duty log to the office's print command, or
// writes it to a file where there is none, and says where it went.
func (a *App) PrintLog(ctx context.Context, span string, lines []report.LogLine, lang locale.Lang) (where string, err error) {
	p, err := a.Printer(lang)
	if err != nil {
		return "", err
	}
	office := a.store.Office()
	text := report.LogText(p, report.Log{Office: office.Name, Section: a.settings.Section, Span: span, Lines: lines})
	if command := a.settings.Print; len(command) > 0 {
		return command[0], report.Print(ctx, command, text) //nolint:wrapcheck // a refusal as it is
	}
	name := "mutasi-" + a.Now().In(office.Zone.Location()).Format("20060102T1504")
	return report.Save(a.folder.Papers(), name, text) //nolint:wrapcheck // a refusal as it is
}
