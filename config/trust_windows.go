package config

import "io/fs"

// ownerOf reports no owner, because Windows keeps rights in access lists.
func ownerOf(fs.FileInfo) (uid, gid int, known bool) { return 0, 0, false }
