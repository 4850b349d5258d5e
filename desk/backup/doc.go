// Package backup carries a desk to another machine: its records, the key by which
// they find a person, and its settings, in one file that a passphrase opens. The
// services' keys are not in it; IT's bundle brings those.
package backup
