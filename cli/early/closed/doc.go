// Package closed keeps what the process holds from other users and from disk: files
// that it makes are its user's alone, and its memory, with guests' names and faces, is
// neither dumped nor read by other programs of the user.
package closed
