//go:build !linux

package doctor

import (
	"errors"
	"time"
)

func space(string) (Space, error) { return Space{}, errors.ErrUnsupported }

func slept() time.Duration { return 0 }
