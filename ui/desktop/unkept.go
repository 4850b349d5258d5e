package desktop

import "fyne.io/fyne/v2"

// unkept keeps Fyne's preferences in memory. Fyne would write them to a folder of
// its own when the program ends, although nothing here uses them. Only a provider
// for a cloud can replace them.
type unkept struct{}

func (unkept) ProviderDescription() string { return "" }
func (unkept) ProviderIcon() fyne.Resource { return nil }
func (unkept) ProviderName() string        { return "memory" }
func (unkept) Setup(fyne.App) error        { return nil }
func (unkept) Cleanup(fyne.App)            {}

// CloudPreferences implements fyne.CloudProviderPreferences. Fyne writes its own
// type only, so a wrapper stays unwritten.
func (unkept) CloudPreferences(a fyne.App) fyne.Preferences {
	return struct{ fyne.Preferences }{a.Preferences()}
}
