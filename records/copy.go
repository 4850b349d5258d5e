package records

import "context"

// Copy writes a whole copy of the records as they are now into a new file, while
// others may write on. The file must not exist.
func (s *SQLite) Copy(ctx context.Context, file string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.db.ExecContext(ctx, "VACUUM INTO $1", file); err != nil {
		return failed(file, err)
	}
	return nil
}
