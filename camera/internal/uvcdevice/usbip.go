package uvcdevice

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Commands of the USB/IP protocol.
const (
	cmdSubmit = 1
	cmdUnlink = 2
	retSubmit = 3
	retUnlink = 4
)

// Error numbers of Linux, as USB/IP sends them.
const (
	statusProtocol = -71  // EPROTO
	statusStall    = -32  // EPIPE
	statusUnlinked = -104 // ECONNRESET
)

// headerSize is the length of every command and answer without data, in bytes.
const headerSize = 48

// maxTransfer is larger than any transfer of the driver, in bytes.
const maxTransfer = 1 << 20

// request is one command of the host controller: it starts a transfer or
// withdraws one.
type request struct {
	command  uint32
	seq      uint32
	in       bool
	endpoint uint8
	unlinks  uint32 // the transfer that is withdrawn
	length   int    // of the transfer's buffer
	setup    [8]byte
	data     []byte // to the device
	packets  []packet
}

// packet is a piece of an isochronous transfer.
type packet struct{ offset, length, actual, status uint32 }

// readRequest reads the next command.
func readRequest(r io.Reader) (*request, error) {
	var h [headerSize]byte
	if _, err := io.ReadFull(r, h[:]); err != nil {
		return nil, err
	}
	word := func(i int) uint32 { return binary.BigEndian.Uint32(h[4*i:]) }
	q := &request{command: word(0), seq: word(1), in: word(3) == 1, endpoint: uint8(word(4))}
	switch q.command {
	case cmdUnlink:
		q.unlinks = word(5)
		return q, nil
	case cmdSubmit:
		q.length = int(word(6))
		copy(q.setup[:], h[40:])
		return q, q.readRest(r, word(8))
	}
	return nil, fmt.Errorf("unknown command %d", q.command)
}

var errTooLong = errors.New("transfer out of all proportion")

// readRest reads the part of a transfer that follows the header.
func (q *request) readRest(r io.Reader, packets uint32) error {
	if packets == 0xFFFFFFFF { // not isochronous
		packets = 0
	}
	if q.length > maxTransfer || packets > 1024 {
		return errTooLong
	}
	if !q.in {
		q.data = make([]byte, q.length)
		if _, err := io.ReadFull(r, q.data); err != nil {
			return err
		}
	}
	for range packets {
		var b [16]byte
		if _, err := io.ReadFull(r, b[:]); err != nil {
			return err
		}
		q.packets = append(q.packets, packet{offset: binary.BigEndian.Uint32(b[:]), length: binary.BigEndian.Uint32(b[4:])})
	}
	return nil
}

// answer returns the answer to a transfer: its status, and what the device
// sends or how much data it took.
func (q *request) answer(status int32, data []byte) []byte {
	actual := len(data)
	if !q.in && status == 0 {
		actual = len(q.data)
	}
	b := be(nil, retSubmit, q.seq, 0, 0, 0, uint32(status), uint32(actual), 0, uint32(len(q.packets)), 0, 0, 0)
	b = append(b, data...)
	for _, p := range q.packets {
		b = be(b, p.offset, p.length, p.actual, p.status)
	}
	return b
}

// answerUnlink returns the answer to a withdrawal.
func (q *request) answerUnlink(found bool) []byte {
	status := int32(0)
	if found {
		status = statusUnlinked
	}
	return be(nil, retUnlink, q.seq, 0, 0, 0, uint32(status), 0, 0, 0, 0, 0, 0)
}

func be(dst []byte, words ...uint32) []byte {
	for _, w := range words {
		dst = binary.BigEndian.AppendUint32(dst, w)
	}
	return dst
}
