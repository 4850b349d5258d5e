package config

import "io/fs"

// ownerOf knows nothing where rights are kept in lists.
func ownerOf(fs.FileInfo) (uid, gid int, known bool) { return 0, 0, false }
