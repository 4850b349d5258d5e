package config

import "strings"

const maxShown = 60 // characters of an unknown key that a complaint repeats

// clip shortens text from a user's file for a complaint.
func clip(s string) string {
	if r := []rune(s); len(r) > maxShown {
		return string(r[:maxShown]) + "…"
	}
	return s
}

// nearest returns the setting that is most like an unknown key, or "". A
// setting is like the key if it ends in the key, or if at most a third of its
// characters differ.
func (s *Schema) nearest(key string) string {
	if len(key) > maxShown {
		return ""
	}
	best, least := "", len(key)/3+1
	for _, f := range s.fields {
		if strings.HasSuffix(f.Key, "."+key) {
			return f.Key
		}
		if d := distance(key, f.Key); d < least {
			best, least = f.Key, d
		}
	}
	return best
}

// distance returns the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
