package readers

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// A frame begins with the preamble. Then follows a length of two bytes, which counts
// what stands after it. The last byte is a checksum.
var preamble = []byte{0xAA, 0xAA, 0xAA, 0x96, 0x69}

const (
	lengthSize = 2
	statusSize = 3 // three bytes of status, of which the third decides
	checkSize  = 1
	// longest is the greatest length of an answer: text, photo and fingerprints.
	longest = 0x090A
	// maxNoise is how much may come before the preamble.
	maxNoise = 2048
)

// What can be wrong with an answer.
var (
	errSilent   = errors.New("no answer")
	errCut      = errors.New("the answer is incomplete")
	errNoise    = errors.New("the answer does not begin")
	errChecksum = errors.New("the answer's checksum is wrong")
	errForeign  = errors.New("the answer does not belong to the question")
)

// answer is what a frame holds. Its data lies in the buffer that was parsed.
type answer struct {
	status byte
	data   []byte
}

// request builds the frame of a command.
func request(code [2]byte) []byte {
	frame := append(bytes.Clone(preamble), 0, byte(len(code)+checkSize), code[0], code[1])
	return append(frame, checksum(frame[len(preamble):]))
}

// checksum is the exclusive or of all bytes.
func checksum(body []byte) byte {
	var sum byte
	for _, b := range body {
		sum ^= b
	}
	return sum
}

// parse finds the first frame in what has come so far. whole is false as long as
// more must come. A frame with a wrong checksum is refused as a whole: nothing
// inside it is taken for another frame.
func parse(raw []byte) (a answer, whole bool, err error) {
	for {
		at := bytes.Index(raw, preamble)
		if at < 0 {
			if len(raw) > maxNoise {
				return answer{}, false, errNoise
			}
			return answer{}, false, nil
		}
		raw = raw[at+len(preamble):]
		if len(raw) < lengthSize {
			return answer{}, false, nil
		}
		length := int(binary.BigEndian.Uint16(raw))
		if length < statusSize+checkSize || length > longest {
			continue // a preamble by chance, in noise
		}
		return body(raw, lengthSize+length)
	}
}

// body takes apart what follows the preamble.
func body(raw []byte, size int) (answer, bool, error) {
	if len(raw) < size {
		return answer{}, false, nil
	}
	frame, check := raw[:size-checkSize], raw[size-checkSize]
	if checksum(frame) != check {
		return answer{}, false, errChecksum
	}
	frame = frame[lengthSize:]
	return answer{status: frame[statusSize-1], data: frame[statusSize:]}, true, nil
}
