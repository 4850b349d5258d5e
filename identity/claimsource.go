package identity

// ClaimSource says where name and number of a request came from. The values are
// those of the records.
type ClaimSource string

const (
	ClaimUnknown ClaimSource = ""
	ClaimTyped   ClaimSource = "typed"
	ClaimCard    ClaimSource = "card"     // read by a card reader
	ClaimScan    ClaimSource = "scan"     // typed or read by a scanner
	ClaimHandOff ClaimSource = "hand_off" // from the hotel's own software
	ClaimFile    ClaimSource = "file"     // from a file of a script
)

// ClaimSources lists those that are known.
func ClaimSources() []ClaimSource {
	return []ClaimSource{ClaimTyped, ClaimCard, ClaimScan, ClaimHandOff, ClaimFile}
}
