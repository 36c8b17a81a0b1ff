package app

// OfficeArea is the codes of the office's own area, set apart by commas: what
// the settings say, else what the office's name does. It only decides what is
// offered first.
func (a *App) OfficeArea() string {
	if set := a.settings.Area(); set != "" {
		return set
	}
	set, err := a.Areas()
	if err != nil {
		return ""
	}
	name := a.desk.Office().Name
	a.named.Lock()
	defer a.named.Unlock()
	if a.named.office != name {
		a.named.office, a.named.area = name, set.Named(name)
	}
	return a.named.area
}
