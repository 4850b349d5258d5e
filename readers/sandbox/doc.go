// Package sandbox is a card reader that does not exist: a pseudo-terminal on which
// test cards are laid. It follows the description of the protocol and uses nothing of
// the package that reads cards, so that the two can disagree.
package sandbox
